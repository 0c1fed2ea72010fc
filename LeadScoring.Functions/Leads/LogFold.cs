using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads;

/// <summary>Makes a lead's signals and profile of a day, or under another version, from its log. Memory does not grow with the log.</summary>
public sealed class LogFold(LeadStore leads)
{
    /// <summary>Folds the events up to the end of a day; the log holds each event once.</summary>
    /// <returns>The fold and how many events the log had.</returns>
    public async Task<(FoldedLead Lead, long Events)> Run(string leadId, VersionedModel model, Day asOf, CancellationToken cancellation)
    {
        var signals = new LeadSignals(model.Model);
        var profile = LeadProfile.Empty;
        long events = 0;
        await foreach (var page in leads.ReadLog(leadId, null, cancellation))
        {
            events += page.Count;
            foreach (var logged in page)
            {
                if (logged.Captured.Event.Day > asOf)
                    continue;
                signals.Apply(logged.Captured.Event);
                profile = profile.With(logged.Captured.Event);
            }
        }

        return (new FoldedLead(signals, profile), events);
    }
}
