using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>
/// How many matches each different value of a field had, by day within the window: as many of the newest as the largest bound asks for. Without a window nothing more can change once a
/// value has reached that bound: then the values are forgotten.
/// </summary>
internal sealed class ValueTallies : RuleState
{
    private readonly SortedDictionary<string, DayCounts> _values = new(StringComparer.Ordinal);
    private DayCounts _matches = new();
    private bool _isFull;
    private int _pruneAt = 16;

    /// <summary>Matches that had a value.</summary>
    public DayCounts Matches => _matches;

    public override bool IsEmpty => _matches.IsEmpty;

    /// <summary>The most matches that one value has from a day on, up to the largest bound of the rule.</summary>
    public long Most(StateShape shape, int oldest)
    {
        if (_isFull)
            return shape.Newest;
        long most = 0;
        foreach (var counts in _values.Values)
            most = Math.Max(most, CountOf(counts, shape, oldest));
        return most;
    }

    /// <summary>The values that have most matches, as they are remembered; without those that only a hash stands for.</summary>
    public IEnumerable<string> Leading(StateShape shape, int oldest) =>
        _values.Where(static value => !ValueKey.IsHash(value.Key)).OrderByDescending(value => CountOf(value.Value, shape, oldest)).Select(static value => value.Key);

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest)
    {
        if (field.IsMissing || day < oldest)
            return;
        _matches.Add(day, shape.OfMatches!, oldest);
        if (_isFull)
            return;
        Span<char> buffer = stackalloc char[ValueKey.MaxLength];
        var counts = ValuesOf(ValueKey.Of(ref field, buffer).ToString());
        counts.Add(day, shape.OfValue!, oldest);
        CloseIfReached(counts, shape);
        Prune(oldest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        var more = (ValueTallies)other;
        _matches.Join(more._matches, shape.OfMatches!, oldest);
        if (more._isFull)
            Close();
        foreach (var (key, theirs) in more._values)
        {
            if (_isFull)
                return;
            var counts = ValuesOf(key);
            counts.Join(theirs, shape.OfValue!, oldest);
            CloseIfReached(counts, shape);
        }

        Prune(oldest);
    }

    public override RuleState Clone()
    {
        var copy = new ValueTallies { _matches = (DayCounts)_matches.Clone(), _isFull = _isFull };
        foreach (var (key, counts) in _values)
            copy._values.Add(key, (DayCounts)counts.Clone());
        return copy;
    }

    /// <summary>The matches, then the values; a number of 0 behind matches says that a value has reached the largest bound.</summary>
    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        _matches.Write(writer, shape.OfMatches!, oldest);
        if (_matches.IsEmpty || _matches.Days[^1].Day < oldest)
            return;
        writer.Number(_values.Values.Count(counts => CountsFrom(counts, oldest)));
        foreach (var (key, counts) in _values)
        {
            if (!CountsFrom(counts, oldest))
                continue;
            writer.Text(key);
            counts.Write(writer, shape.OfValue!, oldest);
        }
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        _matches.Read(ref reader, shape.OfMatches!);
        if (_matches.IsEmpty)
            return;
        var size = reader.Count();
        _isFull = size == 0;
        string? last = null;
        for (; size > 0; size--)
        {
            var key = reader.Text();
            if (last is not null && string.CompareOrdinal(last, key) >= 0)
                throw SignalsReader.Corrupt("values are out of order");
            var counts = new DayCounts();
            counts.Read(ref reader, shape.OfValue!);
            _values.Add(last = key, counts);
        }
    }

    private static bool CountsFrom(DayCounts counts, int oldest) => !counts.IsEmpty && counts.Days[^1].Day >= oldest;

    private static long CountOf(DayCounts counts, StateShape shape, int oldest)
    {
        if (shape.OnlyTotal)
            return Math.Min(counts.Total, shape.Newest);
        long number = 0;
        var days = counts.Days;
        for (var at = days.Length - 1; at >= 0 && days[at].Day >= oldest; at--)
            number += days[at].Count;
        return number;
    }

    private DayCounts ValuesOf(string key)
    {
        if (!_values.TryGetValue(key, out var counts))
            _values.Add(key, counts = new DayCounts());
        return counts;
    }

    // Values that left the window linger until there are twice as many as at the last look.
    private void Prune(int oldest)
    {
        if (_values.Count < _pruneAt)
            return;
        foreach (var key in _values.Where(entry => !CountsFrom(entry.Value, oldest)).Select(static entry => entry.Key).ToList())
            _values.Remove(key);
        _pruneAt = Math.Max(16, 2 * _values.Count);
    }

    private void CloseIfReached(DayCounts counts, StateShape shape)
    {
        if (shape.OnlyTotal && counts.Total >= shape.Newest)
            Close();
    }

    private void Close()
    {
        _isFull = true;
        _values.Clear();
    }
}
