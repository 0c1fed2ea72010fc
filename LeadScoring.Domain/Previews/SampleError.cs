namespace LeadScoring.Domain.Previews;

/// <summary>
/// What a count of a sample says about all. Leads fall into buckets by a hash, so a count is as good as one of independent leads; its limits are those of a Poisson count at 95 % in Byar's approximation
/// (Breslow and Day, Statistical Methods in Cancer Research II, 1987, formula 2.10). They are a little too wide where the sample is a large part.
/// </summary>
public static class SampleError
{
    private const double Deviations = 1.96;

    /// <summary>The estimate and its limits.</summary>
    /// <param name="count">In the sample.</param>
    /// <param name="buckets">In the sample.</param>
    /// <param name="all">Of this many.</param>
    public static Estimate Of(int count, int buckets, int all)
    {
        if (buckets >= all)
            return new Estimate(count, count, count);
        var factor = (double)all / buckets;
        var low = count == 0 ? 0 : count * Cube(1 - (1 / (9.0 * count)) - (Deviations / (3 * Math.Sqrt(count))));
        var high = (count + 1) * Cube(1 - (1 / (9.0 * (count + 1))) + (Deviations / (3 * Math.Sqrt(count + 1))));
        return new Estimate(Round(count * factor), Math.Max(count, Round(low * factor)), Round(high * factor));
    }

    private static double Cube(double number) => number * number * number;

    private static int Round(double number) => (int)Math.Round(number, MidpointRounding.AwayFromZero);
}

/// <summary>A number of leads, with the limits between which it is at 95 %; all three are the same where all leads were counted.</summary>
public readonly record struct Estimate(int Number, int Low, int High);
