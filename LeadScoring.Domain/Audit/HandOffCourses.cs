using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Audit;

/// <summary>
/// Tells what became of the hand-offs of one lead from its decisions and from what sales reported (docs/guide/hand-off.md#response-times). Pure. Reports count by
/// when they happened, so that late ones, and other orders of arrival, give the same result.
/// </summary>
public static class HandOffCourses
{
    /// <summary>The courses of all hand-offs, in the order in which they were decided.</summary>
    /// <param name="decisions">Of the lead, over all models, in any order; those that are neither hand-offs nor take one back do not matter.</param>
    /// <param name="reports">What sales reported, in any order.</param>
    /// <param name="now">As of when.</param>
    public static ImmutableArray<HandOffCourse> Of(IEnumerable<PastDecision> decisions, IReadOnlyCollection<LoggedFeedback> reports, DateTimeOffset now) =>
    [
        .. decisions.GroupBy(static past => past.Model, StringComparer.Ordinal)
            .SelectMany(model => OfModel(model.Key, [.. model.OrderBy(static past => past.Number)], reports, now))
            .OrderBy(static course => course.HandOff.Number),
    ];

    private static IEnumerable<HandOffCourse> OfModel(string model, PastDecision[] decisions, IReadOnlyCollection<LoggedFeedback> reports, DateTimeOffset now)
    {
        HandOff[] handOffs = [.. decisions.Select(HandOff.Of).OfType<HandOff>()];
        if (handOffs.Length == 0)
            yield break;
        var answers = new FeedbackLedger(handOffs);
        foreach (var report in reports)
        {
            if (report.Feedback.Model is null || report.Feedback.Model == model)
                answers.Add(report);
        }

        for (var i = 0; i < handOffs.Length; i++)
        {
            var next = i + 1 < handOffs.Length ? handOffs[i + 1] : null;
            var end = decisions.FirstOrDefault(past => past.Number > handOffs[i].Number && (next is null || past.Number < next.Number) && EndOf(past) is not null);
            yield return Course(handOffs[i], answers[i], end, next, now);
        }
    }

    private static HandOffCourse Course(HandOff handOff, FeedbackTally tally, PastDecision? end, HandOff? next, DateTimeOffset now)
    {
        var closedAt = end?.At ?? next?.At;
        var response = ResponseOf(handOff.RespondBy, tally.RespondedAt, closedAt, now);
        return new HandOffCourse(
            handOff,
            response,
            tally.RespondedAt,
            tally.Attempts,
            tally.IsAccepted,
            end is null ? null : EndOf(end),
            response == ResponseState.Overdue && closedAt is null,
            tally.Furthest);
    }

    // The agreed time itself is in time, as it is for the decision that tells of an overdue lead.
    private static ResponseState ResponseOf(DateTimeOffset? respondBy, DateTimeOffset? respondedAt, DateTimeOffset? closedAt, DateTimeOffset now)
    {
        if (respondBy is not { } due)
            return ResponseState.NotAgreed;
        if (respondedAt is { } answer)
            return answer <= due ? ResponseState.InTime : ResponseState.Late;
        if ((closedAt ?? now) > due)
            return ResponseState.Overdue;
        return closedAt is null ? ResponseState.Running : ResponseState.Closed;
    }

    private static HandOffEnd? EndOf(PastDecision past) => past.Decision switch
    {
        Decision.Abandoned => HandOffEnd.Abandoned,
        Decision.Recycled => HandOffEnd.Recycled,
        Decision.Disqualified => HandOffEnd.Disqualified,
        _ => null,
    };
}
