using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>What a vendor's kind is for us.</summary>
internal sealed record KindCase
{
    /// <summary>Holds when this is there and neither false nor 0; null = always.</summary>
    public ValueExpression? When { get; init; }

    /// <summary>Holds only when it is one of these; empty = whatever it is.</summary>
    public ImmutableArray<string> Is { get; init; } = [];

    /// <summary>What else has to hold.</summary>
    public ImmutableArray<KindCondition> And { get; init; } = [];

    /// <summary>What the vendor tells is several events, one for each of these; null = one.</summary>
    public ValueExpression? Each { get; init; }

    /// <summary>Our type; null = the event is acknowledged and not kept.</summary>
    public string? Type { get; init; }

    /// <summary>Properties that mark the kind, e.g. <c>machine</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>What several deliveries that report one happening have in common. It is the event's identity where all of it is there; empty = the source's identity.</summary>
    public ImmutableArray<ValueExpression> Id { get; init; } = [];

    /// <summary>Where the lead's address is; null = where the source says.</summary>
    public ValueExpression? Email { get; init; }

    /// <summary>Where the id of the lead's browser is; null = where the source says.</summary>
    public ValueExpression? Visitor { get; init; }

    /// <summary>Where the person's id is; null = where the source says.</summary>
    public ValueExpression? ExternalId { get; init; }

    /// <summary>Instead of the source's properties; null = these.</summary>
    public FieldMapping? Properties { get; init; }

    /// <summary>Instead of the source's profile; null = this.</summary>
    public FieldMapping? Profile { get; init; }
}

/// <summary>A further condition of a case.</summary>
/// <param name="At">Where to look.</param>
/// <param name="Is">Holds when the value is one of these; with none, when it is there and neither false nor 0.</param>
/// <param name="IsMissing">Holds when nothing is there.</param>
internal sealed record KindCondition(ValueExpression At, ImmutableArray<string> Is, bool IsMissing);
