using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>How many matches there were and what a field of them adds up to: by day, or in one entry where days do not matter.</summary>
internal sealed class DaySums : RuleState
{
    private int[] _days = [];
    private long[] _counts = [];
    private ExactSum[] _sums = [];
    private int _size;

    /// <summary>Days in rising order; the newest alone where days do not matter.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, _size);

    public ReadOnlySpan<long> Counts => _counts.AsSpan(0, _size);

    public ReadOnlySpan<ExactSum> Sums => _sums.AsSpan(0, _size);

    public override bool IsEmpty => _size == 0;

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest)
    {
        var sum = default(ExactSum);
        if (!field.IsList && field.IsNumeric(shape.ReadsWritten))
            sum = sum.Plus(field.Quantity);
        Put(day, 1, sum, shape, oldest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        var more = (DaySums)other;
        for (var i = 0; i < more._size; i++)
            Put(more._days[i], more._counts[i], more._sums[i], shape, oldest);
    }

    public override RuleState Clone() => new DaySums
    {
        _days = Days.ToArray(),
        _counts = Counts.ToArray(),
        _sums = Sums.ToArray(),
        _size = _size,
    };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        var first = 0;
        while (first < _size && _days[first] < oldest)
            first++;
        writer.Number(_size - first);
        for (var i = first; i < _size; i++)
        {
            writer.Signed(i == first ? _days[i] : _days[i] - _days[i - 1] - 1);
            writer.Number(_counts[i]);
            var (unscaled, scale) = _sums[i].Canonical();
            writer.Number(scale);
            writer.Bytes(unscaled.ToByteArray());
        }
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        var size = reader.Count();
        _days = new int[size];
        _counts = new long[size];
        _sums = new ExactSum[size];
        for (; _size < size; _size++)
        {
            _days[_size] = _size == 0 ? reader.Day() : reader.DayAfter(_days[_size - 1]);
            _counts[_size] = reader.Number();
            var scale = reader.Int();
            _sums[_size] = ExactSum.Of(new System.Numerics.BigInteger(reader.Bytes()), scale);
        }
    }

    private void Put(int day, long count, ExactSum sum, StateShape shape, int oldest)
    {
        var at = _size;
        if (shape.OnlyTotal && _size == 1)
        {
            _days[0] = Math.Max(_days[0], day);
            at = 1;
        }
        else
        {
            while (at > 0 && _days[at - 1] > day)
                at--;
            if (at == 0 || _days[at - 1] != day)
            {
                if (day < oldest)
                    return;
                at = Insert(at, day, oldest);
            }
        }

        _counts[at - 1] += count;
        _sums[at - 1] = _sums[at - 1].Plus(sum);
    }

    /// <summary>Makes an empty entry; returns the index after it.</summary>
    private int Insert(int at, int day, int oldest)
    {
        if (_size == _days.Length)
        {
            at -= Prune(oldest);
            Grow();
        }

        _days.AsSpan(at, _size - at).CopyTo(_days.AsSpan(at + 1));
        _counts.AsSpan(at, _size - at).CopyTo(_counts.AsSpan(at + 1));
        _sums.AsSpan(at, _size - at).CopyTo(_sums.AsSpan(at + 1));
        (_days[at], _counts[at], _sums[at]) = (day, 0, default);
        _size++;
        return at + 1;
    }

    private void Grow()
    {
        if (_size < _days.Length)
            return;
        var length = Math.Max(1, _size * 2);
        Array.Resize(ref _days, length);
        Array.Resize(ref _counts, length);
        Array.Resize(ref _sums, length);
    }

    private int Prune(int oldest)
    {
        var gone = 0;
        while (gone < _size && _days[gone] < oldest)
            gone++;
        _size -= gone;
        _days.AsSpan(gone, _size).CopyTo(_days);
        _counts.AsSpan(gone, _size).CopyTo(_counts);
        _sums.AsSpan(gone, _size).CopyTo(_sums);
        return gone;
    }
}
