namespace LeadScoring.Domain.Decisions;

/// <summary>What sales promised to a lead: the part of its priority that no score tells (docs/guide/hand-off.md#whom-to-call-first).</summary>
public static class Promise
{
    /// <summary>A response is urgent when its time ends so soon.</summary>
    public static readonly TimeSpan Soon = TimeSpan.FromHours(24);

    /// <summary>
    /// 3 = handed off and unanswered, and it asked by itself, or the time of its response or of a call that was promised ends soon or has passed; 2 = handed off and unanswered;
    /// 1 = in work; 0 = nothing is promised, or it was won. Null = disqualified or lost: nobody is to call.
    /// </summary>
    public static int? Of(Lifecycle lifecycle, DateTimeOffset now) => lifecycle switch
    {
        { Stage: Stage.Disqualified or Stage.Lost } => null,
        { IsOpen: false } => 0,
        { IsUnanswered: true, Cause: EpochCause.FastTrack or EpochCause.Persona } => 3,
        _ when lifecycle.CallBy - now <= Soon => 3,
        { IsUnanswered: true } => 2,
        _ => 1,
    };

    /// <summary>When it changes by the clock alone; null = never.</summary>
    public static DateTimeOffset? ChangeOf(Lifecycle lifecycle, DateTimeOffset now) =>
        lifecycle is { CallBy: { } by } and not { IsUnanswered: true, Cause: EpochCause.FastTrack or EpochCause.Persona } && by - Soon > now ? by - Soon : null;
}
