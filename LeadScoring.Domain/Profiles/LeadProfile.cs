using System.Collections.Immutable;
using System.Text.Json;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// What is known about a lead: of each attribute the newest value by (occurredAt, source, id), missing values never replacing one
/// (scoring, section 2). Immutable; the same events give an equal profile in any order.
/// </summary>
public sealed class LeadProfile
{
    /// <summary>Longest value kept, in bytes of UTF-8.</summary>
    public const int MaxValueBytes = 1024;

    /// <summary>Most attributes kept.</summary>
    public const int MaxAttributes = 200;

    /// <summary>Most bytes of UTF-8 kept, names and values together.</summary>
    public const int MaxBytes = 64 * 1024;

    private LeadProfile() { }

    /// <summary>Nothing known.</summary>
    public static LeadProfile Empty { get; } = new();

    /// <summary>In ordinal order of their names, as far as the limits keep them.</summary>
    public ImmutableArray<ProfileEntry> Attributes { get; } = [];

    /// <summary>Names of attributes that some event carried and a limit left out, in ordinal order.</summary>
    public ImmutableArray<string> LeftOut { get; } = [];

    /// <summary>The value of an attribute as it was sent; missing (<c>default</c>) when unknown. Derived fields are the model's business.</summary>
    public FieldValue this[string name] => throw new InvalidOperationException(name);

    /// <summary>The profile with what the event tells; this very instance when it tells nothing new.</summary>
    public LeadProfile With(LeadEvent e) => throw new InvalidOperationException(e.Id);

    /// <summary>The profile of the events of both.</summary>
    public LeadProfile Join(LeadProfile other) => throw new InvalidOperationException(other.ToString());

    /// <summary>Writes one JSON object that <see cref="Read"/> understands for ever.</summary>
    public void Write(Utf8JsonWriter writer) => throw new InvalidOperationException(writer.ToString());

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else.</exception>
    public static LeadProfile Read(JsonElement element) => throw new InvalidOperationException(element.ToString());
}
