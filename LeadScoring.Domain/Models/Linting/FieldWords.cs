using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What a field of events or profiles carries. Bounded: with many values it is a field with any value.</summary>
public sealed class FieldWords
{
    private const int LongestValue = 60;
    private const int MostDigits = 6;

    private HashSet<string>? _values;

    /// <param name="isPersonal">Its values tell who somebody is: none is kept.</param>
    internal FieldWords(bool isPersonal) => _values = isPersonal ? null : new(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many events had it.</summary>
    public long Events { get; private set; }

    /// <summary>Its values; null = many, or such as tell who somebody is.</summary>
    public IReadOnlySet<string>? Values => _values;

    internal void Add(FieldValue value)
    {
        Events++;
        if (_values is null)
            return;
        if (value.Text is { } text)
            _values.Add(NormalText.Of(text));
        foreach (var item in value.Items)
            _values.Add(NormalText.Of(item));
        if (_values.Count > LogWords.MostValues || _values.Any(static text => text.Length > LongestValue || text.Contains('@', StringComparison.Ordinal) || text.Count(char.IsAsciiDigit) > MostDigits))
            _values = null;
    }

    // What another one collected.
    internal void Add(long events, IReadOnlyCollection<string>? values)
    {
        Events += events;
        if (values is null)
            _values = null;
        else
            _values?.UnionWith(values);
    }

    // An event had it in another form.
    internal void AddAny()
    {
        Events++;
        _values = null;
    }
}
