using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>Nights change what time changes, on the day announced, and nothing twice. The tests share a clock that only goes forward.</summary>
[Needs(Need.Processes)]
public sealed class NightTests(RunningApp running) : IClassFixture<RunningApp>
{
    private const string Model = "cooling";

    [Fact]
    public async Task Leads_cool_on_the_day_announced_and_more_nights_change_nothing()
    {
        await running.Publish(Model);
        var ids = await running.Send(
            Sent.Title("hot@acme.example", "VP Operations", Today()),
            Sent.At("hot@acme.example", "page.viewed", RunningApp.Evening, ("path", "/pricing")),
            Sent.At("warm@acme.example", "page.viewed", RunningApp.Evening, ("path", "/pricing")),
            Sent.At("cold@acme.example", "page.viewed", RunningApp.Evening, ("path", "/docs")));
        await running.Rest();
        var leads = ids.Values.Distinct().ToArray();
        var (hot, warm) = (leads[0], leads[1]);

        Assert.Equal(("hot", "A1"), await running.Listed(hot, Model));
        Assert.Equal(("warm", "D1"), await running.Listed(warm, Model));
        foreach (var lead in (string[])[hot, warm])
            Assert.Equal("2026-04-07", (await running.Lead(lead, Model)).GetProperty("until").GetString());

        await NightsOf(new(2026, 3, 4, 2, 0, 0, TimeSpan.Zero), leads);
        await running.App.MoveClock(new(2026, 4, 6, 2, 0, 0, TimeSpan.Zero));
        await running.Night();
        Assert.Equal(("hot", "A1"), await running.Listed(hot, Model));
        // Nobody answered in the two days agreed.
        Assert.Equal(["lead.qualified", "lead.overdue"], await Published(hot));

        // The 35th idle day.
        await NightsOf(new(2026, 4, 7, 2, 0, 0, TimeSpan.Zero), leads);
        Assert.Equal(("nurture", "A2"), await running.Listed(hot, Model));
        Assert.Equal(("nurture", "D2"), await running.Listed(warm, Model));
        Assert.Contains("\"grade\":\"A2\",\"route\":\"nurture\"", await running.Explanation(hot, Model), StringComparison.Ordinal);
        Assert.Equal(["lead.qualified", "lead.overdue", "lead.recycled"], await Published(hot));
        Assert.Equal("nurture", (await running.Lead(hot, Model)).GetProperty("stage").GetString());
        Assert.Equal(["lead.routed", "lead.routed"], await Published(warm));

        await NightsOf(new(2026, 4, 17, 2, 0, 0, TimeSpan.Zero), leads);
        await NightsOf(new(2026, 7, 26, 2, 0, 0, TimeSpan.Zero), leads);
        Assert.Equal(["lead.qualified", "lead.overdue", "lead.recycled"], await Published(hot));
        Assert.Equal("D4", (await running.Listed(warm, Model)).Grade);
    }

    private static int Today() => (InMemoryApp.Start.Date - RunningApp.Evening.Date).Days;

    /// <summary>Goes to a night and runs it once and four times more: figures are those without any run, and state and decisions those after the first.</summary>
    private async Task NightsOf(DateTimeOffset night, string[] leads)
    {
        await running.App.MoveClock(night);
        var without = await Figures(leads);
        await running.Night();
        var (once, state) = (await Figures(leads), await State(leads));
        // Four more at once: nights may overlap.
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => running.App.Run("ApplyDecay")));
        await running.Rest();
        Assert.Equal(without, once);
        Assert.Equal(without, await Figures(leads));
        Assert.Equal(state, await State(leads));
    }

    private async Task<IReadOnlyList<string>> Figures(string[] leads)
    {
        var figures = new List<string>();
        foreach (var lead in leads)
            figures.Add(await running.Explanation(lead, Model));
        return figures;
    }

    // Everything that is stored about the leads, their messages, and what the API tells of their stage and decisions.
    private async Task<IReadOnlyList<string>> State(string[] leads)
    {
        var state = new List<string>();
        foreach (var lead in leads)
        {
            foreach (var row in await AppStorage.Rows(running.Storage.Leads, lead))
                state.Add($"{row.RowKey} {string.Join(' ', row.Where(static value => value.Key is not ("odata.etag" or "Timestamp")).Select(static value => $"{value.Key}={Text(value.Value)}"))}");
            state.AddRange(await Published(lead));
            state.Add((await running.Lead(lead, Model)).GetRawText());
            state.AddRange((await running.Timeline(lead)).Select(static entry => entry.GetRawText()));
        }

        return state;
    }

    private async Task<IEnumerable<string>> Published(string lead) =>
        (await running.Storage.Published()).Where(published => published.Message.SessionId == lead).Select(static published => published.Message.Subject);

    private static string Text(object? value) => value is byte[] bytes ? Convert.ToBase64String(bytes) : JsonSerializer.Serialize(value);
}
