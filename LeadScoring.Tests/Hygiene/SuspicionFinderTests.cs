using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Hygiene;

/// <summary>Each reason on both sides of its boundary.</summary>
public sealed class SuspicionFinderTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("email.opened", "true", true)]
    [InlineData("email.opened", "True", true)]
    [InlineData("email.clicked", "true", true)]
    [InlineData("email.opened", "false", false)]
    [InlineData("email.opened", "", false)]
    [InlineData("page.viewed", "true", false)]
    public void An_event_that_its_sender_marks_as_a_machines_is_suspected(string type, string machine, bool isSuspected)
    {
        var suspected = Of(("a", At(0, type, ("machine", machine))));

        Assert.Equal(isSuspected, suspected.ContainsKey("a"));
        if (isSuspected)
            Assert.Equal([Suspicion.Machine], suspected["a"].Reasons.ToArray());
    }

    [Theory]
    [InlineData("python-requests/2.31.0", true)]
    [InlineData("Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)", true)]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/120.0 Safari/537.36", true)]
    [InlineData("Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)", false)]
    [InlineData("YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html", false)]
    [InlineData("Mozilla/5.0", false)]
    [InlineData("", false)]
    public void A_user_agent_of_a_machine_is_suspected_and_a_proxy_of_people_is_not(string agent, bool isSuspected)
    {
        Assert.Equal(isSuspected, Of(("a", At(0, "email.opened", ("userAgent", agent)))).ContainsKey("a"));
    }

    [Theory]
    [InlineData(2, 0, false)]
    [InlineData(3, 2000, true)]
    [InlineData(3, 2001, false)]
    [InlineData(4, 2000, true)]
    public void Three_links_within_two_seconds_are_suspected(int links, int lastAfter, bool isSuspected)
    {
        var clicks = Enumerable.Range(0, links).Select(i => ($"c{i}", Click(i == links - 1 ? lastAfter : 0, $"https://a.example/{i}"))).ToArray();

        var suspected = Of(clicks);

        Assert.Equal(isSuspected ? links : 0, suspected.Count);
        Assert.All(suspected.Values, static suspect => Assert.Equal([Suspicion.ManyLinks], suspect.Reasons.ToArray()));
    }

    [Fact]
    public void The_same_link_three_times_is_not_suspected()
    {
        Assert.Empty(Of(("a", Click(0, "https://a.example/1")), ("b", Click(1, "https://a.example/1")), ("c", Click(2, "https://a.example/2"))));
    }

    [Fact]
    public void A_persons_click_beside_a_burst_counts()
    {
        var suspected = Of(
            ("a", Click(0, "https://a.example/1")),
            ("b", Click(1000, "https://a.example/2")),
            ("c", Click(2000, "https://a.example/3")),
            ("d", Click(4001, "https://a.example/1")));

        Assert.Equal(["a", "b", "c"], suspected.Keys);
    }

    [Theory]
    [InlineData(-5001, false)]
    [InlineData(-5000, true)]
    [InlineData(5000, true)]
    [InlineData(5001, false)]
    public void Two_weak_reasons_together_suspect_an_event(int deliveredAfter, bool isSuspected)
    {
        var suspected = Of(
            ("sent", At(deliveredAfter, "email.delivered", ("message", "m"), ("links", "2"))),
            ("a", Click(0, "https://a.example/1")),
            ("b", Click(0, "https://a.example/2")));

        Assert.Equal(isSuspected ? ["a", "b"] : [], suspected.Keys);
        Assert.All(suspected.Values, static suspect => Assert.Equal([Suspicion.AtDelivery, Suspicion.EveryLink], suspect.Reasons.ToArray()));
    }

    [Theory]
    [InlineData("2", 60_000, true)]
    [InlineData("2", 60_001, false)]
    [InlineData("3", 0, false)]
    [InlineData("many", 0, false)]
    public void Every_link_needs_a_number_of_links_and_a_minute(string links, int secondAfter, bool isSuspected)
    {
        var suspected = Of(
            ("sent", At(0, "email.delivered", ("message", "m"), ("links", links))),
            ("a", Click(0, "https://a.example/1")),
            ("b", Click(secondAfter, "https://a.example/2")));

        Assert.Equal(isSuspected, suspected.ContainsKey("a"));
    }

    [Fact]
    public void One_weak_reason_alone_suspects_nothing()
    {
        Assert.Empty(Of(("sent", At(0, "email.delivered", ("message", "m"))), ("a", Click(0, "https://a.example/1")), ("b", At(1, "email.opened", ("message", "m")))));
        Assert.Empty(Of(("a", Click(0, "https://a.example/1", ("links", "2"))), ("b", Click(0, "https://a.example/2"))));
        Assert.Empty(Of(
            ("sent", At(0, "email.delivered", ("message", "other"), ("links", "1"))),
            ("a", Click(0, "https://a.example/1")),
            ("b", Click(0, "https://a.example/2"))));
    }

    [Theory]
    [InlineData(1, 2, false)]
    [InlineData(2, 1, true)]
    [InlineData(1, 1, false)]
    public void The_latest_count_request_decides_whether_an_event_counts(int countedAt, int withdrawnAt, bool isOverruled)
    {
        var suspected = Of(
            ("a", At(0, "email.opened", ("machine", "true"))),
            ("v1", At(countedAt, "system.counted", ("event", "a"), ("counts", "true"))),
            ("v2", At(withdrawnAt, "system.counted", ("event", "a"), ("counts", "false"))));

        Assert.Equal(isOverruled, suspected["a"].IsOverruled);
        Assert.Equal([Suspicion.Machine], suspected["a"].Reasons.ToArray());
    }

    [Fact]
    public void Order_and_repetition_of_the_events_leave_no_trace()
    {
        var suspected = 0;
        for (var seed = 0; seed < 500; seed++)
        {
            var random = new Random(seed);
            var events = Enumerable.Range(0, random.Next(1, 25)).Select(i => ($"k{i:00}", Some(random))).ToArray();
            var expected = Text(Of(events));
            suspected += expected.Length > 0 ? 1 : 0;

            (string, LeadEvent)[] mixed = [.. events, .. events.Where(_ => random.Next(3) == 0)];
            random.Shuffle(mixed);

            Assert.True(expected == Text(Of(mixed)), $"Seed {seed}: {expected} in one order, {Text(Of(mixed))} in another.");
        }

        Assert.InRange(suspected, 50, 500);
    }

    /// <summary>The definitions, looked for the slow way.</summary>
    [Fact]
    public void Every_reason_is_that_of_its_definition()
    {
        for (var seed = 0; seed < 600; seed++)
        {
            var random = new Random(seed);
            var events = SomeMail.Make(random, random.Next(1, 40), seconds: random.Next(2) == 0 ? 10 : 200);
            LeadEvent[] all = [.. events.Select(static e => e.Value)];
            var expected = events.Select(e => (e.Key, Reasons: SlowReasons(e.Value, all).Concat(SlowCompany(e.Value, all)).ToList()))
                .Where(static e => IsDecided(e.Reasons))
                .Select(static e => (e.Key, Reasons: string.Join('+', e.Reasons)))
                .ToDictionary(static e => e.Key, static e => e.Reasons, StringComparer.Ordinal);
            foreach (var words in events.Where(static e => e.Value.Type == "system.counted").GroupBy(static e => Text(e.Value, "event")!, StringComparer.Ordinal))
            {
                if (Text(words.OrderBy(static word => word.Value.OccurredAt).ThenBy(static word => word.Key, StringComparer.Ordinal).Last().Value, "counts") == "false")
                    expected.TryAdd(words.Key, "Person");
            }

            var sorted = expected
                .OrderBy(static e => e.Key, StringComparer.Ordinal)
                .Select(static e => $"{e.Key}:{e.Value}");

            Assert.Equal($"{seed} {string.Join(' ', sorted)}", $"{seed} {string.Join(' ', SuspicionFinder.Find(events).Select(static suspect => $"{suspect.Key}:{string.Join('+', suspect.Value.Reasons)}"))}");
        }
    }

    [Theory]
    [InlineData("machineOpen", "true", true)]
    [InlineData("machineOpen", "apple", true)]
    [InlineData("machineOpen", "gmail", false)]
    [InlineData("machineOpen", "0", false)]
    [InlineData("useragent", "Wget/1.21", true)]
    public void Marks_are_read_under_the_names_that_sources_give_them(string name, string value, bool isSuspected) =>
        Assert.Equal(isSuspected, Of(("a", At(0, "email.opened", (name, value)))).ContainsKey("a"));

    [Fact]
    public void A_link_is_read_from_url_or_from_link()
    {
        Assert.Equal(3, Of([.. Enumerable.Range(0, 3).Select(static i => ($"c{i}", At(i, "email.clicked", ("link", $"https://a.example/{i}"))))]).Count);
    }

    [Theory]
    [InlineData(60_000, true)]
    [InlineData(60_001, false)]
    public void The_number_of_links_is_read_from_events_within_a_minute(int saidAfter, bool isSuspected)
    {
        var suspected = Of(
            ("said", At(saidAfter, "email.sent", ("message", "m"), ("links", "2"))),
            ("there", At(0, "email.delivered", ("message", "m"))),
            ("a", Click(0, "https://a.example/1")),
            ("b", Click(0, "https://a.example/2")));

        Assert.Equal(isSuspected ? ["a", "b"] : [], suspected.Keys);
    }

    private static bool IsDecided(List<Suspicion> reasons) =>
        reasons.Count >= 2 || reasons.Exists(static reason => reason is Suspicion.Machine or Suspicion.Agent or Suspicion.ManyLinks or Suspicion.BesideClicks);

    private static IEnumerable<Suspicion> SlowCompany(LeadEvent e, LeadEvent[] all)
    {
        if (e.Type == "email.unsubscribed" && all.Any(other => other.Type == "email.clicked" && Text(other, "url") is not null
            && (Text(other, "message") ?? Text(e, "message")) == (Text(e, "message") ?? Text(other, "message"))
            && (other.OccurredAt - e.OccurredAt).Duration() <= TimeSpan.FromSeconds(2) && IsDecided([.. SlowReasons(other, all)])))
            yield return Suspicion.BesideClicks;
    }

    private static IEnumerable<Suspicion> SlowReasons(LeadEvent e, LeadEvent[] all)
    {
        if (e.Type is not ("email.opened" or "email.clicked"))
            yield break;
        if (Text(e, "machineOpen") == "true")
            yield return Suspicion.Machine;
        if (Text(e, "useragent")?.StartsWith("curl", StringComparison.Ordinal) == true)
            yield return Suspicion.Agent;
        if (Most(e, all.Where(static other => other.Type == "email.clicked"), 2) >= 3)
            yield return Suspicion.ManyLinks;
        var message = Text(e, "message");
        var ofMessage = all.Where(other => message is not null && Text(other, "message") == message).ToList();
        if (ofMessage.Exists(other => other.Type == "email.delivered" && (other.OccurredAt - e.OccurredAt).Duration() <= TimeSpan.FromSeconds(5)))
            yield return Suspicion.AtDelivery;
        var links = ofMessage.Where(other => (other.OccurredAt - e.OccurredAt).Duration() <= TimeSpan.FromMinutes(1))
            .Select(static other => int.TryParse(Text(other, "links"), System.Globalization.CultureInfo.InvariantCulture, out var told) ? told : 0).DefaultIfEmpty().Max();
        if (links >= 2 && Most(e, ofMessage.Where(static other => other.Type == "email.clicked"), 60) >= links)
            yield return Suspicion.EveryLink;
    }

    private static int Most(LeadEvent click, IEnumerable<LeadEvent> clicks, int seconds)
    {
        if (click.Type != "email.clicked")
            return 0;
        var all = clicks.ToList();
        return all.Where(first => IsIn(click, first)).Select(first => all.Where(other => IsIn(other, first)).Select(static other => Text(other, "url")).Distinct().Count()).Max();

        bool IsIn(LeadEvent other, LeadEvent first) => other.OccurredAt >= first.OccurredAt && other.OccurredAt - first.OccurredAt <= TimeSpan.FromSeconds(seconds);
    }

    private static string? Text(LeadEvent e, string name) => e.Properties[name] is { IsMissing: false, Text: { } text } ? text : null;

    private static ImmutableSortedDictionary<string, Suspected> Of(params (string Key, LeadEvent Event)[] events) =>
        SuspicionFinder.Find(events.Select(static e => KeyValuePair.Create(e.Key, e.Event)));

    private static string Text(ImmutableSortedDictionary<string, Suspected> suspected) =>
        string.Join(' ', suspected.Select(static suspect => $"{suspect.Key}:{string.Join('+', suspect.Value.Reasons)}:{suspect.Value.IsOverruled}"));

    private static LeadEvent Some(Random random) => random.Next(6) switch
    {
        0 => At(random.Next(8) * 1000, "email.delivered", ("message", $"m{random.Next(2)}"), ("links", $"{random.Next(4)}")),
        1 => At(random.Next(8) * 1000, "email.opened", ("message", $"m{random.Next(2)}"), ("machine", random.Next(4) == 0 ? "true" : "")),
        2 => At(random.Next(8) * 1000, "system.counted", ("event", $"k{random.Next(25):00}"), ("counts", random.Next(2) == 0 ? "true" : "false")),
        _ => At(random.Next(8) * 1000, "email.clicked", ("message", $"m{random.Next(2)}"), ("url", $"https://a.example/{random.Next(4)}")),
    };

    private static LeadEvent Click(int milliseconds, string url, params (string, string)[] more) =>
        At(milliseconds, "email.clicked", [("message", "m"), ("url", url), .. more]);

    private static LeadEvent At(int milliseconds, string type, params (string Name, string Value)[] properties) => new()
    {
        Source = "test",
        Id = "e",
        Type = type,
        OccurredAt = Noon.AddMilliseconds(milliseconds),
        Properties = new Fields(properties.Select(static p => KeyValuePair.Create(p.Name, new FieldValue(p.Value)))),
    };
}
