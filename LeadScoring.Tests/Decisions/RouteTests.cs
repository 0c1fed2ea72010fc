using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Decisions;

/// <summary>Epochs: qualify, upgrade, recycle, come again (docs/guide/hand-off.md#the-way-of-a-lead).</summary>
public sealed class RouteTests
{
    private readonly LeadWalk _ann = new(SalesModel.Yaml);

    [Fact]
    public void A_lead_that_enters_a_sales_route_is_sent_once_with_its_response_time()
    {
        var sent = Assert.IsType<Decision.Qualified>(Assert.Single(Vp(2)));

        Assert.Equal(new Decision.Qualified(1, EpochCause.Route, "warm", Destination.Sales, LeadWalk.Start.AddDays(7), 6, null), sent);
        Assert.Empty(_ann.Send(_ann.Event("email.opened")));
    }

    [Fact]
    public void A_better_route_upgrades_and_starts_a_new_response_time()
    {
        Vp(2);
        _ann.Wait(1);

        var upgraded = Assert.IsType<Decision.Upgraded>(Assert.Single(_ann.Send(_ann.Visit())));

        Assert.Equal(new Decision.Upgraded(1, "warm", "hot", Destination.Sales, LeadWalk.Start.AddDays(3), 6), upgraded);
        Assert.Equal(1, _ann.Life.Epoch);
    }

    [Fact]
    public void A_lead_of_inside_sales_becomes_one_of_sales_when_its_title_is_known()
    {
        Assert.Equal("sdr", Assert.IsType<Decision.Qualified>(Assert.Single(_ann.Send(Told("Sales Manager"), _ann.Visit(), _ann.Visit(), _ann.Visit()))).Route);
        _ann.Send(_ann.Sales("accepted"));

        var upgraded = Assert.IsType<Decision.Upgraded>(Assert.Single(_ann.Send(_ann.Tell(("jobTitle", "VP Sales")))));

        Assert.Equal(("sdr", "hot", Destination.Sales), (upgraded.From, upgraded.Route, upgraded.To));
    }

    [Fact]
    public void A_worse_route_changes_nothing_while_the_epoch_is_open()
    {
        Vp(3);
        Assert.Equal("hot", _ann.Life.Route);

        Assert.Equal(["lead.overdue"], _ann.Nights(4).Select(static decision => decision.Type));
        Assert.Equal((Stage.Qualified, "hot"), (_ann.Life.Stage, _ann.Life.Route));
    }

    [Theory]
    [InlineData(0, 3)]
    [InlineData(5, 5)]
    public void A_lead_recycles_on_the_first_day_below_all_sales_routes_and_their_margin(int margin, int day)
    {
        // Two visits are 60, and warm wants 50: 49 after three days, 45 after four, 42 after five.
        var walk = new LeadWalk(SalesModel.With("margin: 5", $"margin: {margin}"));
        walk.Send(walk.Tell(("jobTitle", "VP"), ("company", "Acme")), walk.Visit(), walk.Visit());
        Assert.Empty(walk.Nights(day - 1));

        Assert.Equal([new Decision.Recycled(1, "warm")], walk.Nights(1));
        Assert.Equal((Stage.Nurture, "early"), (walk.Life.Stage, walk.Life.Track));
    }

    [Fact]
    public void A_recycled_lead_is_sent_again_after_the_cool_down_by_a_fresh_crossing()
    {
        Vp(2);
        _ann.Nights(9);
        Assert.Equal("lead.recycled", _ann.Told[^1]);

        // A crossing within the cool-down waits for its end.
        _ann.Wait(15).Send(_ann.Visit(), _ann.Visit(), _ann.Visit());
        Assert.Equal(1, _ann.Life.Epoch);
        _ann.Wait(10).Send(_ann.Visit(), _ann.Visit());
        Assert.Equal(1, _ann.Life.Epoch);

        Assert.Contains(_ann.Nights(6), static decision => decision is Decision.Qualified { Epoch: 2 });
    }

    [Fact]
    public void After_acceptance_decay_never_takes_a_lead_away()
    {
        Vp(2);
        _ann.Send(_ann.Sales("accepted"), _ann.Sales("attempted"));

        Assert.DoesNotContain(_ann.Nights(60), static decision => decision is Decision.Recycled);
        Assert.Equal(Stage.Accepted, _ann.Life.Stage);
    }

