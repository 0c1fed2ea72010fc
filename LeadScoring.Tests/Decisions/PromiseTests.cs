using LeadScoring.Domain.Decisions;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>What is promised to a lead: 3 asked or urgent, 2 waits, 1 in work, 0 nothing; nobody calls one that is out.</summary>
public sealed class PromiseTests
{
    private readonly LeadWalk _ann = new(SalesModel.Yaml);

    [Fact]
    public void Nothing_is_promised_to_a_lead_that_marketing_has() => Assert.Equal(0, Promise.Of(Lifecycle.New, LeadWalk.Start));

    [Fact]
    public void A_hand_off_waits_and_is_urgent_on_its_last_day_and_after()
    {
        Warm();
        Assert.Equal(2, Now());
        Assert.Equal(LeadWalk.Start.AddDays(6), Promise.ChangeOf(_ann.Life, _ann.Now));

        Assert.Equal(2, Promise.Of(_ann.Life, LeadWalk.Start.AddDays(6).AddTicks(-1)));
        Assert.Equal(3, Promise.Of(_ann.Life, LeadWalk.Start.AddDays(6)));
        Assert.Null(Promise.ChangeOf(_ann.Life, LeadWalk.Start.AddDays(6)));
        Assert.Equal(3, Promise.Of(_ann.Life, LeadWalk.Start.AddDays(20)));
    }

    [Fact]
    public void A_lead_that_asked_or_is_of_a_kind_comes_first_until_it_is_answered()
    {
        _ann.Send(_ann.Event("form.submitted", 0, ("form", "call-back")));
        Assert.Equal(3, Now());
        Assert.Null(Promise.ChangeOf(_ann.Life, _ann.Now));

        // To accept is to promise a call, not to make it.
        _ann.Send(_ann.Sales("accepted"));
        Assert.Equal(3, Now());
        _ann.Send(_ann.Sales("attempted"));
        Assert.Equal(1, Now());
        _ann.Send(_ann.Sales("opportunity"));
        Assert.Equal(1, Now());
        _ann.Send(_ann.Sales("won"));
        Assert.Equal(0, Now());
    }

    [Theory]
    [InlineData("lost")]
    [InlineData("unqualified")]
    public void Nobody_calls_a_lead_that_is_out(string report)
    {
        Warm();
        _ann.Send(_ann.Sales(report));

        Assert.Null(Now());
    }

    private int? Now() => Promise.Of(_ann.Life, _ann.Now);

    private void Warm() => _ann.Send(_ann.Tell(("jobTitle", "VP"), ("company", "Acme")), _ann.Visit(), _ann.Visit());
}
