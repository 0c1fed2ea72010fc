using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Local.Demo.Leads;
using LeadScoring.Tests.Demo.Leads;

namespace LeadScoring.Tests.Samples;

public sealed class SampleScoreTests
{
    private static readonly DateOnly LastDay = new(2026, 11, 20);
    private static readonly Day Today = DemoEvents.DayOf(LastDay);

    public static TheoryData<string, string> ModelsAndDays()
    {
        var rows = new TheoryData<string, string>();
        foreach (var model in SampleFiles.ModelNames())
        {
            foreach (var day in (string[])["2026-11-20", "2024-02-29", "2031-01-01"])
                rows.Add(model, day);
        }

        return rows;
    }

    public static TheoryData<string> Models() => SampleFiles.Models();

    [Theory]
    [MemberData(nameof(ModelsAndDays))]
    public void All_golden_leads_of_a_sample_model_pass_on_any_day(string file, string day)
    {
        Assert.True(Day.TryParse(day, out var today));

        var results = GoldenLeads.Run(Model(file), today);

        Assert.NotEmpty(results);
        Assert.All(results, result => Assert.True(result.Passed, $"{result.Name}: {string.Join(", ", result.Figures.Where(figure => !figure.Passed))}"));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_rule_of_a_sample_model_is_met_by_a_golden_lead_or_by_the_demo(string file)
    {
        var model = Model(file);
        var golden = model.Definition.Tests.Select(lead => Explain(model, GoldenEvents.Of(lead, Today)));

        var met = golden.Concat(ExplainDemo(model, seed: 1).Select(lead => lead.Explanation))
            .SelectMany(explanation => explanation.Ledger)
            .Select(line => line.Rule);

        Assert.Empty(model.Definition.Rules.Select(rule => rule.Id).Except(met, StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_route_of_a_sample_model_is_taken_by_a_golden_lead_or_by_the_demo(string file)
    {
        var model = Model(file);
        var golden = model.Definition.Tests.Select(lead => Explain(model, GoldenEvents.Of(lead, Today)));

        var taken = golden.Concat(ExplainDemo(model, seed: 1).Select(lead => lead.Explanation)).Select(explanation => explanation.RouteId);

        Assert.Empty(model.Definition.Routes.Select(route => route.Id).Except(taken, StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public void Two_to_eight_of_a_hundred_demo_leads_go_to_sales(int seed)
    {
        var leads = ExplainDemo(Model("b2b-saas.yaml"), seed);

        Assert.Equal(300, leads.Count);
        Assert.InRange(Share(lead => lead.Destination is Destination.Sales or Destination.InsideSales), 2, 8);
        Assert.InRange(Share(lead => lead.Grade is { Letter: 'A', Number: <= 2 }), 1, 5);
        Assert.InRange(Share(lead => lead.Grade?.Letter == 'B'), 20, 50);
        Assert.InRange(Share(lead => lead.Grade?.Letter is 'C' or 'D'), 50, 75);

        double Share(Func<Explanation, bool> holds) => 100.0 * leads.Count(lead => holds(lead.Explanation)) / leads.Count;
    }

    [Fact]
    public void Hot_buyers_of_the_demo_reach_sales_and_students_and_competitors_do_not()
    {
        var leads = ExplainDemo(Model("b2b-saas.yaml"), seed: 1);
        var sent = leads.Where(lead => lead.Explanation.Destination is not Destination.Nurture).ToLookup(lead => lead.Persona);

        Assert.All(Enum.GetValues<DemoPersona>(), persona => Assert.True(sent[persona].Count() <= sent[DemoPersona.HotBuyer].Count(), $"{persona}"));
        Assert.Empty(sent[DemoPersona.Student]);
        Assert.Empty(sent[DemoPersona.Competitor]);
        Assert.Empty(sent[DemoPersona.EmailReader]);
        Assert.Empty(sent[DemoPersona.GoneQuiet]);
        Assert.Empty(sent[DemoPersona.AnonymousVisitor]);
    }

    [Fact]
    public void Every_demo_lead_that_asks_for_contact_is_on_the_fast_track()
    {
        var model = Model("b2b-saas.yaml");
        var asked = DemoLeads.Generate(LastDay, 1)
            .Where(demo => model.FastTrackOf(DemoEvents.Captured(demo)) is not null)
            .Select(demo => demo.Lead)
            .ToHashSet();

        var askers = DemoLeads.Cast(DemoSettings.BuiltIn(), 1, 300).Where(person => person.Persona == DemoPersona.ContactUs).Select(person => person.Identity);

        Assert.Equal(askers.ToHashSet(), asked);
    }

    private static ScoringModel Model(string file) => ScoringModel.Compile(ModelLoader.Load(SampleFiles.ModelText(file)).Definition!);

    private static List<(DemoPersona Persona, Explanation Explanation)> ExplainDemo(ScoringModel model, int seed)
    {
        var events = DemoLeads.Generate(LastDay, seed).ToLookup(demo => demo.Lead);
        return [.. DemoLeads.Cast(DemoSettings.BuiltIn(), seed, 300).Select(person => (person.Persona, Explain(model, events[person.Identity].Select(DemoEvents.Captured))))];
    }

    private static Explanation Explain(ScoringModel model, IEnumerable<LeadEvent> events)
    {
        var lead = FoldedLead.Fold(model, events, Today);
        return new Evaluator(model).Explain(lead.Signals, lead.Profile, Today);
    }
}
