using System.Text.Json.Serialization;

namespace LeadScoring.Domain.Leads;

/// <summary>How a name of a lead was used.</summary>
/// <param name="At">By its newest event.</param>
/// <param name="IsProven">By an event that no stranger could have sent.</param>
public readonly record struct NameUse(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("proven"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsProven)
{
    /// <summary>With one more use.</summary>
    public NameUse With(NameUse other) => new(other.At > At ? other.At : At, IsProven || other.IsProven);

    /// <summary>Proven uses are worth more than claimed ones, newer more than older ones.</summary>
    internal static int Compare(NameUse left, NameUse right) => left.IsProven != right.IsProven ? left.IsProven.CompareTo(right.IsProven) : left.At.CompareTo(right.At);
}
