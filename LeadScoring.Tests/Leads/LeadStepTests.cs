using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>One step about one lead (ARCHITECTURE.md#the-flow): what it stores, decides, files and asks for, each rule by itself.</summary>
public sealed class LeadStepTests
{
    private readonly SteppedLead _ann = new();

    [Fact]
    public void Events_join_the_log_in_order_with_their_numbers()
    {
        var (first, second, third) = (_ann.Visit(), _ann.Visit(), _ann.Visit());

        Assert.Equal([new(1, first), new(2, second)], _ann.Take(first, second).Stored.AsEnumerable());
        Assert.Equal([new(3, third)], _ann.Take(third).Stored.AsEnumerable());
        Assert.Equal(3, _ann.State!.Seq);
    }

    [Fact]
    public void A_step_with_nothing_new_changes_nothing()
    {
        _ann.Take(Vp(), _ann.Visit(), _ann.Visit());

        var change = _ann.Take();

        Assert.False(change.HasChanges);
        Assert.Empty(change.Facts);
        Assert.Empty(change.Outbox);
        Assert.Empty(change.Models);
        Assert.Empty(change.Board);
    }

    [Fact]
    public void Events_that_the_log_has_only_cease_to_wait()
    {
        var visit = _ann.Visit();
        _ann.Take(visit);

        var change = _ann.Drop(visit);

        Assert.True(change.HasChanges);
        Assert.Equal([visit], change.Dropped.AsEnumerable());
        Assert.Empty(change.Stored);
        Assert.Equal(_ann.State!.Seq, change.State.Seq);
    }

    [Fact]
    public void The_order_of_events_leaves_no_trace_in_signals_or_profile()
    {
        PendingEvent[] events = [Vp(), _ann.Visit(), _ann.Profile(("city", "Basel")), _ann.Visit()];
        var back = new SteppedLead();

        _ann.Take(events);
        back.Take([.. events.Reverse()]);

        Assert.Equal(_ann.Models["sales"].Signals, back.Models["sales"].Signals);
        Assert.Equal(_ann.State!.Profile, back.State!.Profile);
    }

    [Fact]
    public void While_events_wait_they_are_folded_and_nothing_is_decided_by_the_score()
    {
        var change = _ann.Take(isLast: false, Vp(), _ann.Visit(), _ann.Visit());

        Assert.True(change.State.Undecided);
        Assert.Empty(change.Facts);
        Assert.Null(change.Models["sales"].Snapshot);
        Assert.NotNull(change.Models["sales"].Signals);

        var last = _ann.Take();
        Assert.False(last.State.Undecided);
        Assert.IsType<Decision.Qualified>(Assert.Single(last.Facts).Fact.Decision);
    }

    [Fact]
    public void What_sales_reports_does_not_wait_for_other_events()
    {
        _ann.Take(Vp(), _ann.Visit(), _ann.Visit());

        _ann.Take(isLast: false, _ann.Event("sales.accepted"));

        Assert.Equal(Stage.Accepted, _ann.State!.Lifecycles["sales"].Stage);
    }

    [Fact]
    public void Each_decision_is_a_numbered_fact_with_its_message_behind_it()
    {
        var form = _ann.Event("form.submitted", ("form", "contact-us"));

        var change = _ann.Take(form);

        Assert.Equal(["lead.inquired", "lead.qualified"], change.Facts.Select(static item => item.Fact.Decision.Type).Take(2));
        Assert.Equal(Enumerable.Range(1, change.Facts.Length), change.Facts.Select(static item => item.Number));
        var messages = change.Outbox.Select(static item => Assert.IsType<OutboxWork.Publish>(item.Work).Context).ToList();
        Assert.Equal(change.Facts.Select(static item => (item.Number, item.Fact)), messages.Select(static message => (message.Number, message.Fact)));
        Assert.All(messages, message => Assert.Equal(message.Fact.Decision.EventKey is null ? null : form.Captured.Event, message.Cause));
    }

    [Fact]
    public void A_fact_says_on_which_events_and_which_day_it_was_taken()
    {
        var fact = Assert.Single(_ann.Take(Vp(), _ann.Visit(), _ann.Visit()).Facts).Fact;

        Assert.Equal(("sales", 1, SteppedLead.Noon, 3L, Day.Of(SteppedLead.Noon)), (fact.Model, fact.Version, fact.At, fact.Seq, fact.AsOf));
    }

    [Fact]
    public void Only_the_first_inquiry_is_told_and_a_late_one_is_not()
    {
        var late = SteppedLead.At(_ann.Event("form.submitted", ("form", "other")), SteppedLead.Noon.AddDays(-8));

        Assert.Empty(_ann.Take(late).Facts);
        Assert.Empty(_ann.Take(_ann.Event("form.submitted", ("form", "other"))).Facts);
        Assert.True(_ann.State!.HasInquired);
    }

    [Fact]
    public void Inquiries_are_not_told_while_every_model_only_assesses()
    {
        var ann = new SteppedLead(SalesModel.With("title: Sales", "title: Sales\nmode: assess"));

        Assert.Empty(ann.Take(ann.Event("form.submitted", ("form", "other"))).Facts);
    }

    [Fact]
    public void The_figures_of_a_day_are_kept_when_score_grade_or_route_change()
    {
        var history = Assert.Single(_ann.Take(Vp(), _ann.Visit()).History);

        Assert.Equal((Day.Of(SteppedLead.Noon), _ann.Models["sales"].Snapshot!.Score), (history.Day, history.Models["sales"].Score));
        Assert.Empty(_ann.Take(_ann.Event("unheard.of")).History);
    }

    [Fact]
    public void The_place_on_the_board_is_left_only_when_route_or_score_have_gone_far()
    {
        var first = _ann.Take(_ann.Visit());
        Assert.Equal([true], first.Board.Select(static move => move.IsTaken));

        // Half of 30 points are gone after ten days: less than five on the first night.
        _ann.Now = SteppedLead.Noon.AddDays(1);
        Assert.Empty(_ann.Take().Board);

        var moved = _ann.Take(Vp(), _ann.Visit(), _ann.Visit());
        Assert.Equal([true, false], moved.Board.Select(static move => move.IsTaken));
        Assert.Equal(first.Board[0].Place, moved.Board[1].Place);
        Assert.Equal(moved.Board[0].Place, moved.State.Board["sales"]);
    }

    [Fact]
    public void A_model_for_customers_has_no_place_for_a_prospect()
    {
        var ann = new SteppedLead(SalesModel.With("title: Sales", "title: Sales\naudience: customer"));

        Assert.Empty(ann.Take(ann.Visit(), ann.Visit()).Board);
        Assert.True(Assert.Single(ann.Take(ann.Event("sales.won")).Board).IsTaken);
    }

    [Fact]
    public void A_visit_is_filed_once_and_again_only_for_an_earlier_time()
    {
        var filed = _ann.Take(_ann.Visit()).DueNight;
        Assert.NotNull(filed);
        Assert.Equal(filed, _ann.State!.Night.Due);

        Assert.Null(_ann.Take(_ann.Event("unheard.of")).DueNight);
        Assert.Equal(filed, _ann.State!.Night.Indexed);

        // A hand-off has a time by which to respond, and its last day is urgent.
        var handedOff = _ann.Take(Vp(), _ann.Visit());
        Assert.Equal(SteppedLead.Noon.AddDays(6), handedOff.DueDeadline);
    }

    [Fact]
    public void A_day_ahead_of_the_clock_is_evaluated_and_two_are_refused()
    {
        _ann.Take(SteppedLead.At(_ann.Visit(), SteppedLead.Noon.AddDays(1)));
        Assert.Equal(Day.Of(SteppedLead.Noon).AddDays(1), _ann.Models["sales"].Snapshot!.AsOf);

        Assert.Throws<ClockException>(() => _ann.Take(SteppedLead.At(_ann.Visit(), SteppedLead.Noon.AddDays(2))));
    }

    private PendingEvent Vp() => _ann.Profile(("jobTitle", "VP"), ("company", "Acme"));
}
