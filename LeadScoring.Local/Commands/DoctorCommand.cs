using System.CommandLine;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads doctor</c>: whether this machine has what a local run needs.</summary>
internal static class DoctorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "The port that `leads up` would take.", DefaultValueFactory = _ => 7071 };
        var data = new Option<string>("--data") { Description = "The folder that `leads up` would use.", DefaultValueFactory = _ => ".local" };
        port.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 65535)
                result.AddError($"--port is {number}; it must be from 0 to 65535, such as --port 7071.");
        });
        var doctor = new Command("doctor", "Check this machine for what a local run needs, and say how to get what is missing.") { port, data };
        doctor.SetAction(async (parsed, cancellation) =>
        {
            var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var well = true;
            await foreach (var finding in Checks.Run(parsed.GetValue(port), parsed.GetRequiredValue(data), settings, cancellation))
            {
                well &= finding.Fix is null;
                Console.WriteLine($"{(finding.Fix is null ? "ok  " : "FAIL")}  {finding.What}");
                if (finding.Fix is not null)
                    Console.WriteLine($"      fix: {finding.Fix}");
            }
            Console.WriteLine(well ? "All is well: `leads up` can start." : "Fix what failed, then run this command again.");
            return well ? 0 : 1;
        });
        return doctor;
    }
}
