using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Signals;

/// <summary>How many matches there were on which day: at most so many a day, and only as many of the newest as can count.</summary>
internal sealed class DayCounts : RuleState
{
    private int[] _days = [];
    private int[] _counts = [];
    private int _size;

    /// <summary>Matches in all.</summary>
    public long Total { get; private set; }

    /// <summary>Days in rising order.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, _size);

    /// <summary>Matches of each day; meaningless where only the total is kept.</summary>
    public ReadOnlySpan<int> Counts => _counts.AsSpan(0, _size);

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest) => Add(day, shape, oldest);

    public void Add(int day, StateShape shape, int oldest)
    {
        if (shape.OnlyTotal)
        {
            AddToTotal(day, 1);
            return;
        }

        var last = _size - 1;
        if (last >= 0 && _days[last] == day)
        {
            if (_counts[last] >= shape.PerDay)
                return;
            _counts[last]++;
            Total++;
        }
        else if (!Insert(day, 1, shape, oldest))
        {
            return;
        }

        if (Total > shape.Newest)
            DropOldest(shape.Newest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        var more = (DayCounts)other;
        if (shape.OnlyTotal)
        {
            if (more._size > 0)
                AddToTotal(more._days[0], more.Total);
            return;
        }

        for (var i = more._size - 1; i >= 0; i--)
            Insert(more._days[i], more._counts[i], shape, oldest);
        DropOldest(shape.Newest);
    }

    public override RuleState Clone() => new DayCounts
    {
        _days = Days.ToArray(),
        _counts = Counts.ToArray(),
        _size = _size,
        Total = Total,
    };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        var first = 0;
        while (first < _size && _days[first] < oldest)
            first++;
        writer.Number(_size - first);
        if (shape.OnlyTotal && _size > 0)
        {
            writer.Signed(_days[0]);
            writer.Number(Total);
            return;
        }

        for (var i = first; i < _size; i++)
        {
            writer.Signed(i == first ? _days[i] : _days[i] - _days[i - 1] - 1);
            writer.Number(_counts[i]);
        }
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        var size = reader.Count();
        if (shape.OnlyTotal)
        {
            if (size > 0)
                AddToTotal(reader.Day(), reader.Number());
            return;
        }

        _days = new int[size];
        _counts = new int[size];
        for (; _size < size; _size++)
        {
            _days[_size] = _size == 0 ? reader.Day() : reader.DayAfter(_days[_size - 1]);
            _counts[_size] = reader.Positive();
            Total += _counts[_size];
        }
    }

    private void AddToTotal(int day, long count)
    {
        if (_size == 0)
        {
            _days = [day];
            _counts = [0];
            _size = 1;
        }

        _days[0] = Math.Max(_days[0], day);
        Total += count;
    }

    /// <summary>False when nothing was added.</summary>
    private bool Insert(int day, int count, StateShape shape, int oldest)
    {
        count = Math.Min(count, shape.PerDay);
        var at = _size;
        while (at > 0 && _days[at - 1] > day)
            at--;
        if (at > 0 && _days[at - 1] == day)
        {
            var room = Math.Min(count, shape.PerDay - _counts[at - 1]);
            _counts[at - 1] += room;
            Total += room;
            return room > 0;
        }

        if (day < oldest || (at == 0 && Total >= shape.Newest))
            return false;
        if (_size == _days.Length)
        {
            at -= Prune(oldest);
            Grow();
        }

        _days.AsSpan(at, _size - at).CopyTo(_days.AsSpan(at + 1));
        _counts.AsSpan(at, _size - at).CopyTo(_counts.AsSpan(at + 1));
        _days[at] = day;
        _counts[at] = count;
        _size++;
        Total += count;
        return true;
    }

    private void Grow()
    {
        if (_size < _days.Length)
            return;
        var length = Math.Max(2, _size * 2);
        Array.Resize(ref _days, length);
        Array.Resize(ref _counts, length);
    }

    private int Prune(int oldest)
    {
        var gone = 0;
        while (gone < _size && _days[gone] < oldest)
            Total -= _counts[gone++];
        RemoveFirst(gone);
        return gone;
    }

    private void DropOldest(int newest)
    {
        var gone = 0;
        while (Total > newest)
        {
            var excess = (int)Math.Min(Total - newest, _counts[gone]);
            _counts[gone] -= excess;
            Total -= excess;
            if (_counts[gone] == 0)
                gone++;
        }

        RemoveFirst(gone);
    }

    private void RemoveFirst(int count)
    {
        if (count == 0)
            return;
        _size -= count;
        _days.AsSpan(count, _size).CopyTo(_days);
        _counts.AsSpan(count, _size).CopyTo(_counts);
    }
}
