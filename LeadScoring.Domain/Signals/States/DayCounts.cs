using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>How many matches there were on which day: at most this many a day, and only as many of the newest as can count.</summary>
internal sealed class DayCounts : RuleState
{
    private FewDayCounts _few;
    private DayCount[]? _many;
    private int _size;
    private long _total;

    /// <summary>Matches in all.</summary>
    public long Total => _total;

    /// <summary>By rising day. The count of a day is meaningless where only the total is kept.</summary>
    public ReadOnlySpan<DayCount> Days => Room[.._size];

    private Span<DayCount> Room => _many is null ? _few : _many;

    public override bool IsEmpty => _size == 0;

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest) => Add(day, shape, oldest);

    public void Add(int day, StateShape shape, int oldest)
    {
        if (shape.OnlyTotal)
        {
            AddToTotal(day, 1);
            return;
        }

        var room = Room;
        var last = _size - 1;
        if (last >= 0 && room[last].Day == day)
        {
            if (room[last].Count >= shape.PerDay)
                return;
            room[last].Count++;
            _total++;
        }
        else if (!Insert(day, 1, shape, oldest))
        {
            return;
        }

        if (_total > shape.Newest)
            DropOldest(shape.Newest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        var more = (DayCounts)other;
        if (shape.OnlyTotal)
        {
            if (more._size > 0)
                AddToTotal(more.Days[0].Day, more._total);
            return;
        }

        for (var i = more._size - 1; i >= 0; i--)
            Insert(more.Days[i].Day, more.Days[i].Count, shape, oldest);
        DropOldest(shape.Newest);
    }

    public override RuleState Clone() => new DayCounts
    {
        _few = _few,
        _many = _many?.ToArray(),
        _size = _size,
        _total = _total,
    };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        var days = Days;
        while (days.Length > 0 && days[0].Day < oldest)
            days = days[1..];
        writer.Number(days.Length);
        if (shape.OnlyTotal && days.Length > 0)
        {
            writer.Signed(days[0].Day);
            writer.Number(_total);
            return;
        }

        for (var i = 0; i < days.Length; i++)
        {
            writer.Signed(i == 0 ? days[i].Day : days[i].Day - days[i - 1].Day - 1);
            writer.Number(days[i].Count);
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

        if (size > FewDayCounts.Length)
            _many = new DayCount[size];
        var room = Room;
        for (; _size < size; _size++)
        {
            room[_size] = new DayCount(_size == 0 ? reader.Day() : reader.DayAfter(room[_size - 1].Day), reader.Positive());
            _total += room[_size].Count;
        }
    }

    private void AddToTotal(int day, long count)
    {
        _few[0].Day = _size == 0 ? day : Math.Max(_few[0].Day, day);
        _size = 1;
        _total += count;
    }

    /// <summary>False when nothing was added.</summary>
    private bool Insert(int day, int count, StateShape shape, int oldest)
    {
        count = Math.Min(count, shape.PerDay);
        var room = Room;
        var at = _size;
        while (at > 0 && room[at - 1].Day > day)
            at--;
        if (at > 0 && room[at - 1].Day == day)
        {
            count = Math.Min(count, shape.PerDay - room[at - 1].Count);
            room[at - 1].Count += count;
            _total += count;
            return count > 0;
        }

        if (day < oldest || (at == 0 && _total >= shape.Newest))
            return false;
        if (_size == room.Length)
        {
            at -= Prune(oldest);
            room = Grown();
        }

        room[at.._size].CopyTo(room[(at + 1)..]);
        room[at] = new DayCount(day, count);
        _size++;
        _total += count;
        return true;
    }

    private Span<DayCount> Grown()
    {
        if (_size < Room.Length)
            return Room;
        var many = new DayCount[_size * 2];
        Room.CopyTo(many);
        return _many = many;
    }

    private int Prune(int oldest)
    {
        var gone = 0;
        for (var room = Room; gone < _size && room[gone].Day < oldest; gone++)
            _total -= room[gone].Count;
        RemoveFirst(gone);
        return gone;
    }

    private void DropOldest(int newest)
    {
        var gone = 0;
        for (var room = Room; _total > newest;)
        {
            var excess = (int)Math.Min(_total - newest, room[gone].Count);
            room[gone].Count -= excess;
            _total -= excess;
            if (room[gone].Count == 0)
                gone++;
        }

        RemoveFirst(gone);
    }

    private void RemoveFirst(int count)
    {
        if (count == 0)
            return;
        Room[count.._size].CopyTo(Room);
        _size -= count;
    }
}
