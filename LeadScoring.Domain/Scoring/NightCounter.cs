namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Counts inactivity nights (scoring, section 5). Between consecutive activity days u and v they are u+after, u+after+every, ... up to v; after the newest
/// they run on. Sums over the gaps are made once per evaluation, so that a count between two days is two look-ups.
/// </summary>
internal sealed class NightCounter(int after, int every)
{
    private int[] _before = [];
    private int _upTo;

    /// <summary>Takes the activity days, in rising order, and the day of the evaluation.</summary>
    public void Prepare(ReadOnlySpan<int> activity, int asOf)
    {
        if (_before.Length < activity.Length)
            _before = new int[Math.Max(activity.Length, _before.Length * 2)];
        var nights = 0;
        for (var i = 1; i < activity.Length; i++)
        {
            nights += InGap(activity[i] - activity[i - 1]);
            _before[i] = nights;
        }

        _upTo = UpTo(activity, asOf);
    }

    /// <summary>Nights n with <paramref name="day"/> &lt; n &lt;= the day of the evaluation.</summary>
    public int Since(ReadOnlySpan<int> activity, int day) => _upTo == 0 ? 0 : _upTo - UpTo(activity, day);

    /// <summary>Nights on or before a day.</summary>
    private int UpTo(ReadOnlySpan<int> activity, int day)
    {
        // The last activity day before the day; on an activity day itself the gap that ends there counts.
        var at = activity.Length - 1;
        while (at >= 0 && activity[at] >= day)
            at--;
        return at < 0 ? 0 : (at == 0 ? 0 : _before[at]) + InGap(day - activity[at]);
    }

    private int InGap(int days) => days < after ? 0 : ((days - after) / every) + 1;
}
