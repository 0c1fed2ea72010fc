using System.Collections.Frozen;

namespace LeadScoring.CrmConnector.Mapping;

/// <summary>Where the value of one CRM field comes from.</summary>
internal sealed record MappedField
{
    /// <summary>Stands in <see cref="Values"/> for all values that are not listed, in <see cref="ClearOn"/> for every type.</summary>
    public const string AnyOther = "*";

    /// <summary>The CRM's name of the field, and the column's.</summary>
    public required string Name { get; init; }

    /// <summary>Null for a constant: then <see cref="Default"/> is it.</summary>
    public required MessagePath? From { get; init; }

    /// <summary>For a field that has no value yet; null for none.</summary>
    public required string? Default { get; init; }

    /// <summary>Our words to the CRM's; empty when they are taken as they are.</summary>
    public required FrozenDictionary<string, string> Values { get; init; }

    /// <summary>A message without it cannot go into the CRM.</summary>
    public required bool Required { get; init; }

    /// <summary>Types of messages without a value after which that of an earlier message is no longer true.</summary>
    public required FrozenSet<string> ClearOn { get; init; }
}
