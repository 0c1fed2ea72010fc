using System.Text.Json.Serialization;

namespace LeadScoring.Domain.Decisions;

/// <summary>A call that sales promised to a lead it spoke with (docs/guide/hand-off.md#later-on-a-date).</summary>
/// <param name="Since">When it was promised.</param>
/// <param name="By">Until when to call.</param>
/// <param name="IsOverdue">The time passed without a report, and it was said.</param>
public sealed record CallAgain(
    DateTimeOffset Since,
    DateTimeOffset By,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsOverdue = false)
{
    /// <summary>The one that was promised later; of two that were promised at once the later time, so that the order of the reports leaves no trace.</summary>
    internal static CallAgain? Newer(CallAgain? left, CallAgain? right) =>
        left is null || (right is not null && (right.Since, right.By).CompareTo((left.Since, left.By)) > 0) ? right : left;
}
