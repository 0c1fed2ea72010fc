using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>A lead folded from its log.</summary>
public sealed record FoldedLead(LeadSignals Signals, LeadProfile Profile)
{
    /// <summary>
    /// Folds the events up to the end of <paramref name="asOf"/>, in any order; later ones and repetitions of a (source, id) are left out
    /// (the first content met counts).
    /// </summary>
    public static FoldedLead Fold(ScoringModel model, IEnumerable<LeadEvent> events, Day asOf)
    {
        var signals = new LeadSignals(model);
        var profile = LeadProfile.Empty;
        var seen = new HashSet<(string Source, string Id)>();
        foreach (var e in events)
        {
            if (!seen.Add((e.Source, e.Id)) || e.Day > asOf)
                continue;
            signals.Apply(e);
            profile = profile.With(e);
        }

        return new FoldedLead(signals, profile);
    }
}
