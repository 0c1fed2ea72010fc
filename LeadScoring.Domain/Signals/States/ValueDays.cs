using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>The newest day of each different value of a field: of as many values as can count, those with the newest days (ties: the ordinally smallest keys).</summary>
internal sealed class ValueDays : RuleState
{
    private ValueDay[] _entries = [];
    private int _size;

    /// <summary>In ordinal order of the values.</summary>
    public ReadOnlySpan<ValueDay> Values => _entries.AsSpan(0, _size);

    public override bool IsEmpty => _size == 0;

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest)
    {
        if (field.IsMissing || day < oldest)
            return;
        Span<char> buffer = stackalloc char[ValueKey.MaxLength];
        Put(ValueKey.Of(ref field, buffer), null, day, shape, oldest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        foreach (var (key, day) in ((ValueDays)other).Values)
        {
            if (day >= oldest)
                Put(key, key, day, shape, oldest);
        }
    }

    public override RuleState Clone() => new ValueDays { _entries = Values.ToArray(), _size = _size };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        var kept = 0;
        foreach (var (_, day) in Values)
            kept += day >= oldest ? 1 : 0;
        writer.Number(kept);
        foreach (var (key, day) in Values)
        {
            if (day < oldest)
                continue;
            writer.Text(key);
            writer.Signed(day);
        }
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        var size = reader.Count();
        _entries = new ValueDay[size];
        for (; _size < size; _size++)
        {
            _entries[_size] = new ValueDay(reader.Text(), reader.Day());
            if (_size > 0 && string.CompareOrdinal(_entries[_size - 1].Key, _entries[_size].Key) >= 0)
                throw SignalsReader.Corrupt("values are out of order");
        }
    }

    private void Put(ReadOnlySpan<char> key, string? text, int day, StateShape shape, int oldest)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _entries[at].Day = Math.Max(_entries[at].Day, day);
            return;
        }

        at = ~at;
        if (_size >= shape.Newest)
        {
            var worst = Worst();
            // Worse than all that is kept, it could never count before one of those does.
            if (day < _entries[worst].Day || (day == _entries[worst].Day && at > worst))
                return;
            Remove(worst);
            if (worst < at)
                at--;
        }

        if (_size == _entries.Length)
        {
            Prune(oldest);
            at = ~Find(key);
            if (_size == _entries.Length)
                Array.Resize(ref _entries, Math.Max(2, _size * 2));
        }

        _entries.AsSpan(at, _size - at).CopyTo(_entries.AsSpan(at + 1));
        _entries[at] = new ValueDay(text ?? key.ToString(), day);
        _size++;
    }

    private int Find(ReadOnlySpan<char> key)
    {
        int low = 0, high = _size - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _entries[middle].Key.AsSpan().SequenceCompareTo(key);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return ~low;
    }

    private int Worst()
    {
        var worst = 0;
        for (var i = 1; i < _size; i++)
        {
            if (_entries[i].Day <= _entries[worst].Day)
                worst = i;
        }

        return worst;
    }

    private void Remove(int at)
    {
        _size--;
        _entries.AsSpan(at + 1, _size - at).CopyTo(_entries.AsSpan(at));
        _entries[_size] = default;
    }

    private void Prune(int oldest)
    {
        var kept = 0;
        for (var i = 0; i < _size; i++)
        {
            if (_entries[i].Day >= oldest)
                _entries[kept++] = _entries[i];
        }

        _entries.AsSpan(kept, _size - kept).Clear();
        _size = kept;
    }
}

/// <summary>A value's key and its newest day.</summary>
internal record struct ValueDay(string Key, int Day);
