using System.Diagnostics;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Docs;

/// <summary>docs/guide/production.md: its requests, run one after the other, make the first qualified lead.</summary>
[Needs(Need.Processes)]
public sealed partial class ProductionGuideTests(RunningApp running) : IClassFixture<RunningApp>
{
    [Fact]
    public async Task The_requests_of_the_guide_create_a_qualified_lead_and_erase_it()
    {
        var answers = new List<(string Command, string Answer)>();
        foreach (var command in Commands())
        {
            answers.Add((command, await Run(command)));
            await running.Rest();
        }

        Assert.Contains("\"status\":\"live\"", answers[0].Answer, StringComparison.Ordinal);
        Assert.Contains("\"lead\"", Answer("/explanation"), StringComparison.Ordinal);
        Assert.Contains("\"score\":", Answer("/explanation"), StringComparison.Ordinal);
        Assert.Contains("ann@acme.example", Answer("/leads?"), StringComparison.Ordinal);
        Assert.Equal(["lead.inquired", "lead.qualified", "lead.erased"], (await running.Storage.Published()).Select(static one => one.Message.Subject).Where(static subject => subject != "lead.routed"));

        string Answer(string part) => answers.Single(answer => answer.Command.Contains(part, StringComparison.Ordinal)).Answer;
    }

    private static List<string> Commands() =>
        [.. Block().Matches(Checkout.Text("docs/guide/production.md")).SelectMany(static block => block.Groups["text"].Value.Split('\n')).Where(static line => line.Length > 0)];

    private async Task<string> Run(string command)
    {
        var start = new ProcessStartInfo("bash") { UseShellExecute = false, RedirectStandardOutput = true, WorkingDirectory = Checkout.Root };
        start.ArgumentList.Add("-ec");
        start.ArgumentList.Add(command.Replace("curl -s ", "curl -s --fail-with-body ", StringComparison.Ordinal));
        start.Environment["url"] = running.App.Http.BaseAddress!.ToString().TrimEnd('/');
        start.Environment["key"] = running.App.Key;
        using var process = Process.Start(start)!;
        var answer = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"{command}: {answer}");
        return answer;
    }

    [GeneratedRegex("```bash\n(?<text>.*?)\n```", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Block();
}
