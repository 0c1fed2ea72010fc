using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Makes a lead's signals and profile of a day, or under another version, from its log. What was doubted on that day does not count. Memory grows by a few words of each event about mail.</summary>
public sealed class LogFold(FilteredLog log)
{
    /// <summary>Folds the events up to the end of a day; the log holds each event once.</summary>
    /// <returns>The fold, with what the proven events alone give where some are claimed, and how many events the log had.</returns>
    public async Task<(FoldedLead Lead, long Events)> Run(string leadId, VersionedModel model, Day asOf, CancellationToken cancellation)
    {
        var folder = new LeadFolder(model.Model);
        long events = 0;
        await foreach (var page in log.Read(leadId, null, Includes, new MailLog(), cancellation))
        {
            events += page.Count;
            foreach (var screened in page)
            {
                if (screened.Counts)
                    folder.Add(screened.Logged.Captured.Event);
            }
        }

        bool Includes(LoggedEvent logged) => logged.Captured.Event.Day <= asOf;

        return (folder.ToLead(), events);
    }
}
