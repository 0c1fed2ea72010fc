using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Infra;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Docs;

/// <summary>The examples of README, guides, reference and error pages, pasted as they stand into a terminal beside a running app.</summary>
[Needs(Need.Processes)]
public sealed class ExampleRunTests(RunningApp running) : IClassFixture<RunningApp>, IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("examples-").FullName;

    /// <summary>Pages of operations and the guide for production have tests of their own.</summary>
    public static TheoryData<string> Pages => [.. Examples.Pages().Where(static page => !page.StartsWith("docs/operations/", StringComparison.Ordinal) && page != "docs/guide/production.md")];

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [MemberData(nameof(Pages))]
    public async Task The_examples_of_a_page_do_what_they_say(string page)
    {
        // Pages forget people and merge them: each page has its own.
        var (ann, old) = ($"ann.{Path.GetFileNameWithoutExtension(page)}@acme.example", $"old.{Path.GetFileNameWithoutExtension(page)}@acme.example");
        await running.Publish("inbound");
        await Sample();
        await running.Send(Sent.At(ann, "email.clicked", RunningApp.Evening), Sent.At(old, "email.clicked", RunningApp.Evening));
        await running.Rest();
        File.CreateSymbolicLink(Path.Combine(_folder, "samples"), Checkout.PathOf("samples"));
        File.WriteAllText(Path.Combine(_folder, "leads.csv"), $"email,Job title\n{ann},VP Operations\n");
        if (page.EndsWith("LS-MERGE-005.md", StringComparison.Ordinal))
            await Merge(old, ann);

        // The commands that start or test the app itself are for other tests.
        foreach (var line in Examples.Of(page).Where(static line => !line.StartsWith("./", StringComparison.Ordinal)))
        {
            // As in one terminal, what a line sets counts for those after it.
            var (code, output) = await Examples.Run($"[ -f set ] && . ./set\n{Here(line)}\ndeclare -p url key lead event > set 2> /dev/null || true", _folder);

            Assert.True(code == 0, $"{page}: {line}\n{output}");
            await running.Rest();
        }

        string Here(string text) => text.Replace("http://localhost:7071", running.App.Http.BaseAddress!.ToString().TrimEnd('/'), StringComparison.Ordinal)
            .Replace(".local/", running.App.Data + "/", StringComparison.Ordinal).Replace("ann@acme.example", ann, StringComparison.Ordinal).Replace("ann@old.example", old, StringComparison.Ordinal)
            .Replace("ann%40old.example", Uri.EscapeDataString(old), StringComparison.Ordinal);
    }

    private async Task Sample()
    {
        if (File.Exists(Path.Combine(running.App.Data, "sample")))
            return;
        await running.Put(Checkout.Text("samples/models/b2b-saas.yaml"));
        await running.PublishDraft("b2b-saas");
        await running.Rest();
        File.WriteAllText(Path.Combine(running.App.Data, "sample"), "");
    }

    private async Task Merge(string from, string into)
    {
        var (code, output) = await Examples.Run(
            """
            lead=$(curl -s "$url/api/v1/leads/find" -H "x-api-key: $key" -d "{\"email\":\"$from\"}" | cut -d'"' -f4)
            curl -s -X POST "$url/api/v1/leads/$lead/merge" -H "x-api-key: $key" -H 'content-type: application/json' -d "{\"into\":\"$into\"}"
            """, _folder, ("url", running.App.Http.BaseAddress!.ToString().TrimEnd('/')), ("key", running.App.Key), ("from", from), ("into", into));
        Assert.True(code == 0, output);
        await running.Rest();
    }
}
