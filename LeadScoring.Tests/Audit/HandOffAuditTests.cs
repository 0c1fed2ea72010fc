using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Audit;

/// <summary>Each hand-off is proven again from the log, under the model of <see cref="SalesModel"/>.</summary>
public sealed class HandOffAuditTests
{
    private static readonly ScoringModel Model = Compile(SalesModel.Yaml);
    private static readonly Day Today = Day.Of(Past.Start);

    // Seq 1-5: a VP of Acme on the pricing page three times: warm with the second visit, hot with the third.
    private static readonly LeadEvent[] Ann =
    [
        Told(("jobTitle", "VP Sales"), ("company", "Acme")), Event("page.viewed", 0, ("path", "/pricing")), Event("page.viewed", 0, ("path", "/pricing")), Event("page.viewed", 0, ("path", "/pricing")),
        Event("form.submitted", 0, ("form", "contact-us")),
    ];

    [Fact]
    public void A_route_is_proven_only_by_events_known_at_its_time()
    {
        Assert.IsType<AuditVerdict.Proven>(Judge(Route("warm", seq: 3), Ann));
        Assert.IsType<AuditVerdict.Proven>(Judge(Route("hot", seq: 4), Ann));
        Assert.IsType<AuditVerdict.Proven>(Judge(Route("hot", seq: 4), [.. Ann, Event("profile.updated", 0) with { Profile = new Fields([new("jobTitle", new FieldValue("Intern"))]) }]));
    }

