using System.Collections.Immutable;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>Something a lead did, or that happened to it. Immutable: the first stored content of an identity is the event.</summary>
public sealed record LeadEvent
{
    /// <summary>Who reported it, e.g. <c>api</c> or <c>typeform/signup</c>. With <see cref="Id"/> it is the event's identity.</summary>
    public required string Source { get; init; }

    /// <summary>The source's own id of the event, on the raw text.</summary>
    public required string Id { get; init; }

    /// <summary>Dotted lower-case type, e.g. <c>page.viewed</c>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>What happened in detail; conditions read it by name.</summary>
    public Fields Properties { get; init; } = Fields.Empty;

    /// <summary>Profile attributes learnt from the event.</summary>
    public Fields Profile { get; init; } = Fields.Empty;

    /// <summary>Profile attributes that the event empties.</summary>
    public ImmutableArray<string> Cleared { get => field.IsDefault ? [] : field; init; }

    /// <summary>A stranger could have sent it (docs/reference/scoring.md#claimed-and-proven).</summary>
    public bool IsClaimed { get; init; }

    /// <summary>A claim that came when the site's daily number of fast tracks was spent: marketing is asked to follow it up.</summary>
    public bool IsOverQuota { get; init; }
}
