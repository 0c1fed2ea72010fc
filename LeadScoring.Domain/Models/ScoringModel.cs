using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;

namespace LeadScoring.Domain.Models;

/// <summary>
/// A model compiled for scoring: rules and conditions turned once into arrays that are indexed by event type. Immutable and safe to
/// share between threads; keep one per model version.
/// </summary>
public sealed class ScoringModel
{
    private ScoringModel(ModelDefinition definition, EmailDomains lists)
    {
        Definition = definition;
        Lists = lists;
    }

    /// <summary>The document it was compiled from.</summary>
    public ModelDefinition Definition { get; }

    /// <summary>The lists behind <c>emailKind</c>.</summary>
    public EmailDomains Lists { get; }

    /// <summary>The distinct profile fields that count for "known" (scoring, section 7), in the order of the model.</summary>
    public ImmutableArray<string> KnownFields { get; } = [];

    /// <summary>Compiles a valid definition.</summary>
    /// <param name="definition">What the loader returned without errors.</param>
    /// <param name="lists">The lists behind <c>emailKind</c>; null = <see cref="EmailDomains.Default"/>.</param>
    /// <exception cref="ArgumentException">The definition breaks a rule that the loader guarantees (an unknown category, say).</exception>
    public static ScoringModel Compile(ModelDefinition definition, EmailDomains? lists = null) =>
        new(definition, lists ?? EmailDomains.Default);

    /// <summary>Whether the model leaves the event out of everything, activity included.</summary>
    public bool Ignores(LeadEvent e) => throw new InvalidOperationException(e.Type);

    /// <summary>The first fast track that takes the event; null when none does, or when the model ignores it.</summary>
    public FastTrack? FastTrackOf(LeadEvent e) => throw new InvalidOperationException(e.Type);

    /// <summary>Whether the event is activity in this model (scoring, section 6).</summary>
    public bool IsActivity(LeadEvent e) => throw new InvalidOperationException(e.Type);
}
