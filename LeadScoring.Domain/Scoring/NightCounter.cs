using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Counts inactivity nights (docs/reference/scoring.md#inactivity). Between consecutive activity days u and v they are u+after, u+after+every, ... up to v; after the newest
/// they run on. Only the gaps that hold nights are kept, and most leads have few of them.
/// </summary>
internal sealed class NightCounter(int after, int every)
{
    private Gap[] _gaps = new Gap[8];
    private int _size;

    /// <summary>No night lies in the whole history.</summary>
    public bool IsNone => _size == 0;

    /// <summary>Takes a lead's activity days and the day of the evaluation.</summary>
    public void Prepare(LeadSignals signals, int asOf)
    {
        _size = 0;
        var activity = signals.Activity;
        if (activity.IsEmpty || (signals.LongestGap < after && asOf - activity[^1] < after))
            return;
        var previous = activity[0];
        foreach (var day in activity)
        {
            if (day - previous >= after)
                Add(previous, day);
            previous = day;
        }

        if (asOf - previous >= after)
            Add(previous, asOf);
    }

    /// <summary>Nights n with <paramref name="day"/> &lt; n &lt;= the day of the evaluation.</summary>
    public int Since(int day)
    {
        var nights = 0;
        for (var i = _size - 1; i >= 0 && _gaps[i].Last > day; i--)
        {
            ref var gap = ref _gaps[i];
            nights += day < gap.First ? gap.Count : gap.Count - 1 - ((day - gap.First) / every);
        }

        return nights;
    }

    private void Add(int from, int to)
    {
        if (_size == _gaps.Length)
            Array.Resize(ref _gaps, _size * 2);
        var count = ((to - from - after) / every) + 1;
        _gaps[_size++] = new Gap(from + after, from + after + ((count - 1) * every), count);
    }

    /// <summary>The nights between two activity days.</summary>
    private readonly record struct Gap(int First, int Last, int Count);
}
