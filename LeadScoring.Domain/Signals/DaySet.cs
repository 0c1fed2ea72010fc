namespace LeadScoring.Domain.Signals;

/// <summary>A sorted set of days.</summary>
internal sealed class DaySet
{
    private int[] _days = [];
    private int _size;

    /// <summary>In rising order.</summary>
    public ReadOnlySpan<int> Days => _days.AsSpan(0, _size);

    public void Add(int day)
    {
        if (_size > 0 && _days[_size - 1] == day)
            return;
        var at = _size;
        if (_size > 0 && _days[_size - 1] > day)
        {
            at = Days.BinarySearch(day);
            if (at >= 0)
                return;
            at = ~at;
        }

        if (_size == _days.Length)
            Array.Resize(ref _days, Math.Max(2, _size * 2));
        _days.AsSpan(at, _size - at).CopyTo(_days.AsSpan(at + 1));
        _days[at] = day;
        _size++;
    }

    public void Join(DaySet other)
    {
        foreach (var day in other.Days)
            Add(day);
    }

    public DaySet Clone() => new() { _days = Days.ToArray(), _size = _size };

    public void Write(SignalsWriter writer)
    {
        writer.Number(_size);
        for (var i = 0; i < _size; i++)
            writer.Signed(i == 0 ? _days[i] : _days[i] - _days[i - 1] - 1);
    }

    public void Read(ref SignalsReader reader)
    {
        _days = new int[reader.Count()];
        for (; _size < _days.Length; _size++)
            _days[_size] = _size == 0 ? reader.Day() : reader.DayAfter(_days[_size - 1]);
    }
}
