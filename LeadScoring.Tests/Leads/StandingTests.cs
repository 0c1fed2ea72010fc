using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>What is shown of a lead is what was decided, with its reason.</summary>
public sealed class StandingTests
{
    private SteppedLead _ann = new();

    [Fact]
    public void A_lead_on_a_route_to_sales_was_handed_off_by_it()
    {
        HandOff();

        Assert.Equal(("sales", "sales", "qualified", "route", "warm"), Shown());
        Assert.Contains("is to answer by 2026-03-09 12:00 UTC", Of().Because.Text, StringComparison.Ordinal);
        _ann.Now = SteppedLead.Noon.AddDays(8);
        Assert.Contains("Nobody answered by 2026-03-09 12:00 UTC", Of().Because.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_request_to_be_called_is_with_sales_whatever_the_score()
    {
        _ann.Take(_ann.Event("form.submitted", ("form", "contact-us")));

        Assert.Equal(("sales", "sales", "qualified", "fast-track", "contact-us"), Shown());
        Assert.Equal("contact-us", Of().Route);
        Assert.Equal("nurture", Figures().Route);
    }

    [Fact]
    public void A_better_route_is_an_upgrade()
    {
        HandOff();
        _ann.Now += TimeSpan.FromHours(1);
        _ann.Take(_ann.Visit());

        Assert.Equal(("sales", "sales", "qualified", "upgrade", "hot"), Shown());
        Assert.Equal(_ann.Now, Of().Because.At);
    }

    [Fact]
    public void A_persona_hands_off_by_itself()
    {
        _ann.Take(_ann.Event("event.attended", ("eventKind", "partner-day")));

        Assert.Equal(("inside-sales", "inside-sales", "qualified", "persona", "partner"), Shown());
    }

    [Fact]
    public void A_rule_or_sales_disqualifies_and_the_lead_is_for_nobody()
    {
        _ann = new SteppedLead(SalesModel.With("emailDomain: rival.example", "emailDomain: acme.example"));
        HandOff();
        Assert.Equal(("marketing", "nobody", "disqualified", "rule", "competitor"), Shown());
        Assert.Equal("competitor", Of().Because.Reason);
        Assert.Equal(0, Figures().Priority);

        _ann = new SteppedLead();
        HandOff();
        _ann.Take(_ann.Event("sales.unqualified", ("reason", "student")));
        Assert.Equal(("marketing", "nobody", "disqualified", "feedback", null), Shown());
        Assert.Equal("student", Of().Because.Reason);
        // What the score alone would say stands beside it.
        Assert.Equal("warm", Figures().Route);
    }

    [Fact]
    public void A_gate_holds_back_and_says_what_is_missing()
    {
        _ann.Take(_ann.Profile(("jobTitle", "VP")), _ann.Visit(), _ann.Visit());

        Assert.Equal(("marketing", "nurture", "nurture", "gate", "needs-info"), Shown());
        Assert.Equal("company", Assert.Single(Of().Because.Missing));
    }

    [Fact]
    public void A_lead_that_came_back_waits_for_its_cool_down()
    {
        HandOff();
        for (var i = 0; i < 6; i++)
            _ann.Take(_ann.Event("sales.unreachable"));
        Assert.Equal(("marketing", "nurture", "nurture", "cool-down", "warm"), Shown());
        Assert.Equal(Day.Of(SteppedLead.Noon).AddDays(30), Of().Because.Until);

        // Since the hand-off it was never below.
        _ann.Now = SteppedLead.Noon.AddDays(31);
        _ann.Take(_ann.Visit(), _ann.Visit(), _ann.Visit());
        Assert.Equal("qualified", Shown().Stage);
    }

    [Fact]
    public void A_lost_deal_says_why_and_until_when()
    {
        HandOff();
        _ann.Take(_ann.Event("sales.lost", ("reason", "price")));

        Assert.Equal(("marketing", "nurture", "lost", "lost", null), Shown());
        Assert.Equal(("price", Day.Of(SteppedLead.Noon).AddDays(30)), (Of().Because.Reason, Of().Because.Until!.Value));
        Assert.Equal(0, Figures().Priority);
    }

    [Fact]
    public void A_model_that_assesses_hands_nobody_off()
    {
        _ann = new SteppedLead(SalesModel.With("title: Sales", "title: Sales\nmode: assess"));
        HandOff();

        Assert.Equal(("marketing", "nurture", "nurture", "assessing", "warm"), Shown());
    }

    [Fact]
    public void Whoever_cooled_down_says_that_it_came_back()
    {
        HandOff();
        _ann.Now = SteppedLead.Noon.AddDays(40);
        _ann.Take();

        Assert.Equal(("marketing", "nurture", "nurture", "route", "nurture"), Shown());
        Assert.Contains("came back from sales on 2026-04-11", Of().Because.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_kind_is_published() => Assert.All(
        (string[])["route", "fast-track", "persona", "upgrade", "feedback", "rule", "gate", "cool-down", "no-new-crossing", "assessing", "next-visit", "won", "lost"],
        static kind => Assert.Contains(kind, Because.Kinds));

    private void HandOff() => _ann.Take(_ann.Profile(("email", SteppedLead.Email), ("jobTitle", "VP"), ("company", "Acme")), _ann.Visit(), _ann.Visit());

    private ScoreSnapshot Figures() => _ann.Models["sales"].Snapshot!;

    private Standing Of() => Standing.Of(_ann.State!, _ann.Active[0].Model.Definition, _ann.State!.Lifecycles.GetValueOrDefault("sales", Lifecycle.New), Figures(), _ann.Now);

    private (string Owner, string To, string Stage, string Kind, string? Name) Shown() =>
        Of() is var standing ? (standing.Owner, standing.To, WireNames.For(standing.Stage), standing.Because.Kind, standing.Because.Name) : default;
}
