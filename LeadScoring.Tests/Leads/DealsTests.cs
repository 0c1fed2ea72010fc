using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>Who is a customer is a fact of a lead and a model.</summary>
public sealed class DealsTests
{
    private const string Prospect = "title: Sales\naudience: prospect";

    [Fact]
    public void Winning_one_product_does_not_end_the_other()
    {
        var ann = Two(Prospect, Prospect);
        ann.Take(Told(ann), ann.Visit(), ann.Visit());
        Assert.Equal((Stage.Qualified, Stage.Qualified), Stages(ann));

        ann.Take(ann.Event("sales.won", ("model", "sales")));

        Assert.Equal((Stage.Customer, Stage.Qualified), Stages(ann));
        Assert.NotNull(Deals.WonAt(ann.State!, "sales"));
        Assert.Null(Deals.WonAt(ann.State!, "erp"));
        // The other goes on: a better route is told, a response that nobody gives too.
        Assert.Equal(["lead.upgraded"], Types(ann.Take(ann.Visit())));
        ann.Now += TimeSpan.FromDays(3);
        Assert.Equal(["lead.overdue"], Types(ann.Take()));
    }

    [Fact]
    public void A_prospect_of_any_model_ends_with_its_open_hand_off_not_before()
    {
        var ann = Two(Prospect, "title: Sales\naudience: { prospect: { until: any } }");
        ann.Take(Told(ann), ann.Visit(), ann.Visit());
        ann.Take(ann.Event("sales.won", ("model", "sales")));

        Assert.Equal(["lead.upgraded"], Types(ann.Take(ann.Visit())));
        Assert.Contains("erp", ann.State!.Board.Keys);

        // Used up: the hand-off ends, and no other begins, whatever the score.
        for (var i = 0; i < 6; i++)
            ann.Take(ann.Event("sales.unreachable", ("model", "erp")));
        ann.Now += TimeSpan.FromDays(40);
        Assert.DoesNotContain(Types(ann.Take(ann.Visit(), ann.Visit(), ann.Visit())), static type => type is "lead.qualified" or "lead.routed");
        Assert.DoesNotContain("erp", ann.State!.Board.Keys);
        Assert.Equal(BoardPlace.ShelfOf(Stage.Customer), ann.State!.Board["sales"].Route);
    }

    [Fact]
    public void A_report_that_names_no_model_is_about_the_hand_offs_that_there_were()
    {
        var ann = Two("title: Sales", "title: Sales\nmode: assess");
        ann.Take(Told(ann), ann.Visit(), ann.Visit());

        ann.Take(ann.Event("sales.won"));

        Assert.Equal((Stage.Customer, Stage.Nurture), Stages(ann));
        Assert.Null(Deals.WonAt(ann.State!, "erp"));
    }

    [Fact]
    public void Without_any_hand_off_such_a_report_is_about_the_person()
    {
        var ann = Two(Prospect, Prospect);
        ann.Take(ann.Event("sales.won"));

        Assert.All((string[])["sales", "erp"], model => Assert.NotNull(Deals.WonAt(ann.State!, model)));
        Assert.Empty(Types(ann.Take(Told(ann), ann.Visit(), ann.Visit())));
    }

    [Fact]
    public void A_deal_that_is_lost_later_is_won_no_longer_in_any_order()
    {
        foreach (var reversed in new[] { false, true })
        {
            var ann = Two(Prospect, Prospect);
            var (won, lost) = (ann.Event("sales.won", ("model", "sales")), SteppedLead.At(ann.Event("sales.lost", ("model", "sales")), SteppedLead.Noon.AddHours(2)));
            ann.Now += TimeSpan.FromHours(3);
            ann.Take(reversed ? lost : won);
            ann.Take(reversed ? won : lost);

            Assert.Null(Deals.WonAt(ann.State!, "sales"));
            Assert.Equal(Stage.Lost, ann.State!.Lifecycles["sales"].Stage);
        }
    }

    [Theory]
    [InlineData("customer", "erp", true)]
    [InlineData("{ customer: { of: [crm] } }", "erp", false)]
    [InlineData("{ customer: { of: [crm, erp] } }", "erp", true)]
    [InlineData("prospect", "erp", true)]
    [InlineData("prospect", "sales", false)]
    [InlineData("{ prospect: { until: any } }", "erp", false)]
    [InlineData("{ prospect: { until: [crm] } }", "sales", true)]
    [InlineData("everyone", "sales", true)]
    public void An_audience_asks_for_the_models_that_it_names(string audience, string won, bool includes)
    {
        var ann = new SteppedLead(SalesModel.With("title: Sales", $"title: Sales\naudience: {audience}"));
        ann.Take(ann.Event("sales.won", ("model", won)));

        Assert.Equal(includes, Deals.IsOfAudience(ann.State!, ann.Active[0].Model.Definition.Audience));
    }

    [Fact]
    public void A_state_of_an_older_app_asks_its_log()
    {
        var ann = Two(Prospect, Prospect);
        ann.Take(ann.Event("sales.won", ("model", "sales")));
        ann.State = ann.State! with { Deals = ann.State!.Deals.Clear() };

        // Until the log has told, the person is a customer of all, as before.
        Assert.NotNull(Deals.WonAt(ann.State, "erp"));
        var revision = ann.State.Revision;
        ann.Take(ann.Visit());
        Assert.Equal(revision + 1, ann.State!.Revision);
    }

    private static SteppedLead Two(string first, string second) => new(
        SalesModel.With("title: Sales", first),
        SalesModel.With("title: Sales", second).Replace("model: sales", "model: erp", StringComparison.Ordinal));

    private static PendingEvent Told(SteppedLead lead) => lead.Profile(("jobTitle", "VP"), ("company", "Acme"));

    private static (Stage Sales, Stage Erp) Stages(SteppedLead lead) =>
        (lead.State!.Lifecycles.GetValueOrDefault("sales", Lifecycle.New).Stage, lead.State.Lifecycles.GetValueOrDefault("erp", Lifecycle.New).Stage);

    private static IEnumerable<string> Types(LeadChange change) => change.Facts.Where(static fact => fact.Fact.Model == "erp").Select(static fact => fact.Fact.Decision.Type);
}
