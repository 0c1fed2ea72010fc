using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/operations: the commands of its pages run as they stand against the real app, and the runbook has a section for every alert.</summary>
[Needs(Need.Processes)]
public sealed partial class OperationsDocsTests(RunningApp running) : IClassFixture<RunningApp>, IDisposable
{
    private static readonly string[] Alerts = ["poison-messages", "dead-letters", "outbox-age", "capture-failures", "unauthorized-rate", "night-missed", "parked-leads", "tracker-flood"];

    private static readonly string[] Parts = ["What it means.", "What users notice.", "How to look.", "How to fix it.", "When it is over."];

    private readonly string _folder = Directory.CreateTempSubdirectory("operations-").FullName;

    [Fact]
    public void The_runbook_has_a_section_for_every_alert_and_each_section_all_parts()
    {
        var sections = Page("runbook.md").Split("\n## ").Skip(1).ToDictionary(static section => section.Split('\n')[0], StringComparer.Ordinal);

        Assert.Equal(Alerts.Order(StringComparer.Ordinal), sections.Keys.Order(StringComparer.Ordinal));
        Assert.All(sections.Values, static section => Assert.All(Parts, part => Assert.Contains($"**{part}**", section, StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("runbook.md")]
    [InlineData("backup.md")]
    [InlineData("secrets.md")]
    [InlineData("scaling.md")]
    public async Task Every_command_of_a_page_does_what_it_says(string page)
    {
        await running.Publish("inbound");
        await running.Send(Sent.At("docs@acme.example", "email.clicked", RunningApp.Evening));
        await running.Rest();

        var commands = Block().Matches(Page(page)).SelectMany(static block => block.Groups["text"].Value.Split('\n')).Where(static line => line.Length > 0).ToList();
        Assert.NotEmpty(commands);
        foreach (var command in commands)
            Assert.True(await Run(command) == 0, $"{page}: {command}");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private Task<int> Run(string command)
    {
        var here = command.Replace("backups/", _folder + "/", StringComparison.Ordinal).Replace(".restored", Path.Combine(_folder, "restored"), StringComparison.Ordinal)
            .Replace("http://localhost:7071", running.App.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace(".local/", running.App.Data + "/", StringComparison.Ordinal);
        if (!here.StartsWith("leads ", StringComparison.Ordinal))
            return Shell(here);
        string[] arguments = here[6..].Split(' ');
        return Program.Main(arguments.Contains("--data", StringComparer.Ordinal) ? arguments : [.. arguments, "--data", running.App.Data]);
    }

    // A request that is refused is a failure of the command.
    private async Task<int> Shell(string command)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = _folder };
        start.ArgumentList.Add("-ec");
        start.ArgumentList.Add(command.Replace("curl -s ", "curl -sf ", StringComparison.Ordinal));
        start.Environment["key"] = running.App.Key;
        using var process = Process.Start(start)!;
        await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return process.ExitCode;
    }

    private static string Page(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "operations", name));

    [GeneratedRegex("```bash\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
