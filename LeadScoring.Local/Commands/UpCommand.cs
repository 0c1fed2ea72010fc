using System.CommandLine;
using System.Diagnostics;

using LeadScoring.Functions;
using LeadScoring.Functions.Time;
using LeadScoring.Local.Client;
using LeadScoring.Local.Demo;
using LeadScoring.Local.Files;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.Commands;

/// <summary><c>leads up</c>: the whole app on this machine.</summary>
internal static class UpCommand
{
    private const int DemoLeads = 300;
    private const string Queues = "queues";
    private const string Bus = "service-bus";

    // That of AMQP without TLS, and of other emulators.
    private const int BusPort = 5672;

    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "Port on the loopback addresses; 0 takes a free one.", DefaultValueFactory = _ => 7071 };
        var data = new Option<string>("--data") { Description = "Folder for the keys and the data.", DefaultValueFactory = _ => ".local" };
        var topic = new Option<string>("--topic") { Description = $"Where messages go: {Queues} (storage queues), or {Bus} (a Service Bus on this machine, with sessions and duplicate detection, for the development of connectors).", DefaultValueFactory = _ => Queues };
        var busPort = new Option<int>("--bus-port") { Description = "Port of that Service Bus on 127.0.0.1; 0 takes a free one.", DefaultValueFactory = _ => BusPort };
        var models = new Option<bool>("--models") { Description = "Publish the sample models that the app does not have yet." };
        var demo = new Option<bool>("--demo") { Description = "The sample models, and ninety days of made-up leads." };
        var demoLeads = new Option<int>("--demo-leads") { Description = "How many leads the demo has.", DefaultValueFactory = _ => DemoLeads, Hidden = true };
        var parent = new Option<int?>("--parent") { Description = "Stop when the process with this id ends.", Hidden = true };
        IsPort(port, 7071);
        IsPort(busPort, BusPort);
        topic.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && result.Tokens[0].Value is not (Queues or Bus))
                result.AddError($"--topic is '{result.Tokens[0].Value}'; it must be {Queues} or {Bus}.");
        });
        demoLeads.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 1 or > 100_000)
                result.AddError($"--demo-leads is {number}; it must be from 1 to 100000, such as --demo-leads 300.");
        });
        var up = new LeadsCommand("up", "Run the app here: HTTP, queues and timers, with its own storage.", "leads up --demo", "leads up --port 7080 --data .other", "leads up --topic service-bus") { port, data, topic, busPort, models, demo, demoLeads, parent };
        up.SetAction((parsed, cancellation) => Run(new LocalOptions
        {
            Port = parsed.GetValue(port),
            Data = parsed.GetRequiredValue(data),
            BusPort = parsed.GetValue(topic) == Bus ? parsed.GetValue(busPort) : null,
            Models = parsed.GetValue(models) || parsed.GetValue(demo),
            Demo = parsed.GetValue(demo) ? parsed.GetValue(demoLeads) : null,
            Parent = parsed.GetValue(parent),
            Register = (services, configuration) => services.AddLeadScoring(configuration).AddTelemetry(configuration),
        }, cancellation));
        return up;
    }

    private static void IsPort(Option<int> option, int example) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var number) && number is < 0 or > 65535)
            result.AddError($"{option.Name} is {number}; it must be from 0 to 65535, such as {option.Name} {example}.");
    });

    private static async Task<int> Run(LocalOptions options, CancellationToken cancellation)
    {
        await Console.Error.WriteLineAsync($"starting: storage and app, with the data in {Path.GetFullPath(options.Data)} ...");
        var code = await Serve(options, cancellation);
        // Said when all is written, whatever asked the app to stop.
        if (code == ExitCodes.Done)
            await Console.Error.WriteLineAsync($"stopped: the data are kept in {Path.GetFullPath(options.Data)}, and the next start goes on with them.");
        return code;
    }

    private static async Task<int> Serve(LocalOptions options, CancellationToken cancellation)
    {
        var settings = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        try
        {
            DemoRun? demo = null;
            options = options with
            {
                BeforeWork = (services, data) => demo = services.GetService<OffsetClock>() is { } clock ? DemoRun.Prepare(clock, data.Path, options.Demo) : null,
            };
            await using var app = await LocalApp.Start(options, settings, cancellation);
            using var clockBack = demo;
            if (options.Models)
                await PublishModels(app, cancellation);
            var parent = ParentEnd(options.Parent);
            // Ready means that there is something to look at: the demo leads come first.
            if (demo is not null && !await FillDemo(demo, app, parent))
                return app.Failed ? 1 : 0;
            await ReadyLines.Print(Console.Out, app.Url, app.Data.Keys.Master, app.CreateSignInLink(), app.Bus);
            if (await Task.WhenAny(app.Stopping, parent) == parent)
                await Console.Error.WriteLineAsync($"Process {options.Parent}, which started this app, has ended: it stops.");
            return app.Failed ? 1 : 0;
        }
        catch (StartException problem)
        {
            await Console.Error.WriteLineAsync(problem.Message);
            return 1;
        }
    }

    // False when the app was asked to stop meanwhile; the next start goes on where this one ended.
    private static async Task<bool> FillDemo(DemoRun demo, LocalApp app, Task parent)
    {
        using var stopping = new CancellationTokenSource();
        var filled = demo.Fill(app, stopping.Token);
        if (await Task.WhenAny(filled, app.Stopping, parent) == filled)
        {
            await filled;
            return true;
        }

        await stopping.CancelAsync();
        await filled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return false;
    }

    private static async Task PublishModels(LocalApp app, CancellationToken cancellation)
    {
        var progress = SeedProgress.OnStandardError();
        try
        {
            using var client = new AppClient(new Uri(app.Url), app.Data.Keys.Master);
            await new Seeder(client, progress).PublishModels(cancellation);
        }
        catch (SeedException problem)
        {
            progress.Line($"The sample models are not published: {problem.Message}");
        }
    }

    private static async Task ParentEnd(int? parent)
    {
        if (parent is null)
            await Task.Delay(Timeout.Infinite);
        try
        {
            using var process = Process.GetProcessById(parent!.Value);
            await process.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has ended already.
        }
    }
}
