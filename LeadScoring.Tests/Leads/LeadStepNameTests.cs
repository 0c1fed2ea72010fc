using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.Leads;

/// <summary>What a step does about the names of a lead, and about one that was merged (ADR 7).</summary>
public sealed class LeadStepNameTests
{
    private readonly SteppedLead _ann = new();

    [Fact]
    public void A_new_name_asks_for_a_merge_and_a_known_one_does_not()
    {
        var named = SteppedLead.Identity(SteppedLead.Email, "v-1");
        var other = SteppedLead.Ids.Of(SteppedLead.Identity(visitor: "v-1"));

        var change = _ann.Take(_ann.As(named, "page.viewed"));

        Assert.Equal([new OutboxWork.Merge(other, Moves: true, At: SteppedLead.Noon)], change.Outbox.Select(static item => item.Work));
        Assert.Equal(new MergedLead(SteppedLead.Noon), change.State.Merged[other]);
        Assert.Empty(_ann.Take(_ann.As(named, "page.viewed")).Outbox);
    }

    [Fact]
    public void A_browser_that_somebody_else_uses_too_is_told_every_sign_in()
    {
        var named = SteppedLead.Identity(SteppedLead.Email, "v-1");
        var other = SteppedLead.Ids.Of(SteppedLead.Identity(visitor: "v-1"));
        _ann.Take(_ann.As(named, "page.viewed"));
        _ann.State = MergeRules.NoteDeparture(_ann.State!, other);

        var change = _ann.Take(_ann.As(named, "page.viewed"));

        Assert.Equal([new OutboxWork.Merge(other, Moves: true, At: SteppedLead.Noon)], change.Outbox.Select(static item => item.Work));
        Assert.True(change.State.Merged[other].HasLeft);
    }

    [Fact]
    public void A_changed_address_asks_for_the_merge_into_its_lead()
    {
        Assert.Equal(
            [new OutboxWork.ChangeAddress("ann@new.example", SteppedLead.Noon)],
            _ann.Take(_ann.Event(EventTypes.EmailChanged, (EventTypes.NewEmail, "Ann@NEW.example"))).Outbox.Select(static item => item.Work));
        Assert.Empty(_ann.Take(_ann.Event(EventTypes.EmailChanged, (EventTypes.NewEmail, SteppedLead.Email))).Outbox);
        Assert.Empty(_ann.Take(_ann.Event(EventTypes.EmailChanged, (EventTypes.NewEmail, "not an address"))).Outbox);
    }

    [Fact]
    public void A_merged_lead_hands_its_events_on_and_is_on_no_list()
    {
        _ann.Take(_ann.Profile(("jobTitle", "VP"), ("company", "Acme")), _ann.Visit());
        _ann.State = _ann.State! with { MergedInto = "other" };
        var (visit, form) = (_ann.Visit(), _ann.Event("form.submitted", ("form", "contact-us")));

        var change = _ann.Take(visit, form);

        var forward = Assert.IsType<OutboxWork.ForwardEvents>(Assert.Single(change.Outbox).Work);
        Assert.Equal("other", forward.Into);
        Assert.Equal([visit.EventKey, form.EventKey], forward.Events.AsEnumerable());
        Assert.Empty(change.Facts);
        Assert.Equal([false], change.Board.Select(static move => move.IsTaken));
        Assert.Empty(change.State.Board);
        Assert.Equal((default, default), (change.State.Night, change.State.Deadline));
    }
}
