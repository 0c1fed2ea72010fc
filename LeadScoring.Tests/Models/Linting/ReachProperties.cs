using FsCheck;
using FsCheck.Fluent;

using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Golden;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Scoring;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Models.Linting;

/// <summary>Nothing that a lead reaches is called out of reach, and what a witness is said to reach it reaches. A failure prints the seed of the lead.</summary>
public sealed class ReachProperties
{
    private static readonly Arbitrary<RandomLead> Leads = Arb.From(Gen.Choose(0, int.MaxValue - 1).Select(RandomLead.Of), static lead => lead.Shrunk());

    [Fact]
    public void Figures_of_a_lead_lie_within_what_is_in_reach() => ForAll(static lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var categories = CategoryReach.Of(lead.Model, static _ => true);
        var reach = new RouteReach(model, categories, static _ => true);
        var folded = FoldedLead.Fold(model, lead.Log, lead.Newest);
        var card = new Scorecard(model);
        new Evaluator(model).Evaluate(folded.Signals, folded.Profile, lead.Newest, card);

        foreach (var (index, name) in lead.Model.Dimensions.SelectMany(static dimension => dimension.Categories).Select(static category => category.Name).Index())
            Assert.InRange(card.Categories[index].Value.Value, categories[name].Low, categories[name].High);
        foreach (var index in Enumerable.Range(0, card.Dimensions.Length))
            Assert.InRange(card.Dimensions[index].Shown, reach.Figures[RouteFields.FirstDimension + index].Low, reach.Figures[RouteFields.FirstDimension + index].High);
        Assert.InRange(card.Score.Shown, reach.Figures[RouteFields.Score].Low, reach.Figures[RouteFields.Score].High);
        Assert.Contains(card.Grade!.Value, reach.Figures.Grades);
        if (card.RouteIndex is { } route)
            Assert.True(reach.MayReach(route), lead.Model.Routes[route].Id);
    });

    [Fact]
    public void Lint_calls_no_route_or_grade_of_a_lead_out_of_reach() => ForAll(static lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        var findings = ModelLint.Check(lead.Model, model, Vocabulary.BuiltIn);
        var folded = FoldedLead.Fold(model, lead.Log, lead.Newest);
        var explanation = new Evaluator(model).Explain(folded.Signals, folded.Profile, lead.Newest);

        Assert.DoesNotContain(findings, problem => problem.Code == LintCodes.RouteOutOfReach && problem.Message.Contains($"'{explanation.RouteId}':", StringComparison.Ordinal));
        Assert.DoesNotContain(findings, problem => problem.Code == LintCodes.GradeOutOfReach && (problem.Message.Contains($"the letter {explanation.Grade!.Value.Letter}:", StringComparison.Ordinal) || problem.Message.Contains($"the number {explanation.Grade!.Value.Number}:", StringComparison.Ordinal)));
        // Claimed events and fast tracks aside, a rule with a line in the ledger can match.
        Assert.DoesNotContain(findings, problem => problem.Code is LintCodes.NeverHolds or LintCodes.OnlyFastTracked && explanation.Ledger.Any(line => line.RuleIndex is not null && problem.Message.StartsWith($"The rule '{line.Rule}'", StringComparison.Ordinal)));
    });

    [Fact]
    public void A_witness_reaches_what_it_is_said_to_reach() => ForAll(static lead =>
    {
        var model = ScoringModel.Compile(lead.Model);
        foreach (var witness in ModelLint.FindWitnesses(model, lead.Newest))
        {
            if (witness.Lead is not { } golden)
                continue;
            var (signals, profile) = GoldenLeads.Fold(model, golden, lead.Newest);
            var explanation = new Evaluator(model).Explain(signals, profile, lead.Newest);
            var reached = witness.Goal.Split(' ') switch
            {
                ["route", var route] => explanation.RouteId == route,
                ["letter", var letter] => $"{explanation.Grade!.Value.Letter}" == letter,
                ["number", var number] => $"{explanation.Grade!.Value.Number}" == number,
                _ => false,
            };
            Assert.True(reached, $"{witness.Goal}: {explanation.Grade} {explanation.RouteId}");
        }
    }, 60);

    private static void ForAll(Action<RandomLead> holds, int tests = 400) =>
        Prop.ForAll(Leads, lead => holds(lead)).Check(Config.QuickThrowOnFailure.WithMaxTest(tests));
}
