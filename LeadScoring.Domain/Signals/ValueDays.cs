using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Signals;

/// <summary>The newest day of each different value of a field: of as many values as can count, those with the newest days (ties: the ordinally smallest keys).</summary>
internal sealed class ValueDays : RuleState
{
    private string[] _keys = [];
    private int[] _days = [];
    private int _size;

    /// <summary>Newest day of each value, in the order of the values.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, _size);

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest)
    {
        if (field.IsMissing || day < oldest)
            return;
        Span<char> buffer = stackalloc char[ValueKey.MaxLength];
        Put(ValueKey.Of(ref field, buffer), null, day, shape, oldest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        var more = (ValueDays)other;
        for (var i = 0; i < more._size; i++)
        {
            if (more._days[i] >= oldest)
                Put(more._keys[i], more._keys[i], more._days[i], shape, oldest);
        }
    }

    public override RuleState Clone() => new ValueDays { _keys = _keys.AsSpan(0, _size).ToArray(), _days = Days.ToArray(), _size = _size };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        var kept = 0;
        foreach (var day in Days)
            kept += day >= oldest ? 1 : 0;
        writer.Number(kept);
        for (var i = 0; i < _size; i++)
        {
            if (_days[i] < oldest)
                continue;
            writer.Text(_keys[i]);
            writer.Signed(_days[i]);
        }
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        var size = reader.Count();
        _keys = new string[size];
        _days = new int[size];
        for (; _size < size; _size++)
        {
            _keys[_size] = reader.Text();
            if (_size > 0 && string.CompareOrdinal(_keys[_size - 1], _keys[_size]) >= 0)
                throw SignalsReader.Corrupt("values are out of order");
            _days[_size] = reader.Day();
        }
    }

    private void Put(ReadOnlySpan<char> key, string? text, int day, StateShape shape, int oldest)
    {
        var at = Find(key);
        if (at >= 0)
        {
            _days[at] = Math.Max(_days[at], day);
            return;
        }

        at = ~at;
        if (_size >= shape.Newest)
        {
            var worst = Worst();
            // Worse than all that is kept, it could never count before one of those does.
            if (day < _days[worst] || (day == _days[worst] && at > worst))
                return;
            Remove(worst);
            if (worst < at)
                at--;
        }

        if (_size == _keys.Length)
        {
            Prune(oldest);
            at = ~Find(key);
            if (_size == _keys.Length)
            {
                Array.Resize(ref _keys, Math.Max(2, _size * 2));
                Array.Resize(ref _days, _keys.Length);
            }
        }

        _keys.AsSpan(at, _size - at).CopyTo(_keys.AsSpan(at + 1));
        _days.AsSpan(at, _size - at).CopyTo(_days.AsSpan(at + 1));
        _keys[at] = text ?? key.ToString();
        _days[at] = day;
        _size++;
    }

    private int Find(ReadOnlySpan<char> key)
    {
        int low = 0, high = _size - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = _keys[middle].AsSpan().SequenceCompareTo(key);
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
            if (_days[i] <= _days[worst])
                worst = i;
        }

        return worst;
    }

    private void Remove(int at)
    {
        _size--;
        _keys.AsSpan(at + 1, _size - at).CopyTo(_keys.AsSpan(at));
        _days.AsSpan(at + 1, _size - at).CopyTo(_days.AsSpan(at));
        _keys[_size] = null!;
    }

    private void Prune(int oldest)
    {
        var kept = 0;
        for (var i = 0; i < _size; i++)
        {
            if (_days[i] < oldest)
                continue;
            _keys[kept] = _keys[i];
            _days[kept++] = _days[i];
        }

        _keys.AsSpan(kept, _size - kept).Clear();
        _size = kept;
    }
}
