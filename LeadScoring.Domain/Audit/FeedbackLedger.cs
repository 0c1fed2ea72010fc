using LeadScoring.Domain.Decisions;

namespace LeadScoring.Domain.Audit;

/// <summary>Finds for each report of sales the hand-off that it is about, and adds up what it tells. The order of the reports does not matter.</summary>
/// <param name="handOffs">Of one lead under one model, in the order in which they were decided.</param>
internal sealed class FeedbackLedger(HandOff[] handOffs)
{
    private readonly FeedbackTally[] _tallies = new FeedbackTally[handOffs.Length];

    /// <summary>What was reported about a hand-off.</summary>
    public FeedbackTally this[int handOff] => _tallies[handOff];

    /// <summary>Adds a report; one of a time before the first hand-off is about none.</summary>
    public void Add(LoggedFeedback report)
    {
        var (from, to, at) = Scope(report);
        for (var i = to - 1; i >= from; i--)
        {
            if (handOffs[i].At > at)
                continue;
            _tallies[i] = _tallies[i].With(report.Feedback.Kind, at);
            return;
        }
    }

    // Among which hand-offs to look, and at which time.
    private (int From, int To, DateTimeOffset At) Scope(LoggedFeedback report)
    {
        var at = report.Feedback.At;
        if (report.Feedback.Epoch is { } epoch && Array.FindIndex(handOffs, handOff => handOff.Epoch == epoch) is var first and >= 0)
        {
            // Anyone who names the epoch means it, whatever their clock says.
            var last = Array.FindLastIndex(handOffs, handOff => handOff.Epoch == epoch);
            return (first, last + 1, at > handOffs[first].At ? at : handOffs[first].At);
        }

        // A report that the hand-off could know was about something before it.
        var near = Array.Find(handOffs, handOff => handOff.OpensEpoch && handOff.At > at && handOff.At - FeedbackRules.Skew <= at && report.Seq > handOff.Seq);
        return (0, handOffs.Length, near?.At ?? at);
    }
}

/// <summary>What sales reported about one hand-off.</summary>
/// <param name="RespondedAt">The earliest report that answers it.</param>
/// <param name="Attempts">Attempts and conversations.</param>
/// <param name="IsAccepted">It was accepted, or a call was promised: sales keeps it.</param>
/// <param name="Furthest">How far sales got, whatever came of it later.</param>
internal readonly record struct FeedbackTally(DateTimeOffset? RespondedAt, int Attempts, bool IsAccepted, Stage? Furthest)
{
    // To accept is to promise a call, not to make it; everything else cannot be known without one.
    public FeedbackTally With(FeedbackKind kind, DateTimeOffset at) => kind == FeedbackKind.Accepted
        ? this with { IsAccepted = true, Furthest = Further(Furthest, Stage.Accepted) }
        : new FeedbackTally(
            RespondedAt <= at ? RespondedAt : at,
            kind is FeedbackKind.Attempted or FeedbackKind.Unreachable or FeedbackKind.Contacted or FeedbackKind.Postponed ? Attempts + 1 : Attempts,
            IsAccepted || kind == FeedbackKind.Postponed,
            Further(Furthest, StageOf(kind)));

    /// <summary>The further of two stages; null is behind all.</summary>
    public static Stage? Further(Stage? left, Stage? right) => left is { } l && right is { } r ? (l >= r ? l : r) : left ?? right;

    private static Stage? StageOf(FeedbackKind kind) => kind switch
    {
        FeedbackKind.Postponed => Stage.Accepted,
        FeedbackKind.Qualified => Stage.SalesQualified,
        FeedbackKind.Opportunity => Stage.Opportunity,
        FeedbackKind.Won => Stage.Customer,
        _ => null,
    };
}
