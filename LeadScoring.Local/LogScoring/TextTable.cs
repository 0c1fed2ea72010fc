using System.Collections.Concurrent;

namespace LeadScoring.Local.LogScoring;

/// <summary>Numbers for the texts that come again and again in a log: types, sources, names of fields, most values. For any number of threads.</summary>
/// <param name="most">Texts at most. Others have no number.</param>
internal sealed class TextTable(int most)
{
    // A longer one hardly comes again.
    private const int MostCharacters = 128;

    private readonly ConcurrentDictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly string[] _texts = new string[most];
    private readonly Lock _adding = new();
    private int _count;

    /// <summary>The text of a number.</summary>
    public string this[int number] => _texts[number];

    /// <summary>The number of a text; below 0 for one that has none.</summary>
    public int NumberOf(string text)
    {
        if (_numbers.TryGetValue(text, out var number))
            return number;
        return text.Length <= MostCharacters && Volatile.Read(ref _count) < most ? Add(text) : -1;
    }

    private int Add(string text)
    {
        lock (_adding)
        {
            if (_numbers.TryGetValue(text, out var number))
                return number;
            if (_count == most)
                return -1;
            _texts[_count] = text;
            // From here on others read it.
            _numbers.TryAdd(text, _count);
            return _count++;
        }
    }
}
