using LeadScoring.Functions.Leads.Detail;

namespace LeadScoring.Functions.Leads.List;

/// <summary>A lead that passes a filter.</summary>
/// <param name="Item">With its figures under all models of the question.</param>
/// <param name="Passing">Those of its figures that pass; at least one.</param>
/// <param name="Place">That of the best of the passing figures in the order asked for.</param>
internal sealed record FoundLead(LeadItem Item, IReadOnlyList<LeadModelItem> Passing, WorkPlace Place)
{
    /// <summary>The lead as it is shown; null when none of its figures passes.</summary>
    public static FoundLead? Of(BoardLead lead, LeadFilter filter, LeadSort sort)
    {
        var passing = lead.Figures.Where(filter.Takes).ToList();
        if (passing.Count == 0)
            return null;

        var item = LeadItems.Of(lead.Read, lead.Read.State!, lead.Figures);
        // Where only the day is known, it begins the list of its day.
        var lastActivity = item.LastActivityAt is { } at ? new DateTimeOffset(at, TimeSpan.Zero) : item.LastActivity?.Start;
        if (!filter.Takes(lead.Read.State!, lastActivity))
            return null;
        return new FoundLead(
            item,
            [.. item.Models.Where(shown => passing.Exists(figure => figure.Model.Id == shown.Model))],
            passing.Select(figure => WorkPlace.Of(sort, item.Id, figure, lastActivity)).Min(WorkPlace.Order));
    }
}
