using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Leads;

namespace LeadScoring.Tests.Zones;

/// <summary>One lead under models of different time zones, step by step.</summary>
public sealed class ZonedStepTests
{
    private const string LosAngeles = "America/Los_Angeles";

    [Theory]
    [InlineData(null, 4)]
    [InlineData("UTC", 4)]
    [InlineData(LosAngeles, 2)]
    [InlineData("Asia/Tokyo", 2)]
    public void An_evening_in_Los_Angeles_is_one_day_there_and_two_days_of_UTC(string? zone, int points)
    {
        var ann = new SteppedLead(ZonedModel.Of("bugs-b33", zone));
        ann.Now = DayZoneTests.At("2026-09-15T06:00:00Z");

        ann.Take(
            SteppedLead.At(ann.Event("page.viewed"), DayZoneTests.At("2026-09-14T16:30:00-07:00")),
            SteppedLead.At(ann.Event("page.viewed"), DayZoneTests.At("2026-09-14T22:00:00-07:00")));

        Assert.Equal(points, ann.Models["bugs-b33"].Snapshot!.Categories.Single(static category => category.Key == "site").Value);
    }

    [Fact]
    public void The_due_time_is_the_start_of_the_day_in_the_zone_of_the_model()
    {
        var ann = new SteppedLead(ZonedModel.Of("west", LosAngeles)) { Now = DayZoneTests.At("2026-03-06T05:00:00Z") };

        var due = ann.Take(ann.Event("page.viewed")).DueNight;

        // The fifth of March there; five days later clocks have gone forward.
        Assert.Equal(DayZoneTests.At("2026-03-10T07:00:00Z"), due);
        Assert.Equal("2026-03-05", ann.Models["west"].Snapshot!.AsOf.ToString());
        Assert.Equal("2026-03-10", ann.Models["west"].Snapshot!.Until.ToString());
    }

    [Fact]
    public void The_due_time_is_the_earliest_of_all_models()
    {
        var ann = new SteppedLead(ZonedModel.Of("east", "Asia/Tokyo"), ZonedModel.Of("plain", null), ZonedModel.Of("west", LosAngeles)) { Now = DayZoneTests.At("2026-03-06T12:00:00Z") };

        Assert.Equal(DayZoneTests.At("2026-03-10T15:00:00Z"), ann.Take(ann.Event("page.viewed")).DueNight);
    }

    [Fact]
    public void Models_of_two_zones_keep_the_figures_of_their_own_days()
    {
        var ann = new SteppedLead(ZonedModel.Of("plain", null), ZonedModel.Of("west", LosAngeles)) { Now = DayZoneTests.At("2026-03-06T05:00:00Z") };

        var history = ann.Take(ann.Event("page.viewed")).History;

        Assert.Equal(["2026-03-06 UTC plain", "2026-03-05 America/Los_Angeles west"], history.Select(static day => $"{day.Day} {day.Zone} {string.Join(',', day.Models.Keys)}"));
    }

    [Fact]
    public void A_response_time_of_whole_days_ends_at_the_same_time_of_day()
    {
        var zoned = new SteppedLead(SalesModel.With("title: Sales", $"title: Sales\ntimeZone: {LosAngeles}")) { Now = DayZoneTests.At("2026-03-07T20:00:00Z") };

        var change = zoned.Take(zoned.Profile(("jobTitle", "VP Sales"), ("company", "Acme")), zoned.Visit(), zoned.Visit(), zoned.Visit());

        // Two days, of which the eighth of March has 23 hours.
        Assert.Equal(DayZoneTests.At("2026-03-09T19:00:00Z"), zoned.State!.Lifecycles["sales"].RespondBy);
        // The last 24 hours are urgent, and move the priority.
        Assert.Equal(DayZoneTests.At("2026-03-08T19:00:00Z"), change.DueDeadline);
    }

