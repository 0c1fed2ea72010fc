using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Azure;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Tracking;

/// <summary>What the tracker takes from a page, and from whom.</summary>
public sealed class TrackTests
{
    private readonly TrackApp _track = new();

    [Fact]
    public async Task A_view_is_stored_for_its_visitor_and_dated_back_by_its_duration()
    {
        var answer = await _track.Post(TrackApp.Event());

        Assert.Equal((202, (1, 0)), (answer.Status, answer.Counts));
        var view = Assert.Single(_track.Events);
        Assert.Equal(("page.viewed", "site/www.acme.example", TrackApp.Visitor), (view.Event.Type, view.Event.Source, view.Lead.Visitor));
        Assert.Equal(InMemoryApp.Start.AddSeconds(-42), view.Event.OccurredAt);
        Assert.Equal(InMemoryApp.Start, view.ReceivedAt);
        Assert.Equal(("/pricing", "42"), (view.Event.Properties["path"].Text, view.Event.Properties["durationSeconds"].Text));
    }

    [Fact]
    public async Task An_event_that_is_sent_twice_counts_once_even_much_later()
    {
        await _track.Post(TrackApp.Event());
        _track.App.Clock.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal((0, 1), (await _track.Post(TrackApp.Event())).Counts);
        Assert.Single(_track.Events);
    }

    [Theory]
    [InlineData(1799, 1799)]
    [InlineData(1800, 1800)]
    [InlineData(1801, 1800)]
    [InlineData(2_000_000_000, 1800)]
    public async Task A_view_is_dated_back_by_half_an_hour_at_most(int seconds, int back)
    {
        await _track.Post(TrackApp.Event(members: ("properties", new JsonObject { ["durationSeconds"] = seconds })));

        Assert.Equal(InMemoryApp.Start.AddSeconds(-back), Assert.Single(_track.Events).Event.OccurredAt);
    }

    [Theory]
    [InlineData("2020-01-01T00:00:00Z")]
    [InlineData("2031-01-01T00:00:00Z")]
    public async Task The_visitors_clock_is_ignored(string time)
    {
        await _track.Post(TrackApp.Event("site.calculated", ("occurredAt", time)));

        var calculated = Assert.Single(_track.Events);
        Assert.Equal((InMemoryApp.Start, false, false), (calculated.Event.OccurredAt, calculated.WasAhead, calculated.WasLate));
        Assert.Equal("website", calculated.Event.Properties["channel"].Text);
    }

    [Fact]
    public async Task Identify_carries_the_address_and_the_visitor()
    {
        await _track.Post(TrackApp.Identified("Ann@Acme.example", new JsonObject { ["jobTitle"] = "VP Operations" }));

        var identified = Assert.Single(_track.Events);
        Assert.Equal(("ann@acme.example", TrackApp.Visitor), (identified.Lead.Email?.Value, identified.Lead.Visitor));
        Assert.Equal(("VP Operations", "ann@acme.example"), (identified.Event.Profile["jobTitle"].Text, identified.Event.Profile["email"].Text));
    }

