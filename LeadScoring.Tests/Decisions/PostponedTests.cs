using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>A lead says "call me again on that day" (docs/guide/hand-off.md#later-on-a-date): sales keeps it, and a promise runs.</summary>
public sealed class PostponedTests
{
    private const string FirstOfApril = "2026-04-01";

    private static readonly DateTimeOffset EndOfFirstOfApril = new(2026, 4, 1, 23, 59, 59, TimeSpan.Zero);

    private readonly LeadWalk _ann = new(SalesModel.Yaml);

    [Fact]
    public void A_postponed_lead_is_accepted_answered_and_to_be_called_by_the_end_of_the_day()
    {
        Qualify();

        Assert.Empty(_ann.Wait(1).Send(Later()));

        Assert.Equal((Stage.Accepted, true, LeadWalk.Start.AddDays(1)), (_ann.Life.Stage, _ann.Life.IsReached, _ann.Life.RespondedAt));
        Assert.Equal(new CallAgain(LeadWalk.Start.AddDays(1), EndOfFirstOfApril), _ann.Life.CallAgain);
        Assert.Equal((EndOfFirstOfApril, EndOfFirstOfApril, true), (_ann.Life.CallBy, _ann.Life.Deadline, _ann.Life.IsToBeCalled));
        // The first response is measured by the hand-off's own time, which stays.
        Assert.Equal(LeadWalk.Start.AddDays(7), _ann.Life.RespondBy);
    }

    [Fact]
    public void A_day_ends_in_the_zone_of_the_model_and_an_instant_is_itself()
    {
        var west = new LeadWalk(SalesModel.With("title: Sales", "title: Sales\ntimeZone: America/Los_Angeles"));
        Qualify(west);
        west.Send(Later(west));
        Assert.Equal(EndOfFirstOfApril.AddHours(7), west.Life.CallBy);

        west.Wait(1).Send(Later(west, "2026-04-01T15:30:00+02:00"));
        Assert.Equal(new DateTimeOffset(2026, 4, 1, 13, 30, 0, TimeSpan.Zero), west.Life.CallBy);
    }

    [Fact]
    public void Points_do_not_take_back_a_lead_that_wants_to_be_called_later()
    {
        Qualify();
        var cold = new LeadWalk(SalesModel.Yaml);
        Qualify(cold);
        cold.Send(cold.Sales("contacted"));
        Assert.Contains(cold.Nights(60), static decision => decision is Decision.Recycled);

        _ann.Send(Later(_ann, "2026-05-30"));

        Assert.Empty(_ann.Nights(60));
        Assert.Equal(Stage.Accepted, _ann.Life.Stage);
    }

    [Fact]
    public void Attempts_no_longer_lead_to_abandonment()
    {
        Qualify();
        _ann.Send(Later());

        for (var attempt = 0; attempt < 8; attempt++)
            Assert.Empty(_ann.Wait(0.1).Send(_ann.Sales("unreachable")));

        Assert.Equal(Stage.Accepted, _ann.Life.Stage);
    }

    [Fact]
    public void The_time_is_overdue_once_and_told_to_whom_the_route_names()
    {
        _ann.Send(Told(), _ann.Visit(), _ann.Visit(), _ann.Visit());
        _ann.Send(Later());

        Assert.Empty(_ann.Wait(30.6).Look());
        Assert.Equal(
            [new Decision.Overdue(1, "hot", Destination.Sales, EndOfFirstOfApril, "head-of-sales", IsCallAgain: true)],
            _ann.Wait(0.1).Look());
        Assert.Empty(_ann.Wait(0.1).Look());
        Assert.Empty(_ann.Nights(10));
        Assert.Null(_ann.Life.Deadline);
        Assert.Equal(EndOfFirstOfApril, _ann.Life.CallAgain!.By);
    }

    [Fact]
    public void Each_promise_that_is_not_kept_is_told()
    {
        Qualify();
        _ann.Send(Later(_ann, "2026-03-10"));
        Assert.Single(_ann.Wait(9).Look());

        _ann.Send(Later(_ann, "2026-03-20"));

        Assert.Empty(_ann.Wait(9).Look());
        Assert.True(Assert.IsType<Decision.Overdue>(Assert.Single(_ann.Wait(1).Look())).IsCallAgain);
    }

    [Theory]
    [InlineData("attempted")]
    [InlineData("unreachable")]
    [InlineData("contacted")]
    [InlineData("unqualified")]
    [InlineData("qualified")]
    [InlineData("opportunity")]
    [InlineData("won")]
    [InlineData("lost")]
    public void A_later_report_ends_the_promise(string kind)
    {
        Qualify();
        _ann.Send(Later());

        _ann.Wait(1).Send(_ann.Sales(kind));

        Assert.Null(_ann.Life.CallAgain);
        Assert.Null(_ann.Life.Deadline);
        Assert.DoesNotContain(_ann.Nights(60), static decision => decision is Decision.Overdue);
    }

    [Fact]
    public void To_accept_ends_no_promise()
    {
        Qualify();
        _ann.Send(Later());

        _ann.Wait(1).Send(_ann.Sales("accepted"));

        Assert.Equal(EndOfFirstOfApril, _ann.Life.CallBy);
    }

    [Theory]
    [InlineData("2026-03-20", "2026-03-20T23:59:59Z")]
    [InlineData("2026-05-01", "2026-05-01T23:59:59Z")]
    public void Another_date_replaces_the_one_before(string until, string by)
    {
        Qualify();
        _ann.Send(Later());

        _ann.Wait(1).Send(Later(_ann, until));

        Assert.Equal(DateTimeOffset.Parse(by, System.Globalization.CultureInfo.InvariantCulture), _ann.Life.CallBy);
    }

    [Fact]
    public void A_promise_that_is_told_late_counts_only_if_nothing_was_reported_since()
    {
        Qualify();
        _ann.Wait(2).Send(_ann.Sales("attempted"));

        _ann.Wait(1).Send(Later(_ann, FirstOfApril, daysAgo: 2));
        Assert.Equal((Stage.Accepted, null), (_ann.Life.Stage, _ann.Life.CallAgain));
        Assert.Equal(LeadWalk.Start.AddDays(1), _ann.Life.RespondedAt);

        _ann.Send(Later(_ann, FirstOfApril, daysAgo: 0.5));
        Assert.Equal(EndOfFirstOfApril, _ann.Life.CallBy);
        _ann.Send(_ann.Sales("unreachable", daysAgo: 0.6));
        Assert.Equal(EndOfFirstOfApril, _ann.Life.CallBy);
    }

    [Theory]
    [InlineData("qualified", Stage.SalesQualified)]
    [InlineData("opportunity", Stage.Opportunity)]
    public void A_lead_that_is_further_stays_there_and_is_called_again(string kind, Stage stage)
    {
        Qualify();
        _ann.Send(_ann.Sales(kind));

        _ann.Wait(1).Send(Later());

        Assert.Equal((stage, EndOfFirstOfApril), (_ann.Life.Stage, _ann.Life.CallBy));
        Assert.Contains(_ann.Wait(40).Look(), static decision => decision is Decision.Overdue { IsCallAgain: true });
    }

    [Fact]
    public void Where_sales_does_not_have_the_lead_nothing_changes()
    {
        _ann.Send(Told());
        var before = _ann.Life;
        Assert.Empty(_ann.Send(Later()));
        AssertNothingPromised(before);

        var refused = new LeadWalk(SalesModel.Yaml);
        Qualify(refused);
        refused.Send(refused.Sales("unqualified"));
        Assert.Empty(refused.Wait(1).Send(Later(refused)));
        Assert.Equal((Stage.Disqualified, null, null), (refused.Life.Stage, refused.Life.CallAgain, refused.Life.CallBy));

        Qualify();
        _ann.Send(_ann.Sales("won"));
        _ann.Wait(1).Send(Later());
        Assert.Equal((Stage.Customer, null, null), (_ann.Life.Stage, _ann.Life.CallBy, _ann.Life.Deadline));
    }

    [Fact]
    public void A_lead_that_sales_took_up_by_itself_is_called_again_too()
    {
        _ann.Send(Told());
        _ann.Send(_ann.Sales("accepted"));

        _ann.Send(Later());

        Assert.Equal(EndOfFirstOfApril, _ann.Life.CallBy);
        Assert.Equal([new Decision.Overdue(0, null, Destination.Sales, EndOfFirstOfApril, null, IsCallAgain: true)], _ann.Wait(40).Look());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("soon")]
    [InlineData("2026-03-01")]
    [InlineData("2028-03-04")]
    public void Without_a_usable_time_somebody_was_reached_and_nothing_is_promised(string? until)
    {
        Qualify();
        _ann.Send(Later());

        _ann.Wait(1).Send(until is null ? _ann.Sales("postponed") : Later(_ann, until));

        Assert.Equal((true, null), (_ann.Life.IsReached, _ann.Life.CallAgain));
    }

    [Fact]
    public void A_new_hand_off_begins_without_a_promise()
    {
        Qualify();
        _ann.Send(Later(_ann, "2027-03-01"));
        _ann.Wait(1).Send(_ann.Sales("lost"));
        _ann.Wait(31).Send(_ann.Visit(), _ann.Visit());

        Assert.Equal((2, Stage.Qualified, null), (_ann.Life.Epoch, _ann.Life.Stage, _ann.Life.CallAgain));
        _ann.Send(_ann.Sales("accepted"));
        Assert.Null(_ann.Life.CallAgain);
    }

    [Fact]
    public void A_promise_of_an_earlier_hand_off_is_kept_in_the_timeline_alone()
    {
        Qualify();
        _ann.Send(_ann.Sales("lost"));
        _ann.Wait(31).Send(_ann.Visit(), _ann.Visit());
        var before = _ann.Life;

        Assert.Empty(_ann.Send(Later(_ann, "2026-05-01", daysAgo: 20), _ann.Sales("postponed", 0, ("until", "2026-05-01"), ("epoch", "1"))));

        Assert.Equal(2, before.Epoch);
        AssertNothingPromised(before);
        Assert.Null(_ann.Life.RespondedAt);
    }

    [Fact]
    public void A_rule_that_disqualifies_the_lead_ends_the_promise_for_good()
    {
        Qualify();
        _ann.Send(Later());

        Assert.IsType<Decision.Disqualified>(Assert.Single(_ann.Wait(1).Send(_ann.Tell(("email", "joe@rival.example")))));
        Assert.Equal((null, null), (_ann.Life.CallAgain, _ann.Life.Deadline));

        _ann.Wait(1).Send(_ann.Sales("accepted"));
        Assert.Equal((Stage.Accepted, null), (_ann.Life.Stage, _ann.Life.CallAgain));
    }

    [Fact]
    public void After_a_better_route_its_response_time_goes_before_the_promise()
    {
        Qualify();
        _ann.Send(Later());

        Assert.IsType<Decision.Upgraded>(Assert.Single(_ann.Wait(1).Send(_ann.Visit(), _ann.Visit())));
        Assert.Equal((LeadWalk.Start.AddDays(3), EndOfFirstOfApril), (_ann.Life.CallBy, _ann.Life.CallAgain!.By));

        // The response is overdue, and until somebody answers nothing else is.
        Assert.Equal([false], _ann.Nights(60).OfType<Decision.Overdue>().Select(static overdue => overdue.IsCallAgain));
        _ann.Send(_ann.Sales("attempted"));
        Assert.Equal((null, null), (_ann.Life.CallBy, _ann.Life.CallAgain));
    }

    [Fact]
    public void After_a_better_route_without_a_response_time_the_promise_runs_on()
    {
        var walk = new LeadWalk(SalesModel.With("respondWithin: 2d, attempts: 6, escalate: head-of-sales", "escalate: head-of-sales"));
        Qualify(walk);
        walk.Send(Later(walk));
        Assert.IsType<Decision.Upgraded>(Assert.Single(walk.Wait(1).Send(walk.Visit(), walk.Visit())));

        Assert.Equal(EndOfFirstOfApril, walk.Life.CallBy);
        Assert.Equal(2, Promise.Of(walk.Life, walk.Now));
        Assert.Equal([new Decision.Overdue(1, "hot", Destination.Sales, EndOfFirstOfApril, "head-of-sales", IsCallAgain: true)], walk.Wait(40).Look().OfType<Decision.Overdue>());
    }

    [Fact]
    public void A_promise_is_urgent_on_its_last_day_and_after_and_before_that_in_work()
    {
        Qualify();
        _ann.Send(Later());

        Assert.Equal(1, Promise.Of(_ann.Life, EndOfFirstOfApril.AddDays(-1).AddTicks(-1)));
        Assert.Equal(3, Promise.Of(_ann.Life, EndOfFirstOfApril.AddDays(-1)));
        Assert.Equal(3, Promise.Of(_ann.Life, EndOfFirstOfApril.AddDays(20)));
        Assert.Equal(EndOfFirstOfApril.AddDays(-1), Promise.ChangeOf(_ann.Life, _ann.Now));
        Assert.Null(Promise.ChangeOf(_ann.Life, EndOfFirstOfApril.AddDays(-1)));

        // Who asked by itself comes first while nobody has answered, and like others afterwards.
        var asked = new LeadWalk(SalesModel.Yaml);
        asked.Send(asked.Event("form.submitted", 0, ("form", "contact-us")));
        asked.Send(Later(asked));
        Assert.Equal((1, EndOfFirstOfApril.AddDays(-1)), (Promise.Of(asked.Life, asked.Now), Promise.ChangeOf(asked.Life, asked.Now)));
    }

    [Fact]
    public void Of_two_leads_that_are_one_person_the_promise_to_either_is_kept()
    {
        Qualify();
        _ann.Send(Later());
        var other = new LeadWalk(SalesModel.Yaml);
        Qualify(other);
        other.Send(other.Sales("opportunity", daysAgo: 0.001));

        Assert.Equal((Stage.Opportunity, EndOfFirstOfApril), (Lifecycle.HandedOver(other.Life, _ann.Life).Stage, Lifecycle.HandedOver(other.Life, _ann.Life).CallBy));
        Assert.Equal(EndOfFirstOfApril, Lifecycle.HandedOver(_ann.Life, other.Life).CallBy);
        Assert.Equal(EndOfFirstOfApril, Lifecycle.HandedOver(_ann.Life, Lifecycle.New).CallBy);
        // What was reported of the other since then ends it.
        other.Wait(1).Send(other.Sales("attempted"));
        Assert.Null(Lifecycle.HandedOver(_ann.Life, other.Life).CallBy);
    }

    private void AssertNothingPromised(Lifecycle before)
    {
        Assert.Equal((before.Stage, before.IsReached, before.RespondedAt), (_ann.Life.Stage, _ann.Life.IsReached, _ann.Life.RespondedAt));
        Assert.Equal((null, before.CallBy), (_ann.Life.CallAgain, _ann.Life.CallBy));
    }

    private LeadEvent Later() => Later(_ann);

    private static LeadEvent Later(LeadWalk walk, string until = FirstOfApril, double daysAgo = 0) => walk.Sales("postponed", daysAgo, ("until", until));

    private LeadEvent Told() => _ann.Tell(("jobTitle", "VP Sales"), ("company", "Acme"));

    private void Qualify() => Qualify(_ann);

    private static void Qualify(LeadWalk walk) =>
        Assert.IsType<Decision.Qualified>(Assert.Single(walk.Send(walk.Tell(("jobTitle", "VP Sales"), ("company", "Acme")), walk.Visit(), walk.Visit())));
}
