using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Scoring;

/// <summary>Whether a qualified lead stays qualified (docs/guide/hand-off.md#coming-back-to-marketing).</summary>
public sealed class MarginTests
{
    [Theory]
    [InlineData("score: { atLeast: 40 }", 6, true)]
    [InlineData("score: { atLeast: 42 }", 6, false)]
    [InlineData("engagement: { atLeast: 65 }", 6, true)]
    [InlineData("engagement: { atLeast: 66 }", 6, false)]
    [InlineData("category.website: { atLeast: 6.5 }", 6, true)]
    [InlineData("category.website: { above: 6.5 }", 6, false)]
    [InlineData("number: 1", 7, true)]
    [InlineData("number: 1", 6.9, false)]
    [InlineData("grade: D1", 7, true)]
    [InlineData("category.website: { below: 6 }", 5.9, true)]
    public void A_route_holds_with_the_margin_on_every_figure(string when, double points, bool qualifies)
    {
        var model = Examples.Model(
            FormattableString.Invariant($"- {{ rule: visit, category: website, on: page.viewed, points: {points} }}"),
            rest: $"routes: [ {{ id: warm, when: {{ {when} }}, to: inside-sales }}, {{ id: rest, to: nurture, when: {{ score: {{ atLeast: 0 }} }} }} ]\ngates: {{ required: [company] }}\nrequalify: {{ margin: 5 }}");

        Assert.Equal(qualifies, Qualifies(model));
    }

    private static bool Qualifies(ScoringModel model)
    {
        var lead = FoldedLead.Fold(model, [Examples.Event("page.viewed", 0)], Examples.Today);
        return new Evaluator(model).QualifiesWithMargin(lead.Signals, lead.Profile, Examples.Today);
    }
}
