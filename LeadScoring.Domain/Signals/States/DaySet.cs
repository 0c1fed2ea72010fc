namespace LeadScoring.Domain.Signals.States;

/// <summary>A sorted set of days. A mutable struct, kept in one field of its owner and never copied; <c>default</c> is empty.</summary>
internal struct DaySet
{
    private int[]? _days;
    private int _size;

    /// <summary>No two neighbouring days are further apart; a day that came between two of them is not looked at again.</summary>
    public int LongestGap { get; private set; }

    /// <summary>In rising order.</summary>
    public readonly ReadOnlySpan<int> Days => _days.AsSpan(0, _size);

    public void Add(int day)
    {
        var days = _days;
        var last = _size - 1;
        if (last >= 0 && days![last] == day)
            return;
        Insert(day);
    }

    public void Join(in DaySet other)
    {
        foreach (var day in other.Days)
            Add(day);
    }

    public readonly DaySet Clone() => new() { _days = _size == 0 ? null : Days.ToArray(), _size = _size, LongestGap = LongestGap };

    public readonly void Write(SignalsWriter writer)
    {
        var days = Days;
        writer.Number(days.Length);
        for (var i = 0; i < days.Length; i++)
            writer.Signed(i == 0 ? days[i] : days[i] - days[i - 1] - 1);
    }

    public void Read(ref SignalsReader reader)
    {
        var days = new int[reader.Count()];
        for (_size = 0; _size < days.Length; _size++)
        {
            days[_size] = _size == 0 ? reader.Day() : reader.DayAfter(days[_size - 1]);
            LongestGap = _size == 0 ? 0 : Math.Max(LongestGap, days[_size] - days[_size - 1]);
        }

        _days = days;
    }

    private void Insert(int day)
    {
        var at = _size;
        if (at > 0 && _days![at - 1] > day)
        {
            at = FirstFrom(day);
            if (_days[at] == day)
                return;
        }

        if (_days is null || _size == _days.Length)
            Array.Resize(ref _days, Math.Max(4, _size * 2));
        _days.AsSpan(at, _size - at).CopyTo(_days.AsSpan(at + 1));
        _days[at] = day;
        _size++;
        if (at == _size - 1 && at > 0)
            LongestGap = Math.Max(LongestGap, day - _days[at - 1]);
        else if (at == 0 && _size > 1)
            LongestGap = Math.Max(LongestGap, _days[1] - day);
    }

    /// <summary>Index of the first day that is not before the given one.</summary>
    private readonly int FirstFrom(int day)
    {
        int low = 0, high = _size;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_days![middle] < day)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }
}
