using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Writes explanations as the API shows them.</summary>
internal static class Explanations
{
    public static ExplanationAnswer Of(string leadId, VersionedModel model, FoldedLead lead, Day asOf)
    {
        using var bench = model.Borrow();
        var explanation = bench.Evaluator.Explain(lead.Signals, lead.Profile, asOf);
        var proven = lead.Proven is { } folded ? bench.Second.Explain(folded.Signals, folded.Profile, asOf) : null;
        return new ExplanationAnswer(
            leadId,
            model.Id,
            model.Version,
            asOf,
            Item(explanation.Score),
            explanation.Grade.ToString(),
            explanation.RouteId,
            explanation.Missing,
            explanation.Dimensions.ToDictionary(static dimension => dimension.Name, static dimension => Item(dimension.Figure), StringComparer.Ordinal),
            explanation.Categories.ToDictionary(static category => category.Name, static category => new CategoryItem(Points(category.Sum), Points(category.Value)), StringComparer.Ordinal),
            [.. explanation.Ledger.Select(line => new LedgerItem(line.Rule, line.Category, line.NewestDay, line.Matches, Points(line.Raw), Points(line.Points), ClaimedOf(line, proven)))],
            explanation.Known,
            bench.Evaluator.NextChange(lead.Signals, lead.Profile, asOf),
            ProvenScore: proven?.Score.Shown,
            LeftOut: lead.Profile.LeftOut is { IsEmpty: false } leftOut ? leftOut : null);
    }

    // Of the matches that count, those that would not be there without claims; of a profile rule, one or none.
    private static long? ClaimedOf(LedgerLine line, Explanation? proven)
    {
        if (proven is null || line.RuleIndex is null)
            return null;
        var alone = proven.Ledger.FirstOrDefault(other => other.RuleIndex == line.RuleIndex);
        var claimed = line.NewestDay is null ? (alone is null ? 1 : 0) : line.Matches - (alone?.Matches ?? 0);
        return claimed > 0 ? claimed : null;
    }

    private static FigureItem Item(Figure figure) => new(figure.Exact.ToString(), figure.Shown);

    private static decimal Points(MilliPoints points) => points.Points;
}
