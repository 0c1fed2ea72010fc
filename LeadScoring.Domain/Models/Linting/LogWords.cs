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

    // What tells who somebody is stays out of suggestions.
    private static readonly string[] Personal = ["email", "newEmail", "firstName", "lastName", "name", "fullName", "phone", "street", "address", "city", "company", "website", "userAgent", "ip", "message", "subject"];

    private readonly Dictionary<string, TypeWords> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FieldWords> _attributes = new(StringComparer.Ordinal);

    /// <summary>How many events were read.</summary>
    public long Events { get; private set; }

    /// <summary>By type.</summary>
    public IReadOnlyDictionary<string, TypeWords> Types => _types;

    /// <summary>By attribute.</summary>
    public IReadOnlyDictionary<string, FieldWords> Attributes => _attributes;

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
    /// <returns>Where its properties are added.</returns>
    public TypeWords AddType(string type, long events)
    {
        Events += events;
        if (!_types.TryGetValue(type, out var words))
            _types[type] = words = new TypeWords();
        words.AddEvents(events);
        return words;
    }

    /// <summary>Adds an attribute that another one collected.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="events">How many events had it.</param>
    /// <param name="values">Its values; null = many.</param>
    public void AddAttribute(string name, long events, IReadOnlyCollection<string>? values) => Find(_attributes, name)?.Add(events, values);

    internal static void Add(Dictionary<string, FieldWords> fields, string name, FieldValue value)
    {
        if (!value.IsMissing)
            Find(fields, name)?.Add(value);
    }

    // Null beyond the limit.
    internal static FieldWords? Find(Dictionary<string, FieldWords> fields, string name)
    {
        if (!fields.TryGetValue(name, out var words) && fields.Count < MostNames)
            fields[name] = words = new FieldWords(Personal.Contains(name, StringComparer.OrdinalIgnoreCase));
        return words;
    }
}

/// <summary>What events of one type carry.</summary>
public sealed class TypeWords
{
    private readonly Dictionary<string, FieldWords> _properties = new(StringComparer.Ordinal);

    /// <summary>How many events.</summary>
    public long Events { get; private set; }

    /// <summary>By property.</summary>
    public IReadOnlyDictionary<string, FieldWords> Properties => _properties;

    /// <summary>Adds a property that another one collected.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="events">How many events had it.</param>
    /// <param name="values">Its values; null = many.</param>
    public void AddProperty(string name, long events, IReadOnlyCollection<string>? values) => LogWords.Find(_properties, name)?.Add(events, values);

    internal void Add(Fields properties)
    {
        Events++;
        foreach (var (name, value) in properties)
            LogWords.Add(_properties, name, value);
        // The path is taken from the address where there is none.
        if (properties["path"].IsMissing && !properties["url"].IsMissing)
            LogWords.Find(_properties, "path")?.AddAny();
    }

    internal void AddEvents(long events) => Events += events;
}
