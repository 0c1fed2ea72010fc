namespace LeadScoring.Domain.Models.Compiling;

/// <summary>
/// The value of a match (docs/reference/scoring.md#the-value-of-a-match) for one rule: what it is worth by its age and the inactivity nights since. Values are
/// computed by that very formula and kept, since powers are slow and ages come again.
/// </summary>
internal sealed class ValueTable
{
    private const int KeptAges = 512;
    private const int KeptNights = 32;

    private readonly Decay _decay;
    private readonly double _left;

    // Rows are filled on demand. Threads may fill one twice, with the same values.
    private readonly long[]?[] _rows;

    /// <param name="points">Milli-points of one match.</param>
    /// <param name="decay">In force for the rule.</param>
    /// <param name="losePercent">What a night of inactivity takes; 0 for none.</param>
    public ValueTable(long points, Decay decay, decimal losePercent)
    {
        Points = points;
        _decay = decay;
        _left = 1.0 - ((double)losePercent / 100.0);
        _rows = new long[losePercent == 0 ? 1 : KeptNights][];
        Fresh = Fill(0);
        RestsAtAge = AgeOfRest(points, decay);
        RestsAfterNights = NightsOfRest(points, _left);
    }

    public long Points { get; }

    /// <summary>By age, up to where ages are rare: what a match is worth that no night has touched.</summary>
    public long[] Fresh { get; }

    /// <summary>The decay in force.</summary>
    public Decay Decay => _decay;

    /// <summary>Milli-points of a match of an age in days, from 0 on, after this many nights.</summary>
    public long this[int age, int nights]
    {
        get
        {
            if (age is < 0 or >= KeptAges || nights >= _rows.Length)
                return Compute(age, nights);
            return (_rows[nights] ?? Fill(nights))[age];
        }
    }

    /// <summary>An age from which on a match is worth the same for ever; <see cref="int.MaxValue"/> when age never brings it there.</summary>
    public int RestsAtAge { get; }

    /// <summary>A number of nights after which nothing is left; <see cref="int.MaxValue"/> when nights take nothing.</summary>
    public int RestsAfterNights { get; }

    private static int AgeOfRest(long points, Decay decay) => decay switch
    {
        Decay.HalfLife half => (int)Math.Min(int.MaxValue / 4, half.Days * (Math.Log2(Math.Abs((double)points)) + 3)),
        Decay.Linear linear => linear.Days,
        Decay.Expire expire => expire.Days,
        _ => int.MaxValue,
    };

    private static int NightsOfRest(long points, double left) => left >= 1 ? int.MaxValue
        : left <= 0 ? 1
        : (int)Math.Min(int.MaxValue / 4, (Math.Log(Math.Abs((double)points)) / -Math.Log(left)) + (2 / -Math.Log(left)) + 2);

    private long[] Fill(int nights)
    {
        var row = new long[KeptAges];
        for (var age = 0; age < row.Length; age++)
            row[age] = Compute(age, nights);
        Volatile.Write(ref _rows[nights], row);
        return row;
    }

    // The order of these operations is part of the semantics.
    private long Compute(int age, int nights)
    {
        var factor = _decay switch
        {
            Decay.HalfLife half => Math.Pow(2.0, -(double)age / half.Days),
            Decay.Linear linear => Math.Max(0.0, 1.0 - ((double)age / linear.Days)),
            Decay.Expire expire => age < expire.Days ? 1.0 : 0.0,
            _ => 1.0,
        };
        var value = Points * factor;
        value *= Math.Pow(_left, nights);
        return (long)Math.Round(value, MidpointRounding.AwayFromZero);
    }
}