    [Theory]
    [InlineData("warm", 2, "early A3")]
    [InlineData("hot", 3, "warm A2")]
    [InlineData("warm", 4, "hot A1")]
    [InlineData("hot", 1, "nurture A4")]
    [InlineData("no-such-route", 4, "hot A1")]
    [InlineData("early", 2, "early A3")]
    public void A_route_that_the_log_does_not_confirm_is_below(string claimed, long seq, string found)
    {
        var other = Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route(claimed, seq), Ann));

        Assert.True(other.IsBelow);
        Assert.Equal(found, $"{other.Route} {other.Grade}");
    }

    [Fact]
    public void A_gate_that_holds_a_lead_back_is_found()
    {
        var without = Ann.ToArray();
        without[0] = Told(("jobTitle", "VP Sales"));

        var other = Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route("hot", 4), without));

        Assert.Equal(("needs-info", Destination.Nurture, "company"), (other.Route, other.To, Assert.Single(other.Missing)));
    }

    [Fact]
    public void A_route_goes_to_the_team_that_the_model_names() => Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route("hot", 4) with { To = Destination.InsideSales }, Ann));

    [Fact]
    public void The_audit_uses_the_points_of_the_day()
    {
        Assert.IsType<AuditVerdict.Proven>(Judge(Route("hot", 4), Ann));
        Assert.Equal("warm", Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route("hot", 4) with { AsOf = Today.AddDays(5) }, Ann)).Route);
        // What had not happened by the day is not of the day.
        Assert.Equal("nurture", Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route("hot", 4) with { AsOf = Today.AddDays(-1) }, Ann)).Route);
    }

    [Fact]
    public void The_audit_uses_the_model_version_of_the_hand_off()
    {
        var stricter = Compile(SalesModel.With("1: 75, 2: 50", "1: 95, 2: 70"));

        Assert.IsType<AuditVerdict.OtherRoute>(Judge(Route("hot", 4), Ann, model: stricter));
        Assert.IsType<AuditVerdict.Proven>(Judge(Route("hot", 4), Ann));
    }

    [Theory]
    [InlineData("contact-us", 5, 5, Destination.Sales, typeof(AuditVerdict.Proven))]
    [InlineData("contact-us", 5, 4, Destination.Sales, typeof(AuditVerdict.NoSuchEvent))]
    [InlineData("contact-us", 99, 99, Destination.Sales, typeof(AuditVerdict.NoSuchEvent))]
    [InlineData("contact-us", 4, 5, Destination.Sales, typeof(AuditVerdict.NotTaken))]
    [InlineData("call-back", 5, 5, Destination.InsideSales, typeof(AuditVerdict.NotTaken))]
    [InlineData("contact-us", 5, 5, Destination.InsideSales, typeof(AuditVerdict.OtherTeam))]
    public void A_fast_track_needs_its_event(string track, int named, long seq, Destination to, Type verdict) =>
        Assert.IsType(verdict, Judge(Claim(seq, new Decision.Qualified(1, EpochCause.FastTrack, track, to, null, null, Key(named))), Ann));

    [Fact]
    public void A_persona_is_shown_by_the_profile_of_the_day_or_by_its_event()
    {
        LeadEvent[] log = [Told(("jobTitle", "CRO"), ("employees", "900")), Event("event.attended", 0, ("eventKind", "partner-day")), Event("event.attended", 0, ("eventKind", "tradeshow"))];

        Assert.IsType<AuditVerdict.Proven>(Judge(Persona("perfect", Destination.Sales, 1, null), log));
        Assert.IsType<AuditVerdict.NotHeld>(Judge(Persona("perfect", Destination.Sales, 4, null), Ann));
        Assert.IsType<AuditVerdict.NotHeld>(Judge(Persona("partner", Destination.InsideSales, 2, null), log));
        Assert.IsType<AuditVerdict.Proven>(Judge(Persona("partner", Destination.InsideSales, 2, Key(2)), log));
        Assert.IsType<AuditVerdict.NoSuchEvent>(Judge(Persona("partner", Destination.InsideSales, 1, Key(2)), log));
        Assert.IsType<AuditVerdict.NotTaken>(Judge(Persona("partner", Destination.InsideSales, 3, Key(3)), log));
        Assert.Null(Assert.IsType<AuditVerdict.OtherTeam>(Judge(Persona("tradeshow", Destination.Sales, 3, Key(3)), log)).To);
    }

    [Fact]
    public void An_upgrade_must_be_better_than_what_was_open()
    {
        var upgrade = Claim(4, new Decision.Upgraded(1, "warm", "hot", Destination.Sales, null, null));

        Assert.IsType<AuditVerdict.Proven>(Judge(upgrade, Ann, Route("warm", 3)));
        Assert.IsType<AuditVerdict.NothingToUpgrade>(Judge(upgrade, Ann));
        Assert.Equal("sdr", Assert.IsType<AuditVerdict.NothingToUpgrade>(Judge(upgrade, Ann, Route("sdr", 3))).Open);
        Assert.IsType<AuditVerdict.OtherRoute>(Judge(upgrade with { Seq = 3 }, Ann, Route("warm", 3)));
        Assert.IsType<AuditVerdict.NotBetter>(Judge(Claim(4, new Decision.Upgraded(1, "hot", "hot", Destination.Sales, null, null)), Ann, Route("hot", 3)));
    }

    [Theory]
    [InlineData(EpochCause.FastTrack, "call-back", Destination.InsideSales, true)]
    [InlineData(EpochCause.FastTrack, "contact-us", Destination.Sales, false)]
    [InlineData(EpochCause.Persona, "partner", Destination.InsideSales, true)]
    // A route that the model does not have any more.
    [InlineData(EpochCause.Route, "gone", Destination.InsideSales, true)]
    [InlineData(EpochCause.Route, "gone", Destination.Sales, false)]
    public void What_is_no_route_of_the_model_is_beaten_by_a_step_to_sales(EpochCause cause, string entry, Destination to, bool isBetter)
    {
        var before = Route(entry, 3) with { Cause = cause, To = to };

        var verdict = Judge(Claim(4, new Decision.Upgraded(1, entry, "hot", Destination.Sales, null, null)), Ann, before);

        Assert.Equal(isBetter, verdict is AuditVerdict.Proven);
    }

    [Fact]
    public void The_order_of_the_log_does_not_matter()
    {
        var numbered = Ann.Index().Select(static pair => (Seq: pair.Index + 1L, pair.Item)).Reverse().ToList();
        var audit = new HandOffAudit(Route("hot", 4), null, Model);
        foreach (var (seq, e) in numbered)
            audit.Replay(seq, Key((int)seq), e);

        Assert.IsType<AuditVerdict.Proven>(audit.Judge());
    }

    [Fact]
    public void A_decision_of_an_older_app_cannot_be_checked()
    {
        Assert.False(HandOffAudit.CanCheck(Route("hot", 0)));
        Assert.False(HandOffAudit.CanCheck(Route("hot", 4) with { AsOf = null }));
        Assert.Throws<ArgumentException>(() => new HandOffAudit(Route("hot", 0), null, Model));
    }

    private static AuditVerdict Judge(HandOff claim, LeadEvent[] log, HandOff? before = null, ScoringModel? model = null)
    {
        var audit = new HandOffAudit(claim, before, model ?? Model);
        for (var i = 0; i < log.Length; i++)
            audit.Replay(i + 1, Key(i + 1), log[i]);
        return audit.Judge();
    }

    private static HandOff Route(string route, long seq) =>
        Claim(seq, new Decision.Qualified(1, EpochCause.Route, route, route is "sdr" ? Destination.InsideSales : Destination.Sales, null, null, null));

    private static HandOff Persona(string persona, Destination to, long seq, string? key) => Claim(seq, new Decision.Qualified(1, EpochCause.Persona, persona, to, null, null, key));

    private static HandOff Claim(long seq, Decision decision) => HandOff.Of(new PastDecision(2, "sales", 1, Past.Start, decision, seq, Today))!;

    private static string Key(int seq) => $"key-{seq}";

    private static LeadEvent Told(params (string Name, string Value)[] profile) => Event("profile.updated", 1) with
    {
        Profile = new Fields(profile.Select(static entry => KeyValuePair.Create(entry.Name, new FieldValue(entry.Value)))),
    };

    private static LeadEvent Event(string type, int hoursAgo, params (string Name, string Value)[] properties) => new()
    {
        Source = "test",
        Id = "e",
        Type = type,
        OccurredAt = Past.At(-hoursAgo),
        Properties = new Fields(properties.Select(static property => KeyValuePair.Create(property.Name, new FieldValue(property.Value)))),
    };

    private static ScoringModel Compile(string document) => ScoringModel.Compile(ModelLoader.Load(document).Definition!);
}
