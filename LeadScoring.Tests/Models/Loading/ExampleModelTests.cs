using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Models.Loading;

/// <summary>Every part of the example document becomes the right part of the definition.</summary>
public sealed class ExampleModelTests
{
    private static readonly ModelDefinition Model = Load();

    [Fact]
    public void The_head_of_the_example_model_is_read() => Assert.Equal(
        ("crm-suite", "CRM suite, mid-market", AudienceKind.Prospect, ModelMode.Live, new MilliPoints(10_000), 90),
        (Model.Id, Model.Title, Model.Audience.Kind, Model.Mode, Model.Scale, Model.ReviewEveryDays));

    [Fact]
    public void Dimensions_are_read_in_order_with_decay_and_inactivity()
    {
        Assert.Equal([("fit", 40m), ("engagement", 60m), ("need", 0m)], Model.Dimensions.Select(dimension => (dimension.Name, dimension.Weight)));
        Assert.Equal([("role", 3m), ("company", 3m), ("quality", 1m)], Model.Dimensions[0].Categories.Select(category => (category.Name, category.Weight)));
        Assert.Equal(((Decay?)null, (Inactivity?)null), (Model.Dimensions[0].Decay, Model.Dimensions[0].Inactivity));
        Assert.Equal((new Decay.HalfLife(30), new Inactivity(30, 30, 25)), (Model.Dimensions[1].Decay, Model.Dimensions[1].Inactivity));
        Assert.Equal(new SourcePosition(9, 3), Model.Dimensions[0].At);
        Assert.Equal(new SourcePosition(11, 19), Model.Dimensions[0].Categories[0].At);
    }

    [Fact]
    public void Ignored_events_are_read()
    {
        var ignored = Assert.Single(Model.Ignore);
        Assert.Equal(["page.viewed"], ignored.On.AsEnumerable());
        AssertTest(ignored.Where, "path", Operator.StartsWith, "/careers", "/investors");
    }

    [Fact]
    public void Rules_are_read_in_order() => Assert.Equal(
        [
            "senior-title:role", "influencer-title:role", "company-size:company", "free-mail:quality", "pricing-page:website", "whitepaper:content",
            "unsubscribed:email", "pricing-obsessed:website", "gone-quiet-by-mail:email", "researching-influencer:content",
        ],
        Model.Rules.Select(rule => $"{rule.Id}:{rule.Category}"));

    [Fact]
    public void Profile_rules_are_read()
    {
        var title = Rule<Rule.Profile>("senior-title");
        AssertTest(Assert.Single(title.Tiers).When, "jobTitle", Operator.HasWord, "chief", "vp", "director", "head of");
        Assert.Equal(new MilliPoints(8000), title.Tiers[0].Points);
        AssertTest(Rule<Rule.Profile>("free-mail").Tiers[0].When, "emailKind", Operator.Is, "free", "disposable");
    }

    [Fact]
    public void Tiers_are_read()
    {
        var size = Rule<Rule.Profile>("company-size");
        Assert.Equal([10_000, 6000, -5000], size.Tiers.Select(tier => tier.Points.Value));
        AssertTest(size.Tiers[0].When, "employees", Operator.AtLeast, "1000");
        AssertTest(size.Tiers[2].When, "employees", Operator.Below, "10");
    }

    [Fact]
    public void Event_rules_are_read()
    {
        var pricing = Rule<Rule.Event>("pricing-page");
        Assert.Equal(["page.viewed"], pricing.Filter.On.AsEnumerable());
        AssertTest(pricing.Filter.Where, "path", Operator.StartsWith, "/pricing");
        Assert.Equal((new MilliPoints(2000), 2, null, null, null, null), (pricing.Points, pricing.PerDay, pricing.Newest, pricing.WithinDays, pricing.Decay, pricing.While));
        Assert.Equal(new CountMode.Each(), pricing.Count);
        Assert.Equal(new CountMode.Distinct("asset"), Rule<Rule.Event>("whitepaper").Count);
        Assert.Equal((new CountMode.Once(), new MilliPoints(-8000)), (Rule<Rule.Event>("unsubscribed").Count, Rule<Rule.Event>("unsubscribed").Points));
    }

    [Fact]
    public void Band_silence_and_combination_rules_are_read()
    {
        var band = Rule<Rule.Band>("pricing-obsessed");
        Assert.Equal((new Measure.Count(), 90), (band.Of, band.WithinDays));
        Assert.Equal([new BandStep(3, new MilliPoints(2000)), new BandStep(15, new MilliPoints(6000))], band.Steps.AsEnumerable());
        var silence = Rule<Rule.Silence>("gone-quiet-by-mail");
        Assert.Equal(["email.opened"], silence.Of.AsEnumerable());
        Assert.False(silence.OrNever);
        Assert.Equal([new SilenceStep(90, new MilliPoints(-3000)), new SilenceStep(180, new MilliPoints(-6000))], silence.Steps.AsEnumerable());
        var combination = Rule<Rule.Combination>("researching-influencer");
        Assert.Equal(["whitepaper", "influencer-title"], combination.Together.AsEnumerable());
        Assert.Equal((30, new MilliPoints(4000), null), (combination.WithinDays, combination.Points, combination.Decay));
    }

