using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>A disqualification by a rule is a state: it ends with what made it (docs/guide/hand-off.md#the-way-of-a-lead).</summary>
public sealed class RestoredTests
{
    private readonly LeadWalk _joe = new(SalesModel.Yaml);

    [Fact]
    public void When_the_data_are_put_right_the_lead_comes_back_by_itself()
    {
        Rival();

        Assert.Equal([new Decision.Restored("competitor")], _joe.Wait(1).Send(Right()).OfType<Decision.Restored>());
        Assert.Equal(Stage.Nurture, _joe.Life.Stage);
    }

    [Fact]
    public void It_is_sent_when_the_cool_down_since_the_disqualification_is_over()
    {
        Rival();
        _joe.Wait(1).Send(Right());
        _joe.Wait(28).Send(_joe.Visit(), _joe.Visit(), _joe.Visit());
        Assert.Equal(0, _joe.Life.Epoch);

        Assert.IsType<Decision.Qualified>(Assert.Single(_joe.Nights(1)));
    }

    [Fact]
    public void Without_a_cool_down_it_comes_back_and_is_sent_in_one_step()
    {
        var walk = new LeadWalk(SalesModel.With("coolDown: 30d", "coolDown: 0d"));
        walk.Send(walk.Tell(("email", "joe@rival.example"), ("jobTitle", "VP"), ("company", "Rival")), walk.Visit(), walk.Visit(), walk.Visit());

        Assert.Equal(["lead.restored", "lead.qualified"], walk.Send(walk.Tell(("email", "joe@acme.example"))).Select(static decision => decision.Type));
    }

    [Fact]
    public void A_version_without_the_rule_brings_it_back()
    {
        Rival();

        Assert.Equal([new Decision.Restored("competitor")], _joe.Publish(SalesModel.With("emailDomain: rival.example", "emailDomain: other.example")).OfType<Decision.Restored>());
    }

    [Fact]
    public void What_sales_said_stays_whatever_the_rules_say()
    {
        _joe.Send(_joe.Tell(("jobTitle", "VP"), ("company", "Acme")), _joe.Visit(), _joe.Visit());
        _joe.Send(_joe.Sales("unqualified", 0, ("reason", "no-need")));

        Assert.Empty(_joe.Wait(1).Send(Right()));
        Assert.Empty(_joe.Publish(SalesModel.With("emailDomain: rival.example", "emailDomain: other.example")));
        Assert.Equal(Stage.Disqualified, _joe.Life.Stage);
    }

    [Fact]
    public void Another_rule_takes_over_without_a_word()
    {
        var walk = new LeadWalk(SalesModel.With("reason: competitor }", "reason: competitor }\n  - { id: student, when: { jobTitle: { hasWord: student } } }"));
        walk.Send(walk.Tell(("email", "joe@rival.example")));
        Assert.Empty(walk.Send(walk.Tell(("email", "joe@acme.example"), ("jobTitle", "Student"))));

        Assert.Equal([new Decision.Restored("student")], walk.Send(walk.Tell(("jobTitle", "VP"))).OfType<Decision.Restored>());
    }

    [Fact]
    public void A_rule_about_time_lets_go_on_its_night()
    {
        var walk = new LeadWalk(SalesModel.With("when: { emailDomain: rival.example }", "when: { leftAt: { newerThan: 10d } }"));
        Assert.IsType<Decision.Disqualified>(Assert.Single(walk.Send(walk.Tell(("leftAt", "2026-03-01")))));

        var decisions = Enumerable.Range(3, 12).Select(day => (Day: day, Decided: walk.Nights(1))).Where(static night => night.Decided.OfType<Decision.Restored>().Any()).ToList();

        Assert.Equal(12, Assert.Single(decisions).Day);
    }

    [Fact]
    public void A_claim_disqualifies_nobody_and_proof_does()
    {
        Assert.Empty(_joe.Send(Claimed(_joe.Tell(("email", "joe@rival.example")))));
        Assert.NotEqual(Stage.Disqualified, _joe.Life.Stage);

        Assert.IsType<Decision.Disqualified>(Assert.Single(_joe.Send(_joe.Tell(("email", "joe@rival.example")))));
    }

    [Fact]
    public void A_claim_makes_nobody_a_persona_and_an_event_neither()
    {
        Assert.Empty(_joe.Send(Claimed(_joe.Tell(("jobTitle", "CRO"), ("employees", "800"))), Claimed(_joe.Event("event.attended", 0, ("eventKind", "partner-day")))));

        Assert.IsType<Decision.Qualified>(Assert.Single(_joe.Send(_joe.Event("event.attended", 0, ("eventKind", "partner-day")))));
    }

    [Fact]
    public void Points_of_strangers_take_nobody_to_sales_until_something_proves_the_lead()
    {
        Assert.DoesNotContain(
            _joe.Send(Claimed(_joe.Tell(("jobTitle", "VP"), ("company", "Acme"))), Claimed(_joe.Visit()), Claimed(_joe.Visit()), Claimed(_joe.Visit())), static decision => decision is Decision.Qualified);
        Assert.Equal("needs-proof", _joe.Life.Track);

        Assert.Equal("hot", Assert.IsType<Decision.Qualified>(Assert.Single(_joe.Send(_joe.Event("webinar.attended")))).Route);
    }

    [Fact]
    public void Mail_of_ours_proves_nobody()
    {
        _joe.Send(Claimed(_joe.Tell(("jobTitle", "VP"), ("company", "Acme"))), Claimed(_joe.Visit()), Claimed(_joe.Visit()));

        Assert.Empty(_joe.Send(_joe.Event("email.sent"), _joe.Event("email.delivered"), _joe.Event("email.unsubscribed")).OfType<Decision.Qualified>());
    }

    [Fact]
    public void Who_asks_to_be_called_is_called_whoever_says_so() =>
        Assert.Equal("contact-us", Assert.IsType<Decision.Qualified>(Assert.Single(_joe.Send(Claimed(_joe.Event("form.submitted", 0, ("form", "contact-us")))))).Route);

    private void Rival() => Assert.IsType<Decision.Disqualified>(Assert.Single(
        _joe.Send(_joe.Tell(("email", "joe@rival.example"), ("jobTitle", "VP"), ("company", "Rival")), _joe.Visit(), _joe.Visit(), _joe.Visit())));

    private LeadEvent Right() => _joe.Tell(("email", "joe@acme.example"));

    private static LeadEvent Claimed(LeadEvent e) => e with { IsClaimed = true };
}
