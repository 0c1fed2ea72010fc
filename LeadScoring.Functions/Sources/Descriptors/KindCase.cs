using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>What a vendor's kind is for us.</summary>
internal sealed record KindCase
{
    /// <summary>Holds when this is there and neither false nor 0; null = always.</summary>
    public ValueExpression? When { get; init; }

    /// <summary>Holds only when it is one of these; empty = whatever it is.</summary>
    public ImmutableArray<string> Is { get; init; } = [];

    /// <summary>Our type; null = the event is acknowledged and not kept.</summary>
    public string? Type { get; init; }

    /// <summary>Properties that mark the kind, e.g. <c>machine</c>.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Set { get; init; } = [];

    /// <summary>What several deliveries that report one happening have in common. It is the event's identity where all of it is there; empty = the source's identity.</summary>
    public ImmutableArray<ValueExpression> Id { get; init; } = [];

    /// <summary>Where the lead's address is; null = where the source says.</summary>
    public ValueExpression? Email { get; init; }

    /// <summary>Instead of the source's properties; null = these.</summary>
    public FieldMapping? Properties { get; init; }

    /// <summary>Instead of the source's profile; null = this.</summary>
    public FieldMapping? Profile { get; init; }
}
