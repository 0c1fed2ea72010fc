using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Health;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Tracking;

namespace LeadScoring.Tests.Tracking;

/// <summary>Who may say who a visitor is, and how much a page may make up (docs/guide/track-a-site.md#say-who-it-is).</summary>
public sealed class IdentifyTests
{
    private const string Secret = "what only the site's server and the app know";

    [Fact]
    public async Task What_a_page_says_is_a_claim()
    {
        var track = new TrackApp();

        await track.Post(TrackApp.Event(), Named("ann@acme.example", id: "b"));

        Assert.Equal(2, track.Events.Count);
        Assert.All(track.Events, static captured => Assert.True(captured.Event.IsClaimed));
    }

    [Fact]
    public async Task What_the_sites_server_signed_is_proof_and_the_signature_is_no_property()
    {
        var track = Track(IdentifyMode.Claim);

        Assert.Equal(202, (await track.Post(Named("Ann@Acme.example", Sign("ann@acme.example")))).Status);

        var identified = Assert.Single(track.Events).Event;
        Assert.False(identified.IsClaimed);
        Assert.True(identified.Properties["signature"].IsMissing);
    }

    [Theory]
    [InlineData("bob@acme.example", TrackApp.Visitor, Secret)]
    [InlineData("ann@acme.example", "ffffffffffffffffffffffffffffffff", Secret)]
    [InlineData("ann@acme.example", TrackApp.Visitor, "another secret")]
    public async Task A_signature_of_something_else_is_refused(string email, string visitor, string secret)
    {
        var track = Track(IdentifyMode.Claim);

        Assert.Equal([("LS-TRACK-009", "/0/signature")], (await track.Post(Named("ann@acme.example", Sign(email, visitor, secret)))).Faults);
        Assert.Empty(track.Events);
    }

    [Theory]
    [InlineData("")]
    [InlineData("00")]
    [InlineData("zz")]
    public async Task What_is_no_signature_is_refused_where_one_is_needed(string signature)
    {
        Assert.Equal("LS-TRACK-009", (await Track(IdentifyMode.Signed).Post(Named("ann@acme.example", signature))).Code);
    }

    [Fact]
    public async Task Where_signatures_are_needed_a_page_alone_names_nobody_and_visits_go_on()
    {
        var track = Track(IdentifyMode.Signed);

        var answer = await track.Post(TrackApp.Event(), Named("ann@acme.example", id: "b"));

        Assert.Equal((202, (1, 0)), (answer.Status, answer.Counts));
        Assert.Equal([("LS-TRACK-009", "/1/signature")], answer.Faults);
        Assert.Equal(202, (await track.Post(Named("ann@acme.example", Sign("ann@acme.example")))).Status);
    }

    [Fact]
    public async Task Where_it_is_off_nobody_is_named_not_even_with_a_signature() =>
        Assert.Equal([("LS-TRACK-008", "/0/type")], (await Track(IdentifyMode.Off).Post(Named("ann@acme.example", Sign("ann@acme.example")))).Faults);

    [Theory]
    [InlineData(0, true)]
    [InlineData(31, false)]
    public async Task A_secret_counts_on_its_days(int later, bool isTaken)
    {
        var track = Track(IdentifyMode.Claim, until: new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero));
        track.App.Clock.Advance(TimeSpan.FromDays(later));

