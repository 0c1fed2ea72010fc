using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Makes a lead's signals and profile of a day, or under another version, from its log. What was doubted on that day does not count. Memory grows by a few words of each event about mail.</summary>
public sealed class LogFold(FilteredLog log)
{
    /// <summary>Folds the events up to the end of a day of the model's time zone; the log holds each event once.</summary>
    /// <returns>The fold, with what the proven events alone give where some are claimed; how many events the log had; and the events behind the lines.</returns>
    public async Task<(FoldedLead Lead, long Events, LineEvidence Evidence)> Run(string leadId, VersionedModel model, Day asOf, CancellationToken cancellation)
    {
        var folder = new LeadFolder(model.Model);
        var (events, evidence) = await Read(leadId, model, asOf, folder.Add, cancellation);
        return (folder.ToLead(), events, evidence);
    }

    /// <summary>The events behind the lines alone, for a lead that is folded already.</summary>
    public async Task<LineEvidence> Evidence(string leadId, VersionedModel model, Day asOf, CancellationToken cancellation) =>
        (await Read(leadId, model, asOf, static _ => { }, cancellation)).Evidence;

    private async Task<(long Events, LineEvidence Evidence)> Read(string leadId, VersionedModel model, Day asOf, Action<LeadEvent> counted, CancellationToken cancellation)
    {
        var evidence = new LineEvidence(model.Model);
        long events = 0;
        await foreach (var page in log.Read(leadId, null, Includes, new MailLog(), cancellation))
        {
            events += page.Count;
            foreach (var screened in page)
            {
                if (!screened.Counts)
                    continue;
                counted(screened.Logged.Captured.Event);
                evidence.Add(screened.Logged.Captured.Event, screened.Logged.EventKey);
            }
        }

        bool Includes(LoggedEvent logged) => model.Model.Zone.DayOf(logged.Captured.Event.OccurredAt) <= asOf;

        return (events, evidence);
    }
}