    [Fact]
    public void A_gate_holds_a_lead_back_and_says_what_is_missing()
    {
        var told = Assert.IsType<Decision.Routed>(Assert.Single(_ann.Send(_ann.Tell(("jobTitle", "VP")), _ann.Visit(), _ann.Visit())));
        Assert.Equal("needs-info", told.Track);

        Assert.IsType<Decision.Qualified>(Assert.Single(_ann.Send(_ann.Tell(("company", "Acme")))));
    }

    [Fact]
    public void A_lead_that_fell_below_between_two_visits_counts_as_a_fresh_crossing()
    {
        Vp(2);
        for (var attempt = 0; attempt < 6; attempt++)
            _ann.Send(_ann.Sales("unreachable"));
        Assert.Equal("lead.abandoned", _ann.Told[^1]);

        // No night was run: the visits find the lead as it is today without them.
        Assert.Contains(_ann.Wait(31).Send(_ann.Visit(), _ann.Visit()), static decision => decision is Decision.Qualified { Epoch: 2 });
    }

    [Fact]
    public void A_lead_that_never_fell_below_is_not_sent_again_after_it_was_abandoned()
    {
        Vp(2);
        for (var attempt = 0; attempt < 6; attempt++)
            _ann.Send(_ann.Sales("unreachable"));
        for (var day = 0; day < 40; day++)
            _ann.Wait(1).Send(_ann.Visit());

        Assert.Equal(1, _ann.Life.Epoch);
    }

    [Fact]
    public void Assessment_scores_and_publishes_nothing()
    {
        var walk = new LeadWalk(SalesModel.With("title: Sales", "title: Sales\nmode: assess"));

        Assert.Empty(walk.Send(walk.Tell(("jobTitle", "VP"), ("company", "Acme")), walk.Visit(), walk.Visit(), walk.Event("form.submitted", 0, ("form", "contact-us")), walk.Event("webinar.registered")));
        Assert.Empty(walk.Nights(10));
        Assert.Equal(0, walk.Life.Epoch);

        // Going live sends what is on a route then.
        walk.Send(walk.Visit(), walk.Visit(), walk.Visit());
        Assert.IsType<Decision.Qualified>(Assert.Single(walk.Publish(SalesModel.Yaml)));
    }

    [Fact]
    public void A_model_for_customers_starts_at_won_and_a_customer_may_buy_again()
    {
        var walk = new LeadWalk(SalesModel.With("title: Sales", "title: Sales\naudience: customer"));
        Assert.Empty(walk.Send(walk.Tell(("jobTitle", "VP"), ("company", "Acme")), walk.Visit(), walk.Visit()));

        Assert.IsType<Decision.Qualified>(Assert.Single(walk.Send(walk.Sales("won"))));
        Assert.Equal((Stage.Qualified, 1), (walk.Life.Stage, walk.Life.Epoch));

        walk.Send(walk.Sales("won"));
        Assert.Equal(Stage.Customer, walk.Life.Stage);
        walk.Nights(31);
        Assert.Contains(walk.Send(walk.Visit(), walk.Visit()), static decision => decision is Decision.Qualified { Epoch: 2 });
    }

    [Fact]
    public void A_model_for_prospects_publishes_nothing_about_a_customer()
    {
        var walk = new LeadWalk(SalesModel.With("title: Sales", "title: Sales\naudience: prospect"));
        walk.Send(walk.Tell(("jobTitle", "VP"), ("company", "Acme")), walk.Visit(), walk.Visit());
        walk.Send(walk.Sales("won"));

        Assert.Equal(Stage.Customer, walk.Life.Stage);
        Assert.Empty(walk.Send(walk.Visit(), walk.Visit(), walk.Event("form.submitted", 0, ("form", "contact-us"))));
        Assert.Empty(walk.Nights(60));
    }

    private Domain.Events.LeadEvent Told(string title) => _ann.Tell(("jobTitle", title), ("company", "Acme"));

    private IReadOnlyList<Decision> Vp(int visits) => _ann.Send([Told("VP Sales"), .. Enumerable.Range(0, visits).Select(_ => _ann.Visit())]);
}
