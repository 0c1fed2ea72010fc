using LeadScoring.Functions.Leads.Detail;

namespace LeadScoring.Functions.Leads.List;

/// <summary>A lead that passes a filter.</summary>
/// <param name="Item">With its figures under all models of the question.</param>
/// <param name="Passing">Those of its figures that pass; at least one.</param>
/// <param name="Score">The best of the passing figures.</param>
/// <param name="Place">On the work list: that of the best of the passing figures.</param>
internal sealed record FoundLead(LeadItem Item, IReadOnlyList<LeadModelItem> Passing, int Score, WorkPlace Place)
{
    /// <summary>The lead as it is shown; null when none of its figures passes.</summary>
    public static FoundLead? Of(BoardLead lead, LeadFilter filter)
    {
        var passing = lead.Figures.Where(filter.Takes).ToList();
        if (passing.Count == 0)
            return null;

        var item = LeadItems.Of(lead.Read, lead.Read.State!, lead.Figures);
        return new FoundLead(
            item,
            [.. item.Models.Where(shown => passing.Exists(figure => figure.Model.Id == shown.Model))],
            passing.Max(static figure => figure.Snapshot.Score),
            passing.Select(figure => new WorkPlace(figure.Snapshot.Priority, figure.Snapshot.Score, item.Id)).Min(WorkPlace.Order));
    }
}
