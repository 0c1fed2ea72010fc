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
            [.. explanation.Ledger.Select(static line => new LedgerItem(line.Rule, line.Category, line.NewestDay, line.Matches, Points(line.Raw), Points(line.Points)))],
            explanation.Known,
            bench.Evaluator.NextChange(lead.Signals, lead.Profile, asOf));
    }

    private static FigureItem Item(Figure figure) => new(figure.Exact.ToString(), figure.Shown);

    private static decimal Points(MilliPoints points) => points.Points;
}