        Assert.Equal(isTaken ? 202 : 400, (await track.Post(Named("ann@acme.example", Sign("ann@acme.example")))).Status);
    }

    [Fact]
    public async Task One_address_names_so_many_new_people_a_day_and_known_ones_without_end()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], NewLeads = new IdentifyLimits(Site: 100, Address: 3) });

        for (var person = 0; person < 3; person++)
            Assert.Equal(202, (await track.Post(Named(Person(person), id: Person(person)))).Status);
        var fourth = await track.Post(TrackApp.Event(), Named(Person(3), id: "x"));

        Assert.Equal((202, (1, 0)), (fourth.Status, fourth.Counts));
        Assert.Equal([("LS-TRACK-011", "/1/lead/email")], fourth.Faults);
        Assert.Equal(202, (await track.Post(Named(Person(0), id: "again"))).Status);
        await track.App.Work();
        Assert.Equal(202, (await track.Post(Named(Person(1), id: "and again"))).Status);

        var check = (await track.App.Get<DeepHealth>().Run(default)).Single(static check => check.Name == "tracker");
        Assert.Equal(("degraded", "Pages named 3 new people today in this instance, and 1 requests were refused."), (check.Status, check.Detail));
        track.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(202, (await track.Post(Named(Person(3), id: "tomorrow"))).Status);
    }

    [Fact]
    public async Task All_addresses_together_name_so_many_of_a_site()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], NewLeads = new IdentifyLimits(Site: 2, Address: 100) });

        string?[] codes = [.. await Task.WhenAll(Enumerable.Range(0, 5).Select(async person => (await track.Post(Named(Person(person), id: Person(person)))).Code))];

        Assert.Equal(3, codes.Count(static code => code == "LS-TRACK-011"));
        Assert.Equal(2, track.Events.Count);
    }

    [Fact]
    public async Task So_many_browsers_a_day_may_claim_to_be_one_person()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], NewLeads = new IdentifyLimits(Site: 100, Address: 100, Visitors: 3) });

        for (var browser = 0; browser < 3; browser++)
            Assert.Equal(202, (await track.Post(By(browser))).Status);

        Assert.Equal([("LS-TRACK-011", "/0/lead/email")], (await track.Post(By(3))).Faults);
        // One that was taken goes on, and so does another person.
        Assert.Equal(202, (await track.Post(By(0, id: "again"))).Status);
        Assert.Equal(202, (await track.Post(Named(Person(1)))).Status);
        track.App.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(202, (await track.Post(By(3))).Status);
    }

    [Fact]
    public async Task Refused_names_fill_no_memory_and_a_full_one_begins_again()
    {
        var track = new TrackApp(new TrackingOptions { Origins = [TrackApp.Site], NewLeads = new IdentifyLimits(Site: 2, Address: 100, Visitors: 1, Pairs: 2) });
        await track.Post(Named(Person(0), id: "0"));
        await track.Post(Named(Person(1), id: "1"));
        await track.App.Work();

        // Refused, so not remembered: the browser of the first is still known.
        for (var person = 2; person < 9; person++)
            Assert.Equal("LS-TRACK-011", (await track.Post(Named(Person(person), id: $"{person}"))).Code);
        var other = By(7, id: "other");
        other["lead"]!["email"] = Person(0);
        Assert.Equal("LS-TRACK-011", (await track.Post(other.DeepClone().AsObject())).Code);

        // A lead that is there is remembered in place of the two; the limit of new leads stands.
        await track.App.Send(Kit.Builders.Sent.Pricing("known@acme.example"));
        Assert.Equal(202, (await track.Post(Named("known@acme.example", id: "known"))).Status);
        Assert.Equal(202, (await track.Post(other.DeepClone().AsObject())).Status);
        Assert.Equal("LS-TRACK-011", (await track.Post(Named(Person(9), id: "9"))).Code);
    }

    [Fact]
    public async Task Health_names_a_secret_that_is_missing()
    {
        var track = Track(IdentifyMode.Signed);
        track.App.Secrets.TryRemove("site_2026", out _);

        var check = (await track.App.Get<DeepHealth>().Run(default)).Single(static check => check.Name == "tracker");

        Assert.Equal("degraded", check.Status);
        Assert.Contains("site_2026", check.Detail, StringComparison.Ordinal);
        Assert.DoesNotContain("site_2025", check.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_property_called_signature_of_another_event_is_kept()
    {
        var track = new TrackApp();

        await track.Post(TrackApp.Event("asset.downloaded", ("properties", new JsonObject { ["asset"] = "contract", ["signature"] = "wet ink" })));

        Assert.Equal("wet ink", Assert.Single(track.Events).Event.Properties["signature"].Text);
    }

    [Fact]
    public async Task Who_is_signed_is_not_counted()
    {
        var track = Track(IdentifyMode.Claim, limits: new IdentifyLimits(0, 0));

        Assert.Equal("LS-TRACK-011", (await track.Post(Named("ann@acme.example"))).Code);
        Assert.Equal(202, (await track.Post(Named("ann@acme.example", Sign("ann@acme.example")))).Status);
    }

    [Theory]
    [InlineData("1000000", null)]
    [InlineData("1000000.5", "LS-TRACK-010")]
    [InlineData("-1e7", "LS-TRACK-010")]
    [InlineData("99999999999999999999", "LS-TRACK-010")]
    [InlineData("1e400", "LS-TRACK-010")]
    [InlineData("a lot", null)]
    public async Task Numbers_of_a_page_have_a_bound(string number, string? code) =>
        Assert.Equal(code, (await new TrackApp().Post(TrackApp.Event("site.calculated", ("properties", new JsonObject { ["amount"] = number })))) is { Status: 400 } refused ? refused.Code : null);

    [Theory]
    [InlineData("42", "42")]
    [InlineData("999999", "1800")]
    [InlineData("-5", "0")]
    public async Task A_view_lasts_half_an_hour_at_most_whatever_the_page_says(string told, string stored)
    {
        var track = new TrackApp();

        await track.Post(TrackApp.Event(members: ("properties", new JsonObject { ["path"] = "/", ["durationSeconds"] = double.Parse(told, CultureInfo.InvariantCulture) })));

        Assert.Equal(stored, Assert.Single(track.Events).Event.Properties["durationSeconds"].Text);
    }

    private static string Person(int number) => $"person{number}@invented.example";

    private static TrackApp Track(IdentifyMode mode, DateTimeOffset? until = null, IdentifyLimits? limits = null)
    {
        var track = new TrackApp(new TrackingOptions
        {
            Origins = [TrackApp.Site],
            Identify = mode,
            IdentifySecrets = [new SecretName("site_2025", SecretUse.Sign, null, null), new SecretName("site_2026", SecretUse.Sign, null, until)],
            NewLeads = limits ?? IdentifyLimits.Usual,
        });
        track.App.Secrets["site_2025"] = "the one before";
        track.App.Secrets["site_2026"] = Secret;
        return track;
    }

    private static JsonObject Named(string email, string? signature = null, string? id = null)
    {
        var e = TrackApp.Identified(email);
        if (signature is not null)
            e["signature"] = signature;
        if (id is not null)
            e["id"] = id;
        return e;
    }

    private static JsonObject By(int browser, string? id = null)
    {
        var e = Named(Person(0), id: id ?? $"by {browser}");
        e["lead"]!["visitor"] = browser.ToString("x32", CultureInfo.InvariantCulture);
        return e;
    }

    private static string Sign(string email, string visitor = TrackApp.Visitor, string secret = Secret) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes($"{email}\n{visitor}")));
}
