using System.Diagnostics;
using System.Text.RegularExpressions;

using LeadScoring.Local;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Commands;

/// <summary><c>leads up --topic service-bus</c> with the sample connector beside it, as run-locally.md and the connector's README say.</summary>
[Needs(Need.Processes)]
public sealed partial class LocalBusCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("crm-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_connector_finds_the_bus_in_the_data_folder_and_a_kill_loses_nothing()
    {
        var options = Options("run-locally.md");
        await using var app = await App.Start(null, [.. options, "--bus-port", "0"]);
        Assert.Equal(["--topic", "service-bus"], options);
        var running = new RunningApp(app);
        await running.Publish("hand-off");
        await running.Send("""{ "id": "ask", "type": "form.submitted", "lead": { "email": "ann@acme.example" }, "properties": { "form": "contact-us" } }""");
        await running.Rest();

        Assert.Contains("service bus: Endpoint=sb://127.0.0.1:", app.Output, StringComparison.Ordinal);
        await app.Restart();
        Assert.Equal(0, await Program.Main(["redrive", "dead-letters", "--data", app.Data]));

        var file = Path.Combine(_folder, "crm.csv");
        using var connector = Start("LeadScoring.CrmConnector.dll", "--data", app.Data, "--file", file);
        try
        {
            await Eventually.True(() => File.Exists(file) && File.ReadAllText(file).Contains("ann@acme.example", StringComparison.Ordinal));
        }
        finally
        {
            connector.Kill();
            await connector.WaitForExitAsync();
        }
    }

    [Fact]
    public async Task A_bus_elsewhere_and_one_here_are_one_too_many()
    {
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["ServiceBus__fullyQualifiedNamespace"] = "my-bus.servicebus.windows.net" };

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => App.Start(settings, "--topic", "service-bus"));

        Assert.Contains("LS-LOCAL-023", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_that_is_taken_is_said_with_the_option_that_chooses_another()
    {
        await using var other = new TestBus();

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => App.Start(null, "--topic", "service-bus", "--bus-port", $"{other.Bus.Port}"));

        Assert.Contains($"LS-LOCAL-010 Port {other.Bus.Port}", refused.Message, StringComparison.Ordinal);
        Assert.Contains("--bus-port", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Another_kind_of_topic_is_refused() => Assert.Equal(1, await Program.Main(["up", "--topic", "kafka"]));

    // Without the options that a test chooses itself.
    private static string[] Options(string page)
    {
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "guide", page));
        return [.. RunCommand().Match(text).Groups["options"].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
    }

    private static Process Start(params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet") { UseShellExecute = false, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, arguments[0]));
        foreach (var argument in arguments[1..])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        process.BeginOutputReadLine();
        return process;
    }

    [GeneratedRegex(@"^\./run (?<options>--topic service-bus)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex RunCommand();
}
