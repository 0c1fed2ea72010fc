using LeadScoring.Domain.Models;

namespace LeadScoring.Domain.Decisions;

/// <summary>What a report of sales does to a lead's lifecycle (docs/guide/hand-off.md#what-sales-reports). Pure; late reports and other orders come to the same stage.</summary>
public static class FeedbackRules
{
    /// <summary>Clocks differ: a report of so little before the hand-off is about it.</summary>
    internal static readonly TimeSpan Skew = TimeSpan.FromMinutes(5);

    /// <summary>The lifecycle with one more report.</summary>
    /// <param name="before">The lifecycle.</param>
    /// <param name="feedback">The report; whether it was heard before is for the caller to know.</param>
    /// <param name="model">Says how long a lead that was lost stays away from sales, and when a day ends.</param>
    public static (Lifecycle After, FeedbackEffect Effect) Apply(Lifecycle before, Feedback feedback, ModelDefinition model)
    {
        var at = feedback.At;
        if (BelongsToThePast(before, feedback))
        {
            // A deal that was won stays won, whenever it is told.
            if (feedback.Kind != FeedbackKind.Won)
                return (before, FeedbackEffect.Earlier);
        }
        else if (at < before.Since)
        {
            at = before.Since.Value;
        }

        return feedback.Kind switch
        {
            FeedbackKind.Attempted or FeedbackKind.Unreachable or FeedbackKind.Contacted => Try(before, feedback.Kind, at),
            // Without a time that can be meant nothing is promised. That somebody spoke with the lead is known all the same.
            FeedbackKind.Postponed => feedback.Until?.PromiseFrom(at, model.TimeZone) is { } by ? Postpone(before, at, by) : Try(before, FeedbackKind.Contacted, at),
            _ => Move(before, feedback, at, model),
        };
    }

    private static bool BelongsToThePast(Lifecycle before, Feedback feedback)
    {
        if (feedback.Epoch is { } epoch && epoch < before.Epoch)
            return true;
        if (before.Since is not { } since || feedback.At >= since)
            return false;

        // The hand-off was taken back since it was made, or the report is of a time before it.
        return since != before.OpenedAt || (feedback.Epoch is null && feedback.At < since - Skew);
    }

    private static (Lifecycle, FeedbackEffect) Try(Lifecycle before, FeedbackKind kind, DateTimeOffset at)
    {
        // The time is noted in every case: it ends a promise that was made before it and may be told after it.
        before = before with { Disposition = before.Disposition.With(kind, at, null) };
        if (!IsOfHandOff(before))
            return (before, FeedbackEffect.NotWithSales);
        if (at < before.SentAt)
            return (before, FeedbackEffect.Earlier);
        var after = Answered(before, at);
        return kind == FeedbackKind.Contacted
            ? (after with { IsReached = true }, FeedbackEffect.Counted)
            : (after with { Tried = before.Tried + 1 }, FeedbackEffect.Counted);
    }

    private static (Lifecycle, FeedbackEffect) Postpone(Lifecycle before, DateTimeOffset at, DateTimeOffset by)
    {
        var disposition = before.Disposition.With(new CallAgain(at, by));
        var after = before with { Disposition = disposition };
        // Nothing is promised where sales does not have the lead. The report that sales took it may come later, though it happened before.
        if (!IsOfHandOff(before))
            return (after, FeedbackEffect.NotWithSales);
        after = after with { Stage = disposition.Stage ?? before.Stage, IsReached = true };
        if (!(at < before.SentAt))
            after = Answered(after, at);
        return (after, after.Stage == before.Stage ? FeedbackEffect.Counted : FeedbackEffect.Moved);
    }

    // Also after sales gave its verdict: the call that led to it may be told later.
    private static bool IsOfHandOff(Lifecycle before) =>
        before.IsWithSales || (before.Stage is Stage.Lost or Stage.Disqualified && before.OpenedAt is not null && before.Since == before.OpenedAt);

    private static (Lifecycle, FeedbackEffect) Move(Lifecycle before, Feedback feedback, DateTimeOffset at, ModelDefinition model)
    {
        var disposition = before.Disposition.With(feedback.Kind, at, feedback.Reason);
        // Each of these kinds sets a time, so that there is a stage.
        var stage = disposition.Stage!.Value;
        var after = before with { Disposition = disposition, Stage = stage };
        // To accept is to promise a call, not to make it.
        if (feedback.Kind != FeedbackKind.Accepted && at >= before.SentAt)
            after = Answered(after, at);
        if (stage == before.Stage)
            return (after, FeedbackEffect.Confirmed);
        if (stage is Stage.Lost or Stage.Customer)
            after = after with { CoolDownUntil = model.TimeZone.DayOf(at).AddDays(model.Requalify.CoolDownDays), SeenBelow = false };
        return (after, FeedbackEffect.Moved);
    }

    private static Lifecycle Answered(Lifecycle lifecycle, DateTimeOffset at) =>
        lifecycle.RespondedAt <= at ? lifecycle : lifecycle with { RespondedAt = at };
}

/// <summary>What came of a report. In every case the report is kept in the log.</summary>
public enum FeedbackEffect
{
    /// <summary>The lead is at another stage.</summary>
    Moved,

    /// <summary>An attempt or a conversation is counted.</summary>
    Counted,

    /// <summary>The lead is at that stage, or further, already.</summary>
    Confirmed,

    /// <summary>It is about an earlier hand-off, or a time before this one.</summary>
    Earlier,

    /// <summary>Sales does not have the lead, so there is no hand-off whose attempts could be counted.</summary>
    NotWithSales,
}
