using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Tests.Builders;
using LeadScoring.Tests.Drivers;

using Xunit.Abstractions;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>A new version of a model counts for every lead, while events go on arriving, also when the app is killed on the way.</summary>
public sealed class RebuildTests(RunningApp running, ITestOutputHelper output) : IClassFixture<RunningApp>
{
    private const string Model = "hand-off";
    private const int Leads = 60;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(180);
    private static readonly string First = RunningApp.Document(Model);
    private static readonly string Second = First.Replace("on: page.viewed, points: 1", "on: page.viewed, points: 3", StringComparison.Ordinal);
    private static readonly string Third = Second.Replace("halfLife: 60d", "halfLife: 15d", StringComparison.Ordinal);

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

        await running.Put(Third);
        await running.PublishDraft(Model);
        await Eventually.True(async () => (await Progress()).GetProperty("bucketsDone").GetInt32() > 0, Patience);
        await running.App.Kill9();
        await running.App.Restart();
        var resumed = await Progress();
        output.WriteLine($"after the kill: {resumed}");
        Assert.Equal((3, "running"), (resumed.GetProperty("version").GetInt32(), resumed.GetProperty("state").GetString()));
        await Done(version: 3);
        await EveryLeadIsAsFromScratch(Third, version: 3);

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

    private async Task Done(int version)
    {
        await Eventually.True(async () => (await Progress()).GetProperty("state").GetString() == "done", Patience);
        await running.Rest();
        var progress = await Progress();
        Assert.Equal((version, 256, 256), (progress.GetProperty("version").GetInt32(), progress.GetProperty("bucketsDone").GetInt32(), progress.GetProperty("buckets").GetInt32()));
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
        string[] documents = [First, Second, Third];
        for (var version = 1; version <= documents.Length; version++)
            Assert.Equal(documents[version - 1], (await running.Get($"/api/v1/models/{Model}?version={version}")).GetProperty("yaml").GetString());
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
