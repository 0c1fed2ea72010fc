using System.Globalization;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The same events, however they arrive, come to the same figures. Each variant has leads of its own, with the same events.</summary>
[Needs(Need.Processes)]
public sealed class OrderTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Model = "crm-suite";
    private const int Leads = 60;
    private const int Seed = 2031;

    private static readonly IReadOnlyList<(int Lead, JsonObject Event)> Events = MixedEvents.Make(500, Leads, Seed);

    [Fact]
    public async Task Explanations_do_not_depend_on_order_repetition_or_batches_of_events()
    {
        await running.Publish("mixed-order");
        await OneAfterTheOther("ordered", Events, 4);
        await OneAfterTheOther("shuffled", Shuffled(), 10);
        await OneAfterTheOther("repeated", [.. Events.SelectMany(static e => new[] { e, e })], 8);
        await AtOnce("at-once", clients: 8);
        await running.Rest();

        var scratch = new FromScratch(RunningApp.Document("mixed-order"));
        for (var lead = 0; lead < Leads; lead++)
        {
            var expected = scratch.Explain(Events.Where(e => e.Lead == lead).Select(static e => MixedEvents.For("any@acme.example", e.Event)), RunningApp.Evening);
            foreach (var variant in (string[])["ordered", "shuffled", "repeated", "at-once"])
                Assert.Equal(expected, await running.Explanation(Address(variant, lead), Model));
        }
    }

    [Fact]
    public async Task A_rebuild_gives_the_same_figures_as_the_events_one_by_one()
    {
        const int Few = 10;
        await running.Publish("mixed-order");
        var events = MixedEvents.Make(120, Few, Seed + 1);
        var ids = await running.Send([.. events.Select(static e => MixedEvents.For(Address("rebuilt", e.Lead), e.Event))]);
        await running.Rest();
        var before = await Explain();

        foreach (var lead in ids.Values.Distinct())
        {
            using var answer = await running.App.Http.PostAsync($"/api/v1/leads/{lead}/rebuild", null);
            Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
        }

        await running.Rest();
        var scratch = new FromScratch(RunningApp.Document("mixed-order"));
        Assert.Equal(before, await Explain());
        Assert.Equal(before, Enumerable.Range(0, Few).Select(lead => scratch.Explain(
            events.Where(e => e.Lead == lead).Select(static e => MixedEvents.For("any@acme.example", e.Event)), RunningApp.Evening)));

        async Task<IReadOnlyList<string>> Explain()
        {
            var all = new List<string>();
            for (var lead = 0; lead < Few; lead++)
                all.Add(await running.Explanation(Address("rebuilt", lead), Model));
            return all;
        }
    }

    // The domain is a field of the profile, so it is the same in all variants.
    private static string Address(string variant, int lead) => string.Create(CultureInfo.InvariantCulture, $"{variant}-{lead}@acme.example");

    private static List<(int Lead, JsonObject Event)> Shuffled()
    {
        var random = new Random(Seed);
        return [.. Events.OrderBy(_ => random.Next())];
    }

    private async Task OneAfterTheOther(string variant, IReadOnlyList<(int Lead, JsonObject Event)> events, int perBody)
    {
        foreach (var body in events.Chunk(perBody))
            await Send(variant, body);
    }

    private Task AtOnce(string variant, int clients) => Parallel.ForEachAsync(
        Events.Chunk(2), new ParallelOptions { MaxDegreeOfParallelism = clients }, async (body, _) => await Send(variant, body));

    private async Task Send(string variant, (int Lead, JsonObject Event)[] body)
    {
        using var answer = await running.App.Http.PostAsync("/api/v1/events", EventsBody.Of(body.Select(e => MixedEvents.For(Address(variant, e.Lead), e.Event))));
        Assert.Equal(System.Net.HttpStatusCode.Accepted, answer.StatusCode);
    }
}
