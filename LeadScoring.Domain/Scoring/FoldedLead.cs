using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Identity;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>A lead folded from its log.</summary>
public sealed record FoldedLead(LeadSignals Signals, LeadProfile Profile)
{
    /// <summary>
    /// Folds the events up to the end of <paramref name="asOf"/>, in any order; later ones and repetitions of a (source, id) are left out
    /// (the first content met counts). What is doubted among them comes to nothing.
    /// </summary>
    public static FoldedLead Fold(ScoringModel model, IEnumerable<LeadEvent> events, Day asOf)
    {
        var signals = new LeadSignals(model);
        var profile = LeadProfile.Empty;
        var seen = new HashSet<(string Source, string Id)>();
        var log = events.Where(e => seen.Add((e.Source, e.Id)) && e.Day <= asOf).ToList();
        var doubts = Suspicions.Of(log.Where(static e => Suspicions.Heed(e.Type)).Select(static e => KeyValuePair.Create(EventIds.Of(e), e)));
        foreach (var e in log)
        {
            // Keys cost more than all the rest, and most logs have nothing to doubt.
            if (!doubts.IsEmpty && doubts.TryGetValue(EventIds.Of(e), out var doubt) && !doubt.IsOverruled)
                continue;
            signals.Apply(e);
            profile = profile.With(e);
        }

        return new FoldedLead(signals, profile);
    }
}
