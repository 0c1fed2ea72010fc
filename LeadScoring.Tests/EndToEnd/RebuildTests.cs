using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Xunit.Abstractions;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A new version of a model counts for every lead, while events go on arriving, also when the app is killed on the way.</summary>
[Needs(Need.Processes)]
public sealed class RebuildTests(RunningApp running, ITestOutputHelper output) : IClassFixture<RunningApp>
{
    private const string Model = "hand-off";
    private const int Leads = 60;
    private const int Buckets = 256;
    private const int MaxKills = 10;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly string First = RunningApp.Document(Model);
    private static readonly string Second = First.Replace("on: page.viewed, points: 1", "on: page.viewed, points: 3", StringComparison.Ordinal);

    private readonly List<string> _documents = [First, Second];
    private readonly List<(int Lead, JsonObject Event)> _sent = [];

    [Fact]
    public async Task Publishing_a_model_rescores_every_lead_and_sends_none_again()
    {
        await running.Publish(Model);
        await Send(MixedEvents.Make(900, Leads, seed: 5, prefix: "before"));
        await running.Rest();
        var before = await Qualified();
        Assert.NotEmpty(before);

        await running.Put(Second);
        await running.PublishDraft(Model);
        foreach (var body in MixedEvents.Make(200, Leads, seed: 6, prefix: "during").Chunk(5))
            await Send(body);
        await Done(version: 2);
        await EveryLeadIsAsFromScratch(Second, version: 2);

        await KillDuringRebuild();
        await running.App.Restart();
        output.WriteLine($"after the kill of version {_documents.Count}: {await Progress()}");
        await Done(version: _documents.Count);
        await EveryLeadIsAsFromScratch(_documents[^1], version: _documents.Count);

        await VersionsStayAsPublished();
        var after = await Qualified();
        Assert.All(before, message => Assert.Contains(message, after));
        Assert.All(after.GroupBy(static message => message.Lead), static lead => Assert.Equal(lead.Count(), lead.Select(static message => message.Epoch).Distinct().Count()));
    }

    private static string Address(int lead) => string.Create(CultureInfo.InvariantCulture, $"rebuild-{lead}@acme.example");

    private async Task Send(IReadOnlyList<(int Lead, JsonObject Event)> events)
    {
        await running.Send([.. events.Select(static e => MixedEvents.For(Address(e.Lead), e.Event))]);
        _sent.AddRange(events);
    }

    // A rebuild of so few leads may be over before the kill arrives: then a further version is published and killed.
    private async Task KillDuringRebuild()
    {
        for (var attempt = 0; attempt < MaxKills; attempt++)
        {
            var version = _documents.Count + 1;
            _documents.Add(Second.Replace("halfLife: 60d", $"halfLife: {15 + attempt}d", StringComparison.Ordinal));
            await running.Put(_documents[^1]);
            await running.PublishDraft(Model);
            await Eventually.True(async () => await BucketsDone(version) > 0, Patience);
            await running.App.Kill9();
            var done = await BucketsDone(version);
            output.WriteLine($"version {version} was killed after {done} buckets");
            if (done < Buckets)
                return;
            await running.App.Restart();
            await running.Rest();
        }

        Assert.Fail($"No kill of {MaxKills} came before the end of the rebuild.");
    }

    // Read from the storage, which answers while the app is dead, and costs the app nothing.
    private async Task<int> BucketsDone(int version) =>
        (await AppStorage.Rows(running.Storage.Table("Models"), Model)).Count(row =>
            row.RowKey.StartsWith("rebuild:", StringComparison.Ordinal) && row.GetInt32("version") == version && row.GetBoolean("done") == true);

    private async Task Done(int version)
    {
        await Eventually.True(async () => (await Progress()).GetProperty("state").GetString() == "done", Patience);
        await running.Rest();
        var progress = await Progress();
        Assert.Equal((version, Buckets, Buckets), (progress.GetProperty("version").GetInt32(), progress.GetProperty("bucketsDone").GetInt32(), progress.GetProperty("buckets").GetInt32()));
    }

    private Task<JsonElement> Progress() => running.Get($"/api/v1/models/{Model}/rebuild");

    private async Task EveryLeadIsAsFromScratch(string document, int version)
    {
        var scratch = new FromScratch(document, version);
        foreach (var lead in _sent.GroupBy(static e => e.Lead))
        {
            Assert.Equal(
                scratch.Explain(lead.Select(static e => MixedEvents.For("any@acme.example", e.Event)), RunningApp.Evening),
                await running.Explanation(Address(lead.Key), Model));
        }
    }

    private async Task VersionsStayAsPublished()
    {
        for (var version = 1; version <= _documents.Count; version++)
            Assert.Equal(_documents[version - 1], (await running.Get($"/api/v1/models/{Model}?version={version}")).GetProperty("yaml").GetString());
    }

    // Each epoch's message once, however many copies a killed run left.
    private async Task<IReadOnlyList<(string Lead, int Epoch, string Id)>> Qualified() =>
    [
        .. (await running.Storage.Published())
            .Where(static published => published.Message.Subject == "lead.qualified")
            .Select(static published => (published.Message.SessionId, published.Message.Body.GetProperty("data").GetProperty("epoch").GetInt32(), published.Message.MessageId))
            .Distinct(),
    ];
}