    [Fact]
    public void Fast_tracks_personas_disqualification_and_responses_are_read()
    {
        var fast = Assert.Single(Model.FastTracks);
        Assert.Equal(("contact-us", Destination.Sales, TimeSpan.FromHours(4), null), (fast.Id, fast.To, fast.RespondWithin, fast.Attempts));
        AssertTest(fast.Filter.Where, "form", Operator.Is, "contact-us", "request-demo");
        var perfect = Model.Personas[0];
        Assert.Equal(("perfect-lead", Destination.Sales, TimeSpan.FromDays(1), null, null), (perfect.Id, perfect.To, perfect.RespondWithin, perfect.On, perfect.FollowUp));
        Assert.Equal(2, Assert.IsType<Condition.All>(perfect.When).Items.Length);
        var tradeshow = Model.Personas[1];
        Assert.Equal(("tradeshow", null, null, new FollowUp(RuleOwner.Marketing, TimeSpan.FromDays(2))), (tradeshow.Id, tradeshow.To, tradeshow.When, tradeshow.FollowUp));
        Assert.Equal(["event.attended"], tradeshow.On!.On.AsEnumerable());
        var competitor = Assert.Single(Model.Disqualify);
        Assert.Equal(("competitor", "competitor"), (competitor.Id, competitor.Reason));
        AssertTest(competitor.When, "emailDomain", Operator.Is, "rival.example");
        Assert.Equal(("thanks-for-registering", "webinar.registered"), (Model.Responses[0].Id, Model.Responses[0].Filter.On[0]));
    }

    [Fact]
    public void Grades_are_read()
    {
        Assert.Equal(("fit", "engagement"), (Model.Grades!.Letter, Model.Grades!.Number));
        Assert.Equal([75m, 50m, 25m], Model.Grades!.LetterBounds.AsEnumerable());
        Assert.Equal([75m, 50m, 25m], Model.Grades!.NumberBounds.AsEnumerable());
    }

    [Fact]
    public void Routes_are_read()
    {
        Assert.Equal(
            [
                ("hot", Destination.Sales, 2, 6), ("warm", Destination.Sales, 7, 6), ("sdr", Destination.InsideSales, 3, 4),
                ("content-led", Destination.InsideSales, 3, 4), ("early", Destination.Nurture, null, null),
            ],
            Model.Routes.Select(route => (route.Id, route.To, route.RespondWithin?.Days, route.Attempts)));
        AssertTest(Model.Routes[0].When, "grade", Operator.Is, "A1");
        var led = Assert.IsType<Condition.All>(Model.Routes[3].When);
        AssertTest(led.Items[0], "category.content", Operator.AtLeast, "6");
        AssertTest(led.Items[1], "fit", Operator.AtLeast, "50");
    }

    [Fact]
    public void Gates_requalification_and_priority_are_read()
    {
        Assert.Equal(["email", "company"], Model.Gates.Required.AsEnumerable());
        Assert.Equal((60, new Requalify(5, 30), new PriorityWeights(1, 1, 1, 1, 1)), (Model.Gates.ActiveWithinDays, Model.Requalify, Model.Priority));
    }

    [Fact]
    public void Golden_leads_are_read()
    {
        var lead = Assert.Single(Model.Tests);
        Assert.Equal("vp-with-two-visits", lead.Name);
        Assert.Equal([new("jobTitle", "VP Operations"), new("employees", "800")], lead.Profile.AsEnumerable());
        Assert.Equal([("page.viewed", 1, 1), ("page.viewed", 2, 1)], lead.Events.Select(e => (e.Type, e.DaysAgo, e.Times)));
        Assert.Equal([new("path", "/pricing")], lead.Events[0].Properties.AsEnumerable());
        Assert.Equal(("B4", "early", null), (lead.Expect.Grade, lead.Expect.Route, lead.Expect.Score));
        Assert.True(lead.Expect.Dimensions.IsEmpty && lead.Expect.Categories.IsEmpty && lead.Expect.Matched.IsEmpty);
    }

    private static T Rule<T>(string id)
        where T : Rule =>
        Assert.IsType<T>(Assert.Single(Model.Rules, rule => rule.Id == id));

    private static void AssertTest(Condition? condition, string field, Operator op, params string[] operands)
    {
        var test = Assert.IsType<Condition.Test>(condition);
        Assert.Equal((field, op), (test.Field, test.Operator));
        Assert.Equal(operands, test.Operands.AsEnumerable());
    }

    private static ModelDefinition Load()
    {
        var result = ModelLoader.Load(ExampleModel.Text);
        Assert.Empty(result.Problems);
        return result.Definition!;
    }
}
