using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>Fast tracks, personas, follow-ups and automatic responses (docs/guide/hand-off.md#automatic-answers).</summary>
public sealed class SpeakingEventTests
{
    private readonly LeadWalk _bob = new(SalesModel.Yaml);

    [Fact]
    public void A_lead_that_asks_for_contact_goes_to_sales_at_once_whatever_its_score()
    {
        var sent = Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(_bob.Event("form.submitted", 0, ("form", "contact-us")))));

        Assert.Equal((EpochCause.FastTrack, "contact-us", LeadWalk.Start.AddHours(4), 3), (sent.Cause, sent.Route, sent.RespondBy, sent.Attempts));
        Assert.NotNull(sent.EventKey);
        Assert.Empty(_bob.Nights(60).OfType<Decision.Recycled>());
    }

    [Fact]
    public void A_lead_that_asks_again_is_a_signal()
    {
        _bob.Send(_bob.Event("form.submitted", 0, ("form", "contact-us")));

        var signal = Assert.IsType<Decision.Signal>(Assert.Single(_bob.Wait(0.1).Send(_bob.Event("form.submitted", 0, ("form", "contact-us")))));

        Assert.Equal((1, "contact-us"), (signal.Epoch, signal.FastTrack));
        _bob.Send(_bob.Sales("lost"));
        Assert.Equal(2, Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(_bob.Event("form.submitted", 0, ("form", "contact-us"))))).Epoch);
    }

    [Fact]
    public void A_fast_track_lead_of_inside_sales_is_upgraded_to_sales_by_a_route()
    {
        _bob.Send(_bob.Event("form.submitted", 0, ("form", "call-back")));

        Assert.Equal("call-back", Assert.IsType<Decision.Upgraded>(Assert.Single(_bob.Send(_bob.Tell(("jobTitle", "VP"), ("company", "Acme")), _bob.Visit(), _bob.Visit()))).From);
    }

    [Theory]
    [InlineData(7, 1)]
    [InlineData(7.01, 0)]
    public void An_event_that_arrives_too_late_only_counts(double daysAgo, int decisions)
    {
        Assert.Equal(decisions, _bob.Send(_bob.Event("form.submitted", daysAgo, ("form", "contact-us"))).Count);
        Assert.Equal(decisions, new LeadWalk(SalesModel.Yaml) is var other ? other.Send(other.Event("webinar.registered", daysAgo)).Count : -1);
        Assert.Equal(decisions, new LeadWalk(SalesModel.Yaml) is var fair ? fair.Send(fair.Event("event.attended", daysAgo, ("eventKind", "tradeshow"))).Count : -1);
    }

    [Fact]
    public void A_persona_that_the_profile_shows_goes_to_sales_when_it_begins_to_hold()
    {
        Assert.Empty(_bob.Send(_bob.Tell(("jobTitle", "CRO"))));

        var sent = Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(_bob.Tell(("employees", "800")))));
        Assert.Equal((EpochCause.Persona, "perfect", Destination.Sales, LeadWalk.Start.AddDays(1), 2), (sent.Cause, sent.Route, sent.To, sent.RespondBy, sent.Attempts));

        // It holds on, and says nothing more; abandoned, it is not sent again while it holds.
        Assert.Empty(_bob.Send(_bob.Tell(("city", "Oslo"))));
        _bob.Send(_bob.Sales("unreachable"), _bob.Sales("unreachable"));
        Assert.Equal("lead.abandoned", _bob.Told[^1]);
        Assert.Empty(_bob.Nights(40));
        Assert.Empty(_bob.Send(_bob.Tell(("employees", "8"))));
        Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(_bob.Tell(("employees", "900")))));
    }

    [Fact]
    public void A_persona_that_shows_when_sales_has_the_lead_is_a_signal()
    {
        _bob.Send(_bob.Event("form.submitted", 0, ("form", "contact-us")));

        Assert.Equal([new Decision.Signal(1, null, null, "perfect")], _bob.Send(_bob.Tell(("jobTitle", "CRO"), ("employees", "800"))));
    }

    [Fact]
    public void A_form_that_is_both_fast_track_and_persona_is_sent_once()
    {
        var form = _bob.Event("form.submitted", 0, ("form", "contact-us")) with { Profile = _bob.Tell(("jobTitle", "CRO"), ("employees", "800")).Profile };

        Assert.Equal(EpochCause.FastTrack, Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(form))).Cause);
    }

    [Fact]
    public void A_persona_that_an_event_shows_is_sent_at_once()
    {
        var sent = Assert.IsType<Decision.Qualified>(Assert.Single(_bob.Send(_bob.Event("event.attended", 0, ("eventKind", "partner-day")))));

        Assert.Equal((EpochCause.Persona, "partner", Destination.InsideSales), (sent.Cause, sent.Route, sent.To));
        Assert.NotNull(sent.EventKey);
    }

    [Fact]
    public void A_follow_up_is_requested_now_and_overdue_once()
    {
        var asked = Assert.IsType<Decision.FollowUpAsked>(Assert.Single(_bob.Send(_bob.Event("event.attended", 0, ("eventKind", "tradeshow")))));
        Assert.Equal(("tradeshow", RuleOwner.Marketing, LeadWalk.Start.AddDays(2)), (asked.Persona, asked.By, asked.DueBy));
        Assert.Equal(LeadWalk.Start.AddDays(2), _bob.Life.Deadline);

        Assert.Empty(_bob.Wait(2).Look());
        Assert.Equal([new Decision.FollowUpOverdue("tradeshow", RuleOwner.Marketing, LeadWalk.Start.AddDays(2))], _bob.Wait(0.01).Look());
        Assert.Empty(_bob.Nights(5));
    }

    [Fact]
    public void A_later_follow_up_is_requested_on_its_day_and_once()
    {
        var walk = new LeadWalk(SalesModel.With("followUp: { by: marketing, within: 2d }", "followUp: { by: sales, after: 30d }"));
        Assert.Empty(walk.Send(walk.Event("event.attended", 0, ("eventKind", "tradeshow"))));
        Assert.Equal(LeadWalk.Start.AddDays(30), walk.Life.Deadline);

        // A call in between is not the one that is meant.
        walk.Wait(10).Send(walk.Event("call.logged"));
        Assert.Empty(walk.Wait(20).Look());
        var asked = Assert.IsType<Decision.FollowUpAsked>(Assert.Single(walk.Wait(0.01).Look()));

        Assert.Equal(("tradeshow", RuleOwner.Sales, walk.Now.AddDays(1)), (asked.Persona, asked.By, asked.DueBy));
        Assert.Empty(walk.Life.FollowUps);
        Assert.Empty(walk.Nights(40));
    }

    [Theory]
    [InlineData("call.logged")]
    [InlineData("meeting.booked")]
    [InlineData("sales.attempted")]
    [InlineData("sales.contacted")]
    public void Any_contact_closes_the_follow_up(string type)
    {
        _bob.Send(_bob.Event("event.attended", 0, ("eventKind", "tradeshow")));

        _bob.Wait(1).Send(_bob.Event(type));

        Assert.Empty(_bob.Life.FollowUps);
        Assert.Empty(_bob.Wait(3).Look());
    }

    [Fact]
    public void A_call_before_the_fair_does_not_close_its_follow_up()
    {
        _bob.Send(_bob.Event("event.attended", 0, ("eventKind", "tradeshow")));

        _bob.Send(_bob.Event("call.logged", daysAgo: 1));

        Assert.Single(_bob.Life.FollowUps);
    }

    [Fact]
    public void Each_registration_is_answered_once()
    {
        var registration = _bob.Event("webinar.registered");

        Assert.Equal("thanks", Assert.IsType<Decision.Responded>(Assert.Single(_bob.Send(registration))).Response);
        Assert.Empty(_bob.Send(registration));
        Assert.IsType<Decision.Responded>(Assert.Single(_bob.Send(_bob.Event("webinar.registered"))));
    }

    [Fact]
    public void A_nurture_track_is_published_when_it_changes()
    {
        Assert.Equal([new Decision.Routed(null, "early")], _bob.Send(_bob.Visit()));
        Assert.Empty(_bob.Send(_bob.Event("email.opened")));

        Assert.Equal([new Decision.Routed("early", "nurture")], _bob.Nights(3));
    }
}
