using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>A lead folded from its log.</summary>
public sealed record FoldedLead(LeadSignals Signals, LeadProfile Profile)
{
    /// <summary>What the proven events alone give; null where nothing is claimed, or where they were not folded by themselves.</summary>
    public FoldedLead? Proven { get; init; }

    /// <summary>
    /// Folds the events up to the end of <paramref name="asOf"/> in the model's time zone, in any order; later ones and repetitions of a (source, id) are left out
    /// (the first content met counts). What is doubted among them comes to nothing.
    /// </summary>
    public static FoldedLead Fold(ScoringModel model, IEnumerable<LeadEvent> events, Day asOf)
    {
        var folder = new LeadFolder(model);
        var seen = new HashSet<(string Source, string Id)>();
        var log = events.Where(e => seen.Add((e.Source, e.Id)) && model.Zone.DayOf(e.OccurredAt) <= asOf).ToList();
        var suspected = SuspicionFinder.Find(log.Where(static e => SuspicionFinder.IsRelevant(e.Type)).Select(static e => KeyValuePair.Create(EventIds.Of(e), e)));
        foreach (var e in log)
        {
            // Keys cost more than all the rest, and most logs have nothing to doubt.
            if (!suspected.IsEmpty && suspected.TryGetValue(EventIds.Of(e), out var suspect) && !suspect.IsOverruled)
                continue;
            folder.Add(e);
        }

        return folder.ToLead();
    }
}
