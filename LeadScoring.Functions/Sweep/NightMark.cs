using Azure;

namespace LeadScoring.Functions.Sweep;

/// <summary>The newest night, as its watermark tells it.</summary>
/// <param name="At">When it was started.</param>
/// <param name="Done">The start of the newest night of which every due lead was visited; null when none is known.</param>
/// <param name="Waiting">Buckets that still had leads to visit when somebody looked last; null when nobody looked.</param>
/// <param name="Asks">How often lost buckets were asked for again.</param>
/// <param name="Tag">Of the row.</param>
public sealed record NightMark(DateTimeOffset At, DateTimeOffset? Done, int? Waiting, int Asks, ETag Tag)
{
    /// <summary>Every due lead of this night was visited.</summary>
    public bool IsDone => Done == At;
}
