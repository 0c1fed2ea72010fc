using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>What sales reports (docs/guide/hand-off.md#what-sales-reports): stages, attempts, late reports, and the way back.</summary>
public sealed class FeedbackTests
{
    private readonly LeadWalk _ann = new(SalesModel.Yaml);

    public static TheoryData<string, Stage> Kinds => new()
    {
        { "accepted", Stage.Accepted },
        { "attempted", Stage.Qualified },
        { "contacted", Stage.Qualified },
        { "unreachable", Stage.Qualified },
        { "unqualified", Stage.Disqualified },
        { "qualified", Stage.SalesQualified },
        { "opportunity", Stage.Opportunity },
        { "won", Stage.Customer },
        { "lost", Stage.Lost },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Each_kind_moves_a_lead_to_its_stage(string kind, Stage stage)
    {
        Qualify();

        _ann.Send(_ann.Sales(kind));

        Assert.Equal(stage, _ann.Life.Stage);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void All_but_acceptance_answer_a_hand_off(string kind, Stage stage)
    {
        Qualify();
        Assert.NotNull(_ann.Life.Deadline);

        _ann.Wait(1).Send(_ann.Sales(kind));

        Assert.Equal(kind == "accepted" ? null : LeadWalk.Start.AddDays(1), _ann.Life.RespondedAt);
        Assert.Equal(kind == "accepted", _ann.Wait(10).Look().Any(static decision => decision is Decision.Overdue));
        Assert.True(stage == _ann.Life.Stage || stage == Stage.Qualified);
    }

    [Fact]
    public void An_unknown_report_moves_nothing()
    {
        Qualify();
        var before = _ann.Life;

        Assert.Empty(_ann.Send(_ann.Sales("paused")));

        Assert.Equal((before.Stage, before.Tried, before.RespondedAt), (_ann.Life.Stage, _ann.Life.Tried, _ann.Life.RespondedAt));
    }

    [Fact]
    public void Reports_in_any_order_lead_to_the_same_stage()
    {
        string[][] stories =
        [
            ["accepted", "contacted", "qualified", "opportunity", "won"],
            ["accepted", "attempted", "contacted", "qualified", "opportunity", "lost"],
            ["accepted", "unreachable", "contacted", "unqualified"],
            ["accepted", "lost", "opportunity"],
            ["unqualified", "accepted"],
        ];
        foreach (var story in stories)
        {
            string? expected = null;
            foreach (var order in Permutations(story.Length))
            {
                var walk = new LeadWalk(SalesModel.Yaml);
                walk.Send(walk.Tell(("jobTitle", "VP"), ("company", "Acme")), walk.Visit(), walk.Visit());
                walk.Wait(1);
                var reports = story.Select((kind, index) => walk.Sales(kind, 0.5 - (index * 0.05))).ToArray();
                foreach (var index in order)
                    walk.Send(reports[index]);
                var life = walk.Life;
                var end = $"{life.Stage} {life.Tried} {life.IsReached} {life.RespondedAt:O} {life.Disposition}";
                expected ??= end;
                Assert.Equal($"{string.Join(' ', story)}: {expected}", $"{string.Join(' ', story)}: {end}");
            }
        }
    }

    [Fact]
    public void A_lead_goes_back_to_marketing_when_its_attempts_are_used_up()
    {
        Qualify();
        for (var attempt = 1; attempt < 6; attempt++)
            Assert.Empty(_ann.Wait(0.5).Send(_ann.Sales(attempt % 2 == 0 ? "attempted" : "unreachable")));

        Assert.Equal([new Decision.Abandoned(1, "warm", 6, 6)], _ann.Send(_ann.Sales("attempted")));
        Assert.Equal((Stage.Nurture, LeadWalk.Start.AddDays(32).Date), (_ann.Life.Stage, _ann.Life.CoolDownUntil!.Value.Start.Date));
    }

    [Fact]
    public void A_lead_that_was_reached_is_not_abandoned()
    {
        Qualify();
        _ann.Send(_ann.Sales("contacted"));
        for (var attempt = 0; attempt < 8; attempt++)
            Assert.Empty(_ann.Send(_ann.Sales("unreachable")));

        Assert.Equal(Stage.Qualified, _ann.Life.Stage);
    }

    [Fact]
    public void A_lead_without_agreed_attempts_is_never_abandoned()
    {
        _ann.Send(_ann.Event("form.submitted", 0, ("form", "call-back")));
        for (var attempt = 0; attempt < 20; attempt++)
            Assert.Empty(_ann.Send(_ann.Sales("unreachable")));
    }

    [Fact]
    public void A_response_time_is_overdue_once()
    {
        Qualify();
        _ann.Send(_ann.Sales("accepted"));

        Assert.Empty(_ann.Wait(7).Look());
        Assert.Equal([new Decision.Overdue(1, "warm", Domain.Models.Destination.Sales, LeadWalk.Start.AddDays(7), null)], _ann.Wait(0.01).Look());
        Assert.Empty(_ann.Wait(0.01).Look());
        Assert.Null(_ann.Life.Deadline);
    }

    [Fact]
    public void An_overdue_lead_is_escalated_to_the_person_that_its_route_names()
    {
        _ann.Send(Told(), _ann.Visit(), _ann.Visit(), _ann.Visit());

        Assert.Equal("head-of-sales", Assert.IsType<Decision.Overdue>(_ann.Wait(2.1).Look()[0]).Escalate);
    }

    [Theory]
    [InlineData("{ id: contact-us, on: form.submitted, where: { form: contact-us }, to: sales, respondWithin: 4h", "form.submitted", "form", "contact-us")]
    [InlineData("{ id: partner, on: event.attended, where: { eventKind: partner-day }, to: inside-sales, respondWithin: 2d", "event.attended", "eventKind", "partner-day")]
    public void An_overdue_lead_is_escalated_however_it_came_to_sales(string entry, string type, string name, string value)
    {
        var walk = new LeadWalk(SalesModel.With(entry, entry + ", escalate: team-lead"));
        walk.Send(walk.Event(type, 0, (name, value)));

        Assert.Equal("team-lead", Assert.IsType<Decision.Overdue>(walk.Wait(2.1).Look()[0]).Escalate);
    }

    [Fact]
    public void An_attempt_that_is_reported_late_still_counts_as_made_in_time()
    {
        Qualify();
        _ann.Send(_ann.Sales("accepted"));
        Assert.IsType<Decision.Overdue>(Assert.Single(_ann.Wait(7.5).Look()));

        _ann.Send(_ann.Sales("attempted", daysAgo: 3));

        Assert.Equal(LeadWalk.Start.AddDays(4.5), _ann.Life.RespondedAt);
        Assert.Equal(1, _ann.Life.Tried);
    }

    [Fact]
    public void A_report_of_an_earlier_hand_off_is_kept_and_changes_nothing()
    {
        Qualify();
        for (var attempt = 0; attempt < 6; attempt++)
            _ann.Send(_ann.Sales("unreachable"));
        _ann.Wait(31).Send(_ann.Visit(), _ann.Visit());
        Assert.Equal(2, _ann.Life.Epoch);
        var before = _ann.Life;

        foreach (var late in new[] { _ann.Sales("accepted", daysAgo: 20), _ann.Sales("lost", daysAgo: 20), _ann.Sales("attempted", 0, ("epoch", "1")), _ann.Sales("accepted", 0, ("epoch", "1")) })
            Assert.Empty(_ann.Send(late));

        Assert.Equal((before.Stage, before.Tried, before.RespondedAt), (_ann.Life.Stage, _ann.Life.Tried, _ann.Life.RespondedAt));
        // A deal that was won is won, whenever it is told.
        _ann.Send(_ann.Sales("won", daysAgo: 20));
        Assert.Equal(Stage.Customer, _ann.Life.Stage);
    }

    [Fact]
    public void Clocks_differ_by_a_few_minutes()
    {
        Qualify();

        _ann.Send(_ann.Sales("accepted", daysAgo: 4.0 / 1440), _ann.Sales("attempted", daysAgo: 4.0 / 1440));

        Assert.Equal((Stage.Accepted, 1), (_ann.Life.Stage, _ann.Life.Tried));
        _ann.Send(_ann.Sales("opportunity", daysAgo: 6.0 / 1440));
        Assert.Equal(Stage.Accepted, _ann.Life.Stage);
    }

    [Fact]
    public void A_lead_that_sales_refused_comes_back_only_by_sales()
    {
        Qualify();
        Assert.Equal([new Decision.Disqualified(null, "no-need", true)], _ann.Send(_ann.Sales("unqualified", 0, ("reason", "no-need"))));

        Assert.Empty(_ann.Send(_ann.Visit(), _ann.Visit(), _ann.Event("form.submitted", 0, ("form", "contact-us"))));
        Assert.Empty(_ann.Publish(SalesModel.With("margin: 5", "margin: 4")));
        Assert.Empty(_ann.Wait(1).Send(_ann.Sales("contacted")));
        Assert.Equal(Stage.Disqualified, _ann.Life.Stage);

        _ann.Wait(1).Send(_ann.Sales("qualified"));
        Assert.Equal(Stage.SalesQualified, _ann.Life.Stage);
    }

    [Fact]
    public void A_disqualified_competitor_does_not_come_back_by_points()
    {
        var rival = _ann.Tell(("email", "joe@rival.example"), ("jobTitle", "VP"), ("company", "Rival"));
        Assert.Equal([new Decision.Disqualified("competitor", "competitor", false)], _ann.Send(rival, _ann.Visit(), _ann.Visit(), _ann.Visit()));
        Assert.Empty(_ann.Wait(1).Send(_ann.Visit(), _ann.Event("form.submitted", 0, ("form", "contact-us"))));
        Assert.Equal(Stage.Disqualified, _ann.Life.Stage);
    }

    [Fact]
    public void A_new_version_with_the_same_rule_brings_nobody_back()
    {
        _ann.Send(_ann.Tell(("email", "joe@rival.example"), ("jobTitle", "VP"), ("company", "Rival")), _ann.Visit(), _ann.Visit());

        Assert.Empty(_ann.Publish(SalesModel.With("margin: 5", "margin: 4")));
        Assert.Equal(Stage.Disqualified, _ann.Life.Stage);
    }

    [Fact]
    public void Sales_overrules_a_rule_for_good()
    {
        _ann.Send(_ann.Tell(("email", "joe@rival.example"), ("jobTitle", "VP"), ("company", "Rival")), _ann.Visit(), _ann.Visit());

        _ann.Wait(1).Send(_ann.Sales("opportunity"));

        Assert.Equal(Stage.Opportunity, _ann.Life.Stage);
        Assert.Empty(_ann.Wait(1).Send(_ann.Visit()));
        Assert.Equal(Stage.Opportunity, _ann.Life.Stage);
    }

    [Fact]
    public void A_lost_lead_may_come_again_after_the_cool_down()
    {
        Qualify();
        _ann.Send(_ann.Sales("lost", 0, ("reason", "price")));
        _ann.Nights(29);
        Assert.Empty(_ann.Send(_ann.Visit(), _ann.Visit()).OfType<Decision.Qualified>());

        Assert.Equal(2, Assert.IsType<Decision.Qualified>(Assert.Single(_ann.Nights(1))).Epoch);
    }

    [Fact]
    public void Sales_may_take_up_a_lead_that_was_never_sent()
    {
        _ann.Send(_ann.Tell(("jobTitle", "VP"), ("company", "Acme")));

        _ann.Send(_ann.Sales("opportunity"));

        Assert.Equal((Stage.Opportunity, 0), (_ann.Life.Stage, _ann.Life.Epoch));
        Assert.Empty(_ann.Send(_ann.Visit(), _ann.Visit(), _ann.Visit()));
    }

    [Fact]
    public void Reports_for_another_model_are_ignored()
    {
        Qualify();

        _ann.Send(_ann.Sales("accepted", 0, ("model", "other")));
        Assert.Equal(Stage.Qualified, _ann.Life.Stage);
        _ann.Send(_ann.Sales("accepted", 0, ("model", "sales")));
        Assert.Equal(Stage.Accepted, _ann.Life.Stage);
    }

    private Domain.Events.LeadEvent Told() => _ann.Tell(("jobTitle", "VP Sales"), ("company", "Acme"));

    private void Qualify() => Assert.IsType<Decision.Qualified>(Assert.Single(_ann.Send(Told(), _ann.Visit(), _ann.Visit())));

    private static IEnumerable<int[]> Permutations(int count) => count == 0
        ? [[]]
        : Permutations(count - 1).SelectMany(rest => Enumerable.Range(0, count).Select(place => (int[])[.. rest[..place], count - 1, .. rest[place..]]));
}
