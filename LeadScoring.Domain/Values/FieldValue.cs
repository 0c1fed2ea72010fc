using System.Collections.Immutable;

namespace LeadScoring.Domain.Values;

/// <summary>
/// The value of a property or profile attribute: one text, or a list of texts. Everything is text until a condition compares it
/// (docs/reference/scoring.md#conditions); a JSON number is kept as plain decimal digits, a JSON boolean as <c>true</c> or <c>false</c>.
/// <c>default</c> is a missing value.
/// </summary>
public readonly struct FieldValue : IEquatable<FieldValue>
{
    private readonly object? _value;

    /// <summary>One text, as it was sent.</summary>
    public FieldValue(string text) => _value = text;

    /// <summary>A list of texts.</summary>
    public FieldValue(ImmutableArray<string> items) => _value = items.AsSpan().ToArray();

    /// <summary>The text; null for a list and for a missing value.</summary>
    public string? Text => _value as string;

    /// <summary>The elements of a list; empty for a text and for a missing value.</summary>
    public ReadOnlySpan<string> Items => _value as string[];

    /// <summary>The elements of a list without a copy, never to be changed; null for a text and for a missing value.</summary>
    internal string[]? ItemArray => _value as string[];

    /// <summary>Whether this is a list.</summary>
    public bool IsList => _value is string[];

    /// <summary>Blank text and an empty list are "missing".</summary>
    public bool IsMissing => _value switch
    {
        string text => string.IsNullOrWhiteSpace(text),
        string[] items => items.Length == 0,
        _ => true,
    };

    /// <inheritdoc />
    public bool Equals(FieldValue other) => (_value, other._value) switch
    {
        (null, null) => true,
        (string left, string right) => left == right,
        (string[] left, string[] right) => left.AsSpan().SequenceEqual(right),
        _ => false,
    };

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is FieldValue other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode() => _value switch
    {
        string text => text.GetHashCode(StringComparison.Ordinal),
        string[] items => items.Length,
        _ => 0,
    };

    public static bool operator ==(FieldValue left, FieldValue right) => left.Equals(right);

    public static bool operator !=(FieldValue left, FieldValue right) => !left.Equals(right);

    public static implicit operator FieldValue(string text) => new(text);

    /// <summary>The text, or the elements separated by commas.</summary>
    public override string ToString() => _value switch
    {
        string text => text,
        string[] items => string.Join(", ", items),
        _ => "",
    };
}
