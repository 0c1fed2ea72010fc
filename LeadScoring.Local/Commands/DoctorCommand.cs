using System.CommandLine;
using System.Text.Json.Nodes;

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
        var json = CommandOutput.CreateOption();
        var doctor = new LeadsCommand("doctor", "Check this machine for what a local run needs, and say how to get what is missing.", "leads doctor", "leads doctor --port 7080 --json") { port, data, json };
        doctor.SetAction(async (parsed, cancellation) =>
        {
            var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
            var well = true;
            var output = new CommandOutput(parsed.GetValue(json));
            var findings = new JsonArray();
            await foreach (var finding in Checks.Run(parsed.GetValue(port), parsed.GetRequiredValue(data), settings, cancellation))
            {
                well &= finding.Fix is null;
                findings.Add(new JsonObject { ["what"] = finding.What, ["well"] = finding.Fix is null, ["fix"] = finding.Fix });
                output.Line($"{(finding.Fix is null ? "ok  " : "FAIL")}  {finding.What}");
                if (finding.Fix is not null)
                    output.Line($"      fix: {finding.Fix}");
            }

            output.Result(new JsonObject { ["well"] = well, ["findings"] = findings });
            output.Line(well ? "All is well: `leads up` can start." : "Fix what failed, then run this command again.");
            return well ? ExitCodes.Done : ExitCodes.Failed;
        });
        return doctor;
    }
}
