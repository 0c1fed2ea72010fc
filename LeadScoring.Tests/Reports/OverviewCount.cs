using System.Text.Json;

using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Reports;

/// <summary>The figures of an overview, counted from the lists, explanations and timelines of the leads one by one.</summary>
internal sealed class OverviewCount
{
    private static readonly string[] Ways = ["sales.accepted", "sales.qualified", "sales.opportunity", "sales.won"];

    private readonly Dictionary<string, int[]> _scores;

    private OverviewCount(Dictionary<string, int[]> scores) => _scores = scores;

    public required string Leads { get; init; }

    public required string Weeks { get; init; }

    public required string Funnel { get; init; }

    public required string Overdue { get; init; }

    public int[] Scores(string name) => _scores[name];

    public static async Task<OverviewCount> Of(InMemoryApp app, Day from, Day to)
    {
        var leads = (await app.Leads("?model=sales&limit=200&spark=29")).Body.GetProperty("leads").EnumerateArray().ToList();
        var scores = new[] { "leads", "routed", "sent", "crossed" }.ToDictionary(static name => name, static _ => new int[101], StringComparer.Ordinal);
        var (scored, fresh, active, overdue) = (0, 0, 0, 0);
        var (oldest, weeks, reached) = ((string?)null, new Dictionary<Day, int[]>(), new int[5]);
        foreach (var lead in leads)
        {
            var model = lead.GetProperty("models")[0];
            var first = lead.GetProperty("firstSeenAt").GetString()![..10];
            fresh += string.CompareOrdinal(first, from.ToString()) >= 0 && string.CompareOrdinal(first, to.ToString()) <= 0 ? 1 : 0;
            active += lead.TryGetProperty("lastActivity", out var last) && to - DayOf(last.GetString()!) <= 45 ? 1 : 0;
            var due = FollowUps(model).Where(static open => open.TryGetProperty("overdue", out _)).Select(static open => open.GetProperty("dueBy").GetString()!).ToList();
            if (model.TryGetProperty("overdue", out _))
                due.Add(model.GetProperty(model.TryGetProperty("respondedAt", out _) ? "callAgainBy" : "respondBy").GetString()!);
            overdue += due.Count > 0 ? 1 : 0;
            oldest = due.Append(oldest).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();
            await Count(app, lead.GetProperty("id").GetString()!, from, to, weeks, reached);
            if (!model.TryGetProperty("score", out var score))
                continue;
            scored++;
            scores["leads"][score.GetInt32()]++;
            scores["routed"][score.GetInt32()] += model.GetProperty("scoreTo").GetString() != "nurture" ? 1 : 0;
            scores["sent"][score.GetInt32()] += model.GetProperty("owner").GetString() != "marketing" ? 1 : 0;
            int[] spark = [.. model.GetProperty("spark").EnumerateArray().Select(static day => day.GetInt32())];
            for (var bound = 0; bound <= 100; bound++)
                scores["crossed"][bound] += spark[0] < bound && spark.Any(day => day >= bound) ? 1 : 0;
        }

        return new OverviewCount(scores)
        {
            Leads = $$"""{"total":{{leads.Count}},"scored":{{scored}},"new":{{fresh}},"active":{{active}},"activeDays":45,"unreadable":0}""",
            Weeks = $"[{string.Join(',', WeeksOf(from, to).Select(week => $$"""{"from":"{{week.From}}","to":"{{week.To}}","sales":{{Number(week.From, 0)}},"insideSales":{{Number(week.From, 1)}}}"""))}]",
            Funnel = $$"""{"known":{{leads.Count}},"active":{{active}},"handedOver":{{reached[0]}},"accepted":{{reached[1]}},"salesQualified":{{reached[2]}},"opportunity":{{reached[3]}},"won":{{reached[4]}}}""",
            Overdue = oldest is null ? $$"""{"leads":{{overdue}}}""" : $$"""{"leads":{{overdue}},"oldest":"{{oldest}}"}""",
        };

        int Number(Day week, int team) => weeks.GetValueOrDefault(week)?[team] ?? 0;
    }

    /// <summary>Where each lead stands by its score, and how often it was taken back.</summary>
    public static async Task<Dictionary<string, (int Score, string Grade, string Route, int Recycled)>> Places(InMemoryApp app)
    {
        var places = new Dictionary<string, (int, string, string, int)>(StringComparer.Ordinal);
        foreach (var lead in (await app.Leads("?model=sales&limit=200")).Body.GetProperty("leads").EnumerateArray())
        {
            var (id, model) = (lead.GetProperty("id").GetString()!, lead.GetProperty("models")[0]);
            if (model.TryGetProperty("score", out var score))
                places[id] = (score.GetInt32(), model.GetProperty("grade").GetString()!, model.GetProperty("scoreRoute").GetString()!, (await Timeline(app, id)).Count(static entry => entry.GetProperty("kind").GetString() == "decision" && entry.GetProperty("type").GetString() == "lead.recycled"));
        }

        return places;
    }

    private static async Task Count(InMemoryApp app, string lead, Day from, Day to, Dictionary<Day, int[]> weeks, int[] reached)
    {
        var entries = await Timeline(app, lead);
        var handOffs = entries.Where(static entry => entry.GetProperty("kind").GetString() == "decision" && entry.GetProperty("type").GetString() is "lead.qualified" or "lead.upgraded").ToList();
        var ours = handOffs.Where(entry => DayOf(entry) >= from && DayOf(entry) <= to).ToList();
        foreach (var entry in ours.Where(static entry => entry.GetProperty("type").GetString() == "lead.qualified"))
        {
            var week = WeeksOf(from, to).Single(week => week.From <= DayOf(entry) && DayOf(entry) <= week.To).From;
            weeks.TryAdd(week, [0, 0]);
            weeks[week][entry.GetProperty("to").GetString() == "inside-sales" ? 1 : 0]++;
        }

        if (!ours.Exists(static entry => entry.GetProperty("type").GetString() == "lead.qualified"))
            return;
        // A report is about the newest hand-off before it.
        var far = entries.Where(static entry => entry.GetProperty("kind").GetString() == "event")
            .Where(entry => handOffs.Where(handOff => TimeOf(handOff) <= TimeOf(entry)).OrderBy(TimeOf).LastOrDefault() is { ValueKind: JsonValueKind.Object } about && ours.Exists(own => TimeOf(own) == TimeOf(about)))
            .Max(static entry => (int?)Array.IndexOf(Ways, entry.GetProperty("type").GetString() is "sales.postponed" ? "sales.accepted" : entry.GetProperty("type").GetString()));
        for (var way = 0; way <= 1 + (far ?? -1); way++)
            reached[way]++;
    }

    private static async Task<List<JsonElement>> Timeline(InMemoryApp app, string lead)
    {
        var entries = new List<JsonElement>();
        for (string? before = ""; before is not null;)
        {
            var page = (await app.Timeline(lead, $"?limit=200{before}")).Body;
            entries.AddRange(page.GetProperty("entries").EnumerateArray());
            before = page.GetProperty("continuation").GetString() is { } next ? $"&before={Uri.EscapeDataString(next)}" : null;
        }

        return entries;
    }

    private static IEnumerable<(Day From, Day To)> WeeksOf(Day from, Day to)
    {
        for (var day = from; day <= to;)
        {
            var end = day;
            while (end < to && end.Start.DayOfWeek != DayOfWeek.Sunday)
                end = end.AddDays(1);
            yield return (day, end);
            day = end.AddDays(1);
        }
    }

    private static List<JsonElement> FollowUps(JsonElement model) => model.TryGetProperty("followUps", out var open) ? [.. open.EnumerateArray()] : [];

    private static DateTimeOffset TimeOf(JsonElement entry) => entry.GetProperty("occurredAt").GetDateTimeOffset();

    private static Day DayOf(JsonElement entry) => Day.Of(TimeOf(entry));

    private static Day DayOf(string text) => Day.TryParse(text, out var day) ? day : throw new FormatException(text);
}
