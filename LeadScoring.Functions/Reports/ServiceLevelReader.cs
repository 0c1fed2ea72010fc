using System.Collections.Immutable;
using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Scoring;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Reports;

/// <summary>
/// Reads one lead for the report <c>service-level</c>. Its decisions first: only a lead that was handed off in the period has its log read, page by
/// page, whatever its length: twice where it has several.
/// </summary>
public sealed class ServiceLevelReader(PastDecisions past, LeadStore leads, ModelCatalog catalog, ILogger<ServiceLevelReader> log)
{
    /// <summary>The lead's hand-offs of the period, with what became of each and what the log says about it.</summary>
    public async Task<LeadServiceLevel> Read(string leadId, ReportRun run, CancellationToken cancellation)
    {
        var (decisions, unreadable) = await past.Read(leadId, run, cancellation);
        HandOff[] all = [.. decisions.Select(HandOff.Of).OfType<HandOff>()];
        var asked = all.Where(handOff => run.Question.Takes(handOff.Model, handOff.At)).ToImmutableArray();
        var lost = Enumerable.Repeat(UncheckedReason.DecisionUnreadable, unreadable);
        if (asked.IsEmpty)
            return LeadServiceLevel.None with { Unchecked = [.. lost] };

        var audits = await Audits(asked, all, cancellation);
        try
        {
            var state = (await leads.Find(leadId, cancellation))?.State ?? new LeadState();
            var reports = await ReadLog(leadId, audits.Values, cancellation);
            var courses = HandOffCourses.Of(decisions, reports, run.StartedAt).Where(course => run.Question.Takes(course.HandOff.Model, course.HandOff.At));
            return Collect(leadId, courses.Select(course => (course, Verdict(course.HandOff, audits, state))), lost);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Failure.IsLeadSpecific(fault))
        {
            // A lead that fails must not stop its bucket. Its hand-offs are counted, and nothing is said about them.
            log.LeadUnreadable(leadId, Failure.ReasonOf(fault));
            return Collect(leadId, asked.Select(static handOff => (Nothing(handOff), (AuditVerdict)new AuditVerdict.Unchecked(UncheckedReason.LogUnreadable))), lost);
        }
    }

    // Null for a hand-off whose model cannot be read.
    private async Task<Dictionary<HandOff, HandOffAudit?>> Audits(ImmutableArray<HandOff> asked, HandOff[] all, CancellationToken cancellation)
    {
        var audits = new Dictionary<HandOff, HandOffAudit?>();
        foreach (var handOff in asked.Where(HandOffAudit.CanCheck))
        {
            var before = all.LastOrDefault(other => other.Model == handOff.Model && other.Epoch == handOff.Epoch && other.Number < handOff.Number);
            audits[handOff] = await Version(handOff, cancellation) is { } version ? new HandOffAudit(handOff, before, version.Model) : null;
        }

        return audits;
    }

    private async Task<VersionedModel?> Version(HandOff handOff, CancellationToken cancellation)
    {
        try
        {
            return await catalog.Version(handOff.Model, handOff.Version, cancellation);
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Failure.IsLeadSpecific(fault))
        {
            return null;
        }
    }

    private async Task<List<LoggedFeedback>> ReadLog(string leadId, IReadOnlyCollection<HandOffAudit?> audits, CancellationToken cancellation)
    {
        var reports = new List<LoggedFeedback>();
        await foreach (var page in leads.ReadTwice(leadId, null, Hear, cancellation))
        {
            foreach (var logged in page)
            {
                foreach (var audit in audits)
                    audit?.Replay(logged.Seq, logged.EventKey, logged.Captured.Event);
            }
        }

        return reports;

        void Hear(LoggedEvent logged)
        {
            if (Domain.Decisions.Feedback.Of(logged.Captured.Event) is { } feedback)
                reports.Add(new LoggedFeedback(feedback, logged.Seq));
            foreach (var audit in audits)
                audit?.Prepare(logged.Seq, logged.EventKey, logged.Captured.Event);
        }
    }

    private static AuditVerdict Verdict(HandOff handOff, Dictionary<HandOff, HandOffAudit?> audits, LeadState state)
    {
        if (!audits.TryGetValue(handOff, out var audit))
            return new AuditVerdict.Unchecked(UncheckedReason.NotNoted);
        if (audit is null)
            return new AuditVerdict.Unchecked(UncheckedReason.ModelUnreadable);
        if (handOff.Seq <= state.AlteredUpTo)
            return new AuditVerdict.Unchecked(UncheckedReason.LogAltered);
        // What was upgraded may have been handed off as the other lead.
        var verdict = audit.Judge();
        return verdict is AuditVerdict.NothingToUpgrade && !state.Merged.IsEmpty ? new AuditVerdict.Unchecked(UncheckedReason.LogAltered) : verdict;
    }

    private static LeadServiceLevel Collect(string leadId, IEnumerable<(HandOffCourse Course, AuditVerdict Verdict)> judged, IEnumerable<UncheckedReason> lost)
    {
        var handOffs = ImmutableArray.CreateBuilder<(ServiceLevelKey, ServiceLevelFigures)>();
        var courses = ImmutableArray.CreateBuilder<HandOffCourse>();
        var failures = ImmutableArray.CreateBuilder<AuditFailure>();
        List<UncheckedReason> reasons = [.. lost];
        foreach (var (course, verdict) in judged)
        {
            courses.Add(course);
            handOffs.Add((ServiceLevelKey.Of(course.HandOff), ServiceLevelFigures.Of(course, verdict)));
            if (verdict.IsBelow)
                failures.Add(AuditFailure.Of(leadId, course.HandOff, verdict));
            else if (verdict is AuditVerdict.Unchecked { Reason: var reason })
                reasons.Add(reason);
        }

        return new LeadServiceLevel(handOffs.ToImmutable(), failures.ToImmutable(), [.. reasons]) { Courses = courses.ToImmutable() };
    }

    private static HandOffCourse Nothing(HandOff handOff) => new(handOff, ResponseState.NotAgreed, null, 0, false, null, false, null);
}
