using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Collects what events of a log carry. Bounded: beyond the limits further names are not collected, and values of fields with many are forgotten.</summary>
public sealed class LogWords
{
    /// <summary>Most types kept.</summary>
    public const int MostTypes = 1000;

    /// <summary>Most attributes, and most properties of a type, kept.</summary>
    public const int MostNames = 500;

    /// <summary>Most values of a field kept; with more it is a field with any value.</summary>
    public const int MostValues = 30;

    private const int LongestValue = 60;

    // What tells who somebody is stays out of suggestions.
    private static readonly string[] Personal = ["email", "newEmail", "firstName", "lastName", "name", "fullName", "phone", "street", "address", "city", "company", "website", "userAgent", "ip", "message", "subject"];

    private readonly Dictionary<string, TypeWords> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>?> _attributes = new(StringComparer.Ordinal);

    /// <summary>How many events were read.</summary>
    public long Events { get; private set; }

    /// <summary>By type.</summary>
    public IReadOnlyDictionary<string, TypeWords> Types => _types;

    /// <summary>By attribute, its values; null = many.</summary>
    public IReadOnlyDictionary<string, HashSet<string>?> Attributes => _attributes;

    /// <summary>Adds an event.</summary>
    public void Add(LeadEvent e)
    {
        Events++;
        if (!_types.TryGetValue(e.Type, out var words) && _types.Count < MostTypes)
            _types[e.Type] = words = new TypeWords();
        words?.Add(e.Properties);
        foreach (var (name, value) in e.Profile)
            Add(_attributes, name, value);
    }

    /// <summary>Adds what another one collected.</summary>
    /// <param name="type">An event type.</param>
    /// <param name="events">How many events of it there were.</param>
    /// <param name="properties">By property, its values; null = many.</param>
    public void AddType(string type, long events, IEnumerable<KeyValuePair<string, IReadOnlyCollection<string>?>> properties)
    {
        Events += events;
        if (!_types.TryGetValue(type, out var words))
            _types[type] = words = new TypeWords();
        words.AddCollected(events, properties);
    }

    /// <summary>Adds an attribute that another one collected.</summary>
    public void AddAttribute(string name, IReadOnlyCollection<string>? values) => _attributes[name] = values?.ToHashSet(StringComparer.OrdinalIgnoreCase);

    internal static void Add(Dictionary<string, HashSet<string>?> fields, string name, FieldValue value)
    {
        if (value.IsMissing)
            return;
        if (!fields.TryGetValue(name, out var values))
        {
            if (fields.Count >= MostNames)
                return;
            fields[name] = values = Personal.Contains(name, StringComparer.OrdinalIgnoreCase) ? null : new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        }

        if (values is null)
            return;
        if (value.Text is { } text)
            values.Add(NormalText.Of(text));
        foreach (var item in value.Items)
            values.Add(NormalText.Of(item));
        if (values.Count > MostValues || values.Any(static text => text.Length > LongestValue || text.Contains('@', StringComparison.Ordinal) || text.Count(char.IsAsciiDigit) > 6))
            fields[name] = null;
    }
}

/// <summary>What events of one type carry.</summary>
public sealed class TypeWords
{
    private readonly Dictionary<string, HashSet<string>?> _properties = new(StringComparer.Ordinal);

    /// <summary>How many events.</summary>
    public long Events { get; private set; }

    /// <summary>By property, its values; null = many.</summary>
    public IReadOnlyDictionary<string, HashSet<string>?> Properties => _properties;

    internal void Add(Fields properties)
    {
        Events++;
        foreach (var (name, value) in properties)
            LogWords.Add(_properties, name, value);
        // The path is taken from the address where there is none.
        if (properties["path"].IsMissing && !properties["url"].IsMissing)
            _properties["path"] = null;
    }

    internal void AddCollected(long events, IEnumerable<KeyValuePair<string, IReadOnlyCollection<string>?>> properties)
    {
        Events += events;
        foreach (var (name, values) in properties)
            _properties[name] = values?.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }
}
