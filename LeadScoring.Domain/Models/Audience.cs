using System.Collections.Immutable;

namespace LeadScoring.Domain.Models;

/// <summary>To whom a score is shown; never what it is (docs/reference/scoring.md#customers).</summary>
/// <param name="Kind">Whom it includes.</param>
/// <param name="Models">Ids of the models whose won deals count; empty = those of any model.</param>
public sealed record Audience(AudienceKind Kind, ImmutableArray<string> Models)
{
    /// <summary>Where the document says so.</summary>
    public SourcePosition At { get; init; }

    /// <summary>Every lead.</summary>
    public static Audience Everyone { get; } = new(AudienceKind.Everyone, []);

    /// <summary>Whether it includes a lead.</summary>
    /// <param name="isWon">Whether the lead was won under the model of that id; null = under any.</param>
    public bool Includes(Func<string?, bool> isWon) => Kind switch
    {
        AudienceKind.Prospect => !IsWon(isWon),
        AudienceKind.Customer => IsWon(isWon),
        _ => true,
    };

    private bool IsWon(Func<string?, bool> isWon) => Models.IsEmpty ? isWon(null) : Models.Any(isWon);
}

/// <summary>Which leads an audience includes.</summary>
public enum AudienceKind
{
    Everyone,

    /// <summary>Until won.</summary>
    Prospect,

    /// <summary>From won.</summary>
    Customer,
}