    [Fact]
    public void A_cool_down_counts_days_of_the_zone()
    {
        var zoned = new SteppedLead(SalesModel.With("title: Sales", $"title: Sales\ntimeZone: {LosAngeles}")) { Now = DayZoneTests.At("2026-03-02T05:00:00Z") };

        zoned.Take(zoned.Event("sales.lost", ("model", "sales")), zoned.Visit());

        Assert.Equal("2026-03-31", zoned.State!.Lifecycles["sales"].CoolDownUntil.ToString());
    }

    [Fact]
    public void Golden_leads_count_days_of_the_zone()
    {
        var loaded = ModelLoader.Load(ZonedModel.Of("west", "Pacific/Kiritimati", """
            tests:
              - lead: two-days
                events: [ { on: page.viewed, daysAgo: 0 }, { on: page.viewed, daysAgo: 1, times: 2 } ]
                expect: { category.site: 4 }
            """));

        Assert.True(Assert.Single(GoldenLeads.Run(ScoringModel.Compile(loaded.Definition!), DayZoneTests.Of("2026-03-01"))).Passed);
    }

    [Fact]
    public void Signals_folded_by_other_rules_of_a_zone_ask_for_a_rebuild()
    {
        var ann = new SteppedLead(ZonedModel.Of("west", LosAngeles)) { Now = DayZoneTests.At("2026-09-15T06:00:00Z") };
        ann.Take(ann.Event("page.viewed"));
        Assert.Equal(0, ann.State!.Revision);
        Corrected(ann, "2026-01-01T00:00:00Z");

        var change = ann.Take(ann.Event("page.viewed"));

        Assert.Equal((1, "west"), (ann.State.Revision, Assert.Single(change.Outdated)));
        Assert.True(ann.State.Undecided);
        // Asked for once: the next step finds the older revision.
        ann.Take(ann.Event("page.viewed"));
        Assert.Equal(1, ann.State.Revision);
        Assert.True(LeadSignals.FromBytes(ann.Models["west"].Signals!, ann.Active[0].Model).HasOtherRules);
    }

    [Fact]
    public void Rules_that_changed_after_the_newest_event_rebuild_nothing()
    {
        var ann = new SteppedLead(ZonedModel.Of("west", LosAngeles)) { Now = DayZoneTests.At("2026-09-15T06:00:00Z") };
        ann.Take(ann.Event("page.viewed"));
        Corrected(ann, "2026-09-20T00:00:00Z");

        Assert.Empty(ann.Take(ann.Event("page.viewed")).Outdated);
        Assert.Equal(0, ann.State!.Revision);
    }

    [Fact]
    public void A_day_is_shown_once_more_where_clocks_go_back_over_midnight()
    {
        // 00:01 became 23:01 of the day before: an event of the day that has begun, then one of the day before.
        var ann = new SteppedLead(ZonedModel.Of("newfoundland", "America/St_Johns")) { Now = DayZoneTests.At("2009-11-01T02:45:00Z") };

        ann.Take(SteppedLead.At(ann.Event("page.viewed"), DayZoneTests.At("2009-11-01T02:30:30Z")), SteppedLead.At(ann.Event("page.viewed"), DayZoneTests.At("2009-11-01T02:40:00Z")));

        var snapshot = ann.Models["newfoundland"].Snapshot!;
        Assert.Equal(("2009-11-01", 4m), (snapshot.AsOf.ToString(), snapshot.Categories.Single(static category => category.Key == "site").Value));
    }

    // The same version, under a release of the tz database that has other rules from an instant on.
    private static void Corrected(SteppedLead lead, string from)
    {
        var definition = lead.Active[0].Model.Definition;
        var zone = DayZone.Of(LosAngeles, LaterRules.Of(LosAngeles, DayZoneTests.At(from), "America/Phoenix"));
        lead.Active = [new VersionedModel(definition.Id, 1, ScoringModel.Compile(definition with { TimeZone = zone }))];
    }
}
