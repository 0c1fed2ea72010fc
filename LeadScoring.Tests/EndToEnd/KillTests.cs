using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using Xunit.Abstractions;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The app is killed again and again under load: what it acknowledged counts once, and what it decided is told.</summary>
[Needs(Need.Processes)]
public sealed class KillTests(RunningApp running, ITestOutputHelper output) : IClassFixture<RunningApp>
{
    private const string Model = "hand-off";
    private const int Leads = 16;
    private const int Kills = 5;

    private static readonly IReadOnlyList<(int Lead, JsonObject Event)> Events = MixedEvents.Make(320, Leads, seed: 77);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact]
    public async Task Killing_the_app_loses_no_event_and_no_decision()
    {
        await running.Publish(Model);
        var acknowledged = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var bodies = Events.Chunk(2).ToArray();
        var load = Parallel.ForEachAsync(bodies, new ParallelOptions { MaxDegreeOfParallelism = 4 }, async (body, _) => await SendUntilAcknowledged(body, acknowledged));
        for (var kill = 1; kill <= Kills; kill++)
        {
            // Spread over the load; the last one falls into the scoring after the last answer.
            var enough = Events.Count * kill / Kills;
            await Eventually.True(() => acknowledged.Count >= enough || load.IsFaulted, Patience);
            await running.App.Restart();
        }

        await load;
        await running.Rest();

        Assert.Equal(Events.Count, acknowledged.Count);
        await EveryEventCountsOnce();
        await NothingIsLeftOver();
        await DecisionsWereToldInOrder([.. acknowledged.Values.Distinct()]);
    }

    private static string Address(int lead) => string.Create(CultureInfo.InvariantCulture, $"kill-{lead}@acme.example");

    private async Task SendUntilAcknowledged((int Lead, JsonObject Event)[] body, ConcurrentDictionary<string, string> acknowledged)
    {
        await Eventually.True(async () =>
        {
            try
            {
                foreach (var (id, lead) in await running.Send([.. body.Select(static e => MixedEvents.For(Address(e.Lead), e.Event))]))
                    acknowledged[id] = lead;
                return true;
            }
            catch (Exception down) when (down is HttpRequestException or IOException or ObjectDisposedException or TaskCanceledException or InvalidOperationException)
            {
                // The app is down or went down: nothing was acknowledged, so it is sent again.
                return false;
            }
        }, Patience);
    }

    private async Task EveryEventCountsOnce()
    {
        var scratch = new FromScratch(RunningApp.Document(Model));
        for (var lead = 0; lead < Leads; lead++)
        {
            var sent = Events.Where(e => e.Lead == lead).Select(static e => e.Event).ToList();
            var told = (await running.Timeline(Address(lead))).Where(static entry => entry.GetProperty("kind").GetString() == "event").ToList();
            Assert.Equal(sent.Select(static e => (string)e["id"]!).Order(StringComparer.Ordinal), told.Select(static e => e.GetProperty("id").GetString()!).Order(StringComparer.Ordinal));
            Assert.All(told, static e => Assert.DoesNotContain("pending", e.GetProperty("flags").EnumerateArray().Select(static flag => flag.GetString())));
            Assert.Equal(scratch.Explain(sent.Select(static e => MixedEvents.For("any@acme.example", e)), RunningApp.Evening), await running.Explanation(Address(lead), Model));
        }
    }

    private async Task NothingIsLeftOver()
    {
        var rows = await AppStorage.Rows(running.Storage.Leads);
        Assert.DoesNotContain(rows, static row => row.RowKey.StartsWith("pending:", StringComparison.Ordinal) || row.RowKey.StartsWith("outbox:", StringComparison.Ordinal));
        Assert.Empty(await AppStorage.Rows(running.Storage.Parked));
    }

    private async Task DecisionsWereToldInOrder(string[] leads)
    {
        var published = await running.Storage.Published();
        foreach (var lead in leads)
        {
            var facts = (await AppStorage.Rows(running.Storage.Leads, lead)).Where(static row => row.RowKey.StartsWith("fact:", StringComparison.Ordinal)).ToList();
            var told = published.Where(message => message.Message.SessionId == lead).ToList();
            var expected = facts.Select((row, index) => string.Create(CultureInfo.InvariantCulture, $"{lead}:{row.GetString("model")}:{index + 1}"));
            Assert.Equal(expected, told.Select(static message => message.Message.MessageId).Distinct());
            Assert.All(told.GroupBy(static message => message.Message.MessageId), static copies => Assert.Single(copies.Select(static copy => copy.Text).Distinct()));
        }

        Assert.Contains(published, static message => message.Message.Subject == "lead.qualified");
        output.WriteLine($"{published.Count} messages, {published.Select(static message => message.Message.MessageId).Distinct().Count()} different.");
    }
}
