using LeadScoring.Domain.Leads;
using LeadScoring.Local;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/operations: the commands of its pages run as they stand against the real app, and the runbook has a section for every alert.</summary>
[Needs(Need.Processes)]
public sealed class OperationsDocsTests(RunningApp running) : IClassFixture<RunningApp>, IDisposable
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

        var commands = Examples.Of($"docs/operations/{page}");
        Assert.NotEmpty(commands);
        var target = "";
        foreach (var command in commands)
        {
            // As in one terminal: the app and the key that a page set count for what follows.
            if (Examples.IsTarget(command))
                target += command + "\n";
            else
                Assert.True(await Run(target, command) == 0, $"{page}: {command}");
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task<int> Run(string target, string command)
    {
        var here = Here(command);
        if (!here.StartsWith("leads ", StringComparison.Ordinal))
            return (await Examples.Run(Here(target) + here, _folder)).Code;
        string[] arguments = here[6..].Split(' ');
        return await Program.Main(arguments.Contains("--data", StringComparer.Ordinal) ? arguments : [.. arguments, "--data", running.App.Data]);
    }

    private string Here(string text) => text.Replace("backups/", _folder + "/", StringComparison.Ordinal).Replace(".restored", Path.Combine(_folder, "restored"), StringComparison.Ordinal)
        .Replace("http://localhost:7071", running.App.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
        .Replace(".local/", running.App.Data + "/", StringComparison.Ordinal);

    private static string Page(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "operations", name));
}
