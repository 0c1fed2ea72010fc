using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>One account, form or site from which a source sends: what is special about it. Never holds a secret, only their names.</summary>
internal sealed record Connection
{
    public required string Source { get; init; }

    public required string Id { get; init; }

    /// <summary>As events name their source, and as in the address.</summary>
    public string Name => $"{Source}/{Id}";

    public required ImmutableArray<SecretName> Secrets { get; init; }

    /// <summary>The form's or the vendor's field -> our name; an empty name leaves it out.</summary>
    public required FrozenDictionary<string, string> Fields { get; init; }

    /// <summary>Properties of every event.</summary>
    public required FrozenDictionary<string, string> Set { get; init; }

    /// <summary>The vendor's kind -> our type.</summary>
    public required FrozenDictionary<string, string> Types { get; init; }

    /// <summary>The address that the vendor was told, where it differs from the usual one.</summary>
    public string? Url { get; init; }

    /// <summary>Instead of the source's own.</summary>
    public int? ToleranceSeconds { get; init; }

    /// <summary>Strangers may have sent what it delivers (docs/reference/scoring.md#claimed-and-proven).</summary>
    public bool IsClaimed { get; init; }

    /// <summary>Those of <see cref="ConnectionRights.Types"/> that it may send.</summary>
    public required FrozenSet<string> May { get; init; }

    /// <summary>Origins that may ask for deliveries by CloudEvents' handshake.</summary>
    public required ImmutableArray<string> Origins { get; init; }

    public required OwnMapping Map { get; init; }

    /// <summary>The document as it was put.</summary>
    public required JsonElement Document { get; init; }
}

/// <summary>Where a connection's bodies differ from the source's.</summary>
internal sealed record OwnMapping
{
    public ValuePath? Events { get; init; }

    public ValueExpression? Kind { get; init; }

    public ValueExpression? Id { get; init; }

    public ValueExpression? Time { get; init; }

    public ValueExpression? Email { get; init; }

    public ValueExpression? Visitor { get; init; }

    public ValueExpression? ExternalId { get; init; }
}

/// <summary>The name under which the configuration holds a secret, and when it counts.</summary>
internal sealed record SecretName(string Name, SecretUse Use, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
{
    public bool IsActive(DateTimeOffset now) => !(NotBefore > now) && !(NotAfter <= now);
}
