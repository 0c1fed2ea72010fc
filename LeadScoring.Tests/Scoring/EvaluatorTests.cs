using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

public sealed class EvaluatorTests
{
    private const string Rules = """
        - { rule: visit, category: website, on: page.viewed, where: { path: { startsWith: /pricing } }, points: 2, perDay: 2, decay: { halfLife: 14d } }
        - { rule: pages, category: website, on: page.viewed, bands: { of: { distinct: path }, within: 30d, steps: [ { atLeast: 2, points: 1 } ] } }
        - { rule: title, category: role, when: { jobTitle: { hasWord: vp } }, points: 5 }
        """;

    private const string Inactivity = ", inactivity: { after: 30d, every: 30d, lose: 25% }";

    [Fact]
    public void Applying_evaluating_and_looking_ahead_allocate_nothing_in_the_steady_state()
    {
        var model = Examples.Model(Rules, Inactivity, "routes: [ { id: hot, when: { grade: [A1, B1], matched: { contains: visit } }, to: sales } ]");
        AssertAllocatesNothing(model);
    }

    /// <summary>Applies page views and evaluates after each, until nothing is new.</summary>
    internal static void AssertAllocatesNothing(ScoringModel model)
    {
        LeadEvent[] events = [.. Enumerable.Range(0, 200).Select(static i => Examples.Event("page.viewed", 200 - i, ("path", i % 3 == 0 ? "/pricing" : "/docs"), ("n", $"{i}")))];
        var lead = FoldedLead.Fold(model, [Examples.Told(1, ("jobTitle", "VP")), .. events], Examples.Today);
        var evaluator = new Evaluator(model);
        var card = new Scorecard(model);
        long Allocated()
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var e in events)
            {
                lead.Signals.Apply(e);
                evaluator.Evaluate(lead.Signals, lead.Profile, Examples.Today, card);
                evaluator.NextChange(lead.Signals, lead.Profile, Examples.Today);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        }

        for (var i = 0; i < 40; i++)
            Allocated();

        Assert.Equal(0, Allocated());
    }

    [Fact]
    public void A_day_before_the_newest_event_is_refused_with_what_to_do()
    {
        var model = Examples.Model(Rules);
        var lead = FoldedLead.Fold(model, [Examples.Event("page.viewed", 3)], Examples.Today);

        var refused = Assert.Throws<ArgumentOutOfRangeException>(() => new Evaluator(model).Explain(lead.Signals, lead.Profile, Examples.Today.AddDays(-4)));

        Assert.Contains("fold the log", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Weights_of_many_digits_give_exact_figures()
    {
        var definition = Examples.Model("- { rule: v, category: website, on: a.b, points: 5 }").Definition;
        var long1 = 0.3333333333333333333333333333m;
        var long2 = 0.6666666666666666666666666667m;
        definition = definition with
        {
            Dimensions =
            [
                new Dimension("fit", long1, [new Category("role", 1)], null, null),
                new Dimension("engagement", long2, [new Category("website", long1), new Category("other", long2)], null, null),
            ],
        };
        var model = ScoringModel.Compile(definition);
        var lead = FoldedLead.Fold(model, [Examples.Event("a.b", 1)], Examples.Today);

        var explanation = new Evaluator(model).Explain(lead.Signals, lead.Profile, Examples.Today);

        Assert.Equal("16.666667", explanation.Dimensions[1].Figure.Exact.ToString());
        Assert.Equal(17, explanation.Dimensions[1].Figure.Shown);
        Assert.Equal(16.666666666666666666666666665m, explanation.Dimensions[1].Figure.Exact.ToDecimal(27));
    }

    [Fact]
    public void The_first_day_of_any_difference_is_found_and_days_beyond_rest_are_not_asked()
    {
        var model = Examples.Model("- { rule: visit, category: website, on: page.viewed, points: 2, within: 10d }");
        var lead = FoldedLead.Fold(model, [Examples.Event("page.viewed", 0)], Examples.Today);
        var evaluator = new Evaluator(model);
        var asked = 0;

        var first = evaluator.FirstDay(lead.Signals, lead.Profile, Examples.Today, 400, card => card.Categories[1].Value.Value == 0);
        var never = evaluator.FirstDay(lead.Signals, lead.Profile, Examples.Today, 400, _ => ++asked < 0);

        Assert.Equal(Examples.Today.AddDays(11), first);
        Assert.Null(never);
        Assert.Equal(11, asked);
        Assert.True(evaluator.CanStillChange(lead.Signals, lead.Profile, Examples.Today, 10));
        Assert.False(evaluator.CanStillChange(lead.Signals, lead.Profile, Examples.Today, 11));
    }

    [Fact]
    public void One_model_serves_many_threads()
    {
        var model = Examples.Model(Rules, Inactivity);
        LeadEvent[] events = [.. Enumerable.Range(0, 100).Select(i => Examples.Event("page.viewed", 150 - i, ("path", $"/pricing{i % 7}")))];
        var expected = Score(model, events);

        Parallel.For(0, 200, _ => Assert.Equal(expected, Score(model, events)));
    }

    private static string Score(ScoringModel model, LeadEvent[] events)
    {
        var signals = new LeadSignals(model);
        foreach (var e in events)
            signals.Apply(e);
        return FigureText.Of(new Evaluator(model).Explain(signals, LeadProfile.Empty, Examples.Today), null);
    }
}