    [Fact]
    public async Task An_answer_does_not_reveal_the_lead_of_an_address()
    {
        var answer = await _track.Post(TrackApp.Identified());

        Assert.DoesNotContain(_track.App.IdOf("ann@acme.example"), answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Good_events_of_a_body_are_kept_and_bad_ones_named_and_not_stored()
    {
        var answer = await _track.Post(TrackApp.Event("sales.won"), TrackApp.Event(), TrackApp.Event("Page viewed"));

        Assert.Equal((202, (1, 0)), (answer.Status, answer.Counts));
        Assert.Equal([("LS-EVENT-024", "/0/type"), ("LS-EVENT-003", "/2/type")], answer.Faults);
        Assert.Single(_track.Events);
        Assert.Equal(0, _track.Kept);
    }

    [Theory]
    [InlineData("https://www.acme.example", "https://www.acme.example")]
    [InlineData("https://acme.example", null)]
    [InlineData("http://www.acme.example", null)]
    [InlineData("https://www.acme.example:8443", null)]
    [InlineData("https://www.acme.example.evil.example", null)]
    [InlineData("HTTPS://WWW.ACME.EXAMPLE", null)]
    [InlineData("null", null)]
    [InlineData("*", null)]
    [InlineData("", null)]
    public async Task Only_a_listed_origin_may_send(string origin, string? allowed)
    {
        var answer = await _track.Send("POST", $"[{TrackApp.Event().ToJsonString()}]", ("Origin", origin));

        Assert.Equal(allowed is null ? 403 : 202, answer.Status);
        Assert.Equal(allowed, answer.AllowedOrigin);
        Assert.Equal("Origin", answer.Headers.Vary);
        Assert.Equal(allowed is null ? 0 : 1, _track.Events.Count);
    }

    [Theory]
    [InlineData("https://anything.example", 202)]
    [InlineData("null", 403)]
    [InlineData("https://anything.example/path", 403)]
    public async Task Any_site_may_send_with_a_star_and_no_origin_is_echoed(string origin, int status)
    {
        var track = new TrackApp(new TrackingOptions { Origins = ["*"] });

        var answer = await track.Send("POST", $"[{TrackApp.Event().ToJsonString()}]", ("Origin", origin));

        Assert.Equal((status, status == 202 ? "*" : null), (answer.Status, answer.AllowedOrigin));
    }

    [Fact]
    public async Task No_site_may_send_without_the_setting() =>
        Assert.Equal("LS-TRACK-001", (await new TrackApp(new TrackingOptions()).Post(TrackApp.Event())).Code);

    [Fact]
    public async Task A_preflight_request_is_answered_with_what_a_page_may_send()
    {
        var listed = await _track.Send("OPTIONS", "", ("Access-Control-Request-Method", "POST"));
        var other = await _track.Send("OPTIONS", "", ("Origin", "https://evil.example"));

        Assert.Equal((204, "POST", "content-type", TrackApp.Site), (listed.Status, listed.Headers.AccessControlAllowMethods.ToString(), listed.Headers.AccessControlAllowHeaders.ToString(), listed.AllowedOrigin));
        Assert.Equal((403, 0, null), (other.Status, other.Headers.AccessControlAllowMethods.Count, other.AllowedOrigin));
    }

    [Theory]
    [InlineData("text/plain;charset=UTF-8")]
    [InlineData("application/json")]
    [InlineData("")]
    public async Task The_content_type_does_not_matter(string type) =>
        Assert.Equal(202, (await _track.Send("POST", $"[{TrackApp.Event().ToJsonString()}]", ("Content-Type", type))).Status);

    [Theory]
    [InlineData("Sec-GPC", "1", 204)]
    [InlineData("Sec-GPC", "0", 202)]
    [InlineData("DNT", "1", 204)]
    [InlineData("DNT", "0", 202)]
    [InlineData("User-Agent", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", 204)]
    public async Task Events_of_objecting_visitors_and_crawlers_are_not_stored(string header, string value, int status)
    {
        var answer = await _track.Send("POST", $"[{TrackApp.Event().ToJsonString()}]", (header, value));

        Assert.Equal((status, status == 202 ? 1 : 0), (answer.Status, _track.Events.Count));
    }

    [Theory]
    [InlineData(64 * 1024, 400)]
    [InlineData(64 * 1024 + 1, 413)]
    public async Task A_body_may_be_as_long_as_a_browser_delivers(int bytes, int status) =>
        Assert.Equal(status, (await _track.Send("POST", new string(' ', bytes))).Status);

    [Fact]
    public async Task A_compressed_body_is_refused() => Assert.Equal(415, (await _track.Send("POST", "[]", ("Content-Encoding", "gzip"))).Status);

    [Theory]
    [InlineData(20, 202)]
    [InlineData(21, 400)]
    public async Task A_body_may_contain_at_most_twenty_events(int count, int status)
    {
        var answer = await _track.Post([.. Enumerable.Range(0, count).Select(static number => TrackApp.Event(members: ("id", $"e{number}")))]);

        Assert.Equal((status, status == 202 ? count : 0), (answer.Status, _track.Events.Count));
    }

    [Theory]
    [InlineData("", "LS-EVENT-014")]
    [InlineData("[", "LS-EVENT-014")]
    [InlineData("[]", "LS-EVENT-016")]
    [InlineData("[7]", "LS-EVENT-001")]
    [InlineData("""[{"type":"page.viewed","type":"page.viewed","lead":{"visitor":"0123456789abcdef0123456789abcdef"}}]""", "LS-EVENT-008")]
    public async Task An_unreadable_event_is_named_and_not_kept(string body, string code)
    {
        Assert.Equal(code, (await _track.Send("POST", body)).Code);
        Assert.Equal(0, _track.Kept);
    }

    [Fact]
    public async Task An_event_nests_no_deeper_than_any_other()
    {
        var deep = new StringBuilder().Insert(0, "{\"a\":", 40).Append('1').Append('}', 40);

        var answer = await _track.Send("POST", $$"""[{"type":"page.viewed","lead":{"visitor":"{{TrackApp.Visitor}}"},"properties":{{deep}}}]""");

        Assert.Equal("LS-EVENT-009", answer.Code);
    }

    [Fact]
    public async Task Each_address_has_its_own_rate_and_a_site_has_one_over_all()
    {
        var hour = TimeSpan.FromHours(1);
        var track = new TrackApp(rates: new TrackRates(new HookRate(4, 1, hour), new HookRate(2, 1, hour)));

        var statuses = new List<int>();
        foreach (var address in new[] { "198.51.100.1", "198.51.100.1", "198.51.100.1", "198.51.100.2", "198.51.100.3", "198.51.100.4" })
            statuses.Add((await From(address)).Status);

        Assert.Equal([202, 202, 429, 202, 202, 429], statuses);
        var late = await From("198.51.100.1");
        Assert.Equal(("LS-TRACK-006", TrackApp.Site), (late.Code, late.AllowedOrigin));
        Assert.True(int.Parse(late.Headers.RetryAfter.ToString(), CultureInfo.InvariantCulture) > 0);

        Task<TrackReply> From(string address) => track.Send("POST", $"[{TrackApp.Event().ToJsonString()}]", ("X-Forwarded-For", $"203.0.113.{statuses.Count}, {address}:5123"));
    }

    [Fact]
    public async Task A_storage_failure_is_503_and_the_event_counts_once_when_sent_again()
    {
        _track.App.Operations.Before = operation => operation.Place == TableNames.Leads ? throw new RequestFailedException(503, "busy") : Task.CompletedTask;
        var failed = await _track.Post(TrackApp.Event());
        _track.App.Operations.Before = null;

        Assert.Equal((503, "10", TrackApp.Site), (failed.Status, failed.Headers.RetryAfter.ToString(), failed.AllowedOrigin));
        Assert.Equal((1, 0), (await _track.Post(TrackApp.Event())).Counts);
    }

    [Fact]
    public async Task Nothing_that_a_visitor_sends_is_logged()
    {
        const string Canary = "canary-7f3b1c9a";
        await _track.Post(TrackApp.Identified($"{Canary}@acme.example", new JsonObject { ["company"] = Canary }), TrackApp.Event("site.x", ("properties", new JsonObject { [Canary] = Canary })));
        await _track.Post(TrackApp.Event("site.x", ("id", Canary), ("profile", new JsonObject { ["company"] = Canary })));
        await _track.App.Work();

        Assert.DoesNotContain(_track.App.Log, static line => line.Contains(Canary, StringComparison.OrdinalIgnoreCase));
    }
}
