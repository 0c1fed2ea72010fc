using System.Collections.Immutable;

namespace LeadScoring.Domain.Hygiene;

/// <summary>An event that seems to be a machine's, or that a person took out.</summary>
/// <param name="Reasons">In the order of <see cref="Suspicion"/>, each once; never empty.</param>
/// <param name="IsOverruled">Somebody said that it counts all the same.</param>
public sealed record Suspected(ImmutableArray<Suspicion> Reasons, bool IsOverruled)
{
    /// <summary>Whether the reasons are the same, not only the array that holds them.</summary>
    public bool Equals(Suspected? other) =>
        other is not null && IsOverruled == other.IsOverruled && Reasons.AsSpan().SequenceEqual(other.Reasons.AsSpan());

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Reasons.Length, IsOverruled);
}
