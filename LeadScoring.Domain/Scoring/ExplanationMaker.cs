using System.Collections.Immutable;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Makes the lasting form of an evaluation.</summary>
internal static class ExplanationMaker
{
    public static Explanation Make(Scorecard card, RuleOutcome[] outcomes)
    {
        var definition = card.Model.Definition;
        ImmutableArray<CategoryResult> categories =
        [
            .. definition.Categories.Select((category, index) => new CategoryResult(
                category.Name,
                category.Dimension,
                card.CategoryFigures[index].Sum,
                card.CategoryFigures[index].Value)),
        ];
        return new Explanation
        {
            Model = definition.Id,
            AsOf = card.AsOf,
            Ledger = [.. RuleLines(card, outcomes), .. categories.Where(category => category.Sum != category.Value).Select(ClampLine)],
            Categories = categories,
            Dimensions = [.. definition.Dimensions.Select((dimension, index) => new DimensionResult(dimension.Name, card.DimensionFigures[index]))],
            Score = card.Score,
            Grade = card.Grade,
            Progress = card.Progress,
            Target = definition.Points?.Target,
            RouteId = card.RouteId,
            RouteIndex = card.RouteIndex,
            HeldBack = card.HeldBack,
            Destination = card.Destination,
            Missing = card.Missing,
            Known = card.Known,
            LastActivity = card.LastActivity,
        };
    }

    private static IEnumerable<LedgerLine> RuleLines(Scorecard card, RuleOutcome[] outcomes)
    {
        for (var i = 0; i < outcomes.Length; i++)
        {
            if (!card.Matched.Has(i))
                continue;
            var outcome = outcomes[i];
            var rule = card.Model.Definition.Rules[i];
            yield return new LedgerLine(
                rule.Id,
                rule.Title ?? rule.Id,
                rule.Category,
                outcome.Newest == RuleOutcome.NoDay ? null : new Day(outcome.Newest),
                outcome.Matches,
                new MilliPoints(outcome.Raw),
                new MilliPoints(outcome.Points),
                i);
        }
    }

    private static LedgerLine ClampLine(CategoryResult category)
    {
        var cut = category.Value - category.Sum;
        return new LedgerLine(LedgerLine.Clamp, LedgerLine.Clamp, category.Name, null, 0, cut, cut, null);
    }
}
