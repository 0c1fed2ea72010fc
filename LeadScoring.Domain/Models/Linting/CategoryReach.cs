using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Between which points the categories of a model can be, by interval arithmetic over its rules: never narrower than the truth.</summary>
internal sealed class CategoryReach
{
    /// <summary>Of a category without a bound, where points add up: more than any score that is shown.</summary>
    public const long Limit = 1L << 40;

    // Ages are looked at one by one up to here; beyond it a match counts in full.
    private const int MostMatches = 10_000;

    private readonly Dictionary<string, (long Low, long High)> _byName = new(StringComparer.Ordinal);

    private CategoryReach(ModelDefinition definition, Func<Rule, bool> counts)
    {
        foreach (var category in definition.Categories)
        {
            Int128 low = 0, high = 0;
            foreach (var rule in definition.Rules.Where(rule => rule.Category == category.Name && counts(rule)))
            {
                var (least, most) = Of(definition, category, rule);
                low += least;
                high += most;
            }

            var (from, to) = (category.AtLeast?.Value ?? -Limit, category.AtMost?.Value ?? Limit);
            _byName[category.Name] = ((long)Int128.Clamp(low, from, to), (long)Int128.Clamp(high, from, to));
        }
    }

    /// <summary>With all rules that can match.</summary>
    /// <param name="definition">The model.</param>
    /// <param name="counts">Which rules may give points; the others give none.</param>
    public static CategoryReach Of(ModelDefinition definition, Func<Rule, bool> counts) => new(definition, counts);

    /// <summary>Milli-points of a category.</summary>
    public (long Low, long High) this[string category] => _byName[category];

    /// <summary>The number of matches of an event rule that count at most.</summary>
    public static long MatchesOf(ModelDefinition definition, Rule.Event rule)
    {
        var size = Math.Max(1, Math.Abs(rule.Points.Value));
        long newest = rule.Count is CountMode.Once ? 1 : rule.Newest ?? (definition.Points is null ? (definition.Scale.Value + size - 1) / size : Limit);
        return rule is { WithinDays: { } within, PerDay: { } perDay } ? Math.Min(newest, (within + 1L) * perDay) : newest;
    }

    private static (long Least, long Most) Of(ModelDefinition definition, CategoryTerms category, Rule rule)
    {
        long[] points = rule switch
        {
            Rule.Profile profile => [.. profile.Tiers.Select(static tier => tier.Points.Value)],
            Rule.Event e => [Sum(definition, category, e)],
            Rule.Band band => [.. band.Steps.Select(static step => step.Points.Value)],
            Rule.Silence silence => [.. silence.Steps.Select(static step => step.Points.Value)],
            Rule.State state => [state.Points.Value],
            Rule.Combination combination => [combination.Points.Value],
            _ => [],
        };
        return (Math.Min(0, points.DefaultIfEmpty().Min()), Math.Max(0, points.DefaultIfEmpty().Max()));
    }

    // With a limit a day the matches lie on as many days, and the older ones have faded.
    private static long Sum(ModelDefinition definition, CategoryTerms category, Rule.Event rule)
    {
        var matches = MatchesOf(definition, rule);
        var decay = rule.Decay ?? (rule.Points.Value > 0 ? category.Decay : null);
        if (rule.PerDay is not { } perDay || decay is null or Decay.None || matches > MostMatches)
            return Saturated(rule.Points.Value, matches);
        double sum = 0;
        for (long match = 0; match < matches; match++)
            sum += rule.Points.Value * Factor(decay, match / perDay);
        // Each match is rounded to a thousandth, at most half of one away.
        return rule.Points.Value > 0 ? (long)Math.Ceiling(sum + (matches * 0.5)) : (long)Math.Floor(sum - (matches * 0.5));
    }

    private static long Saturated(long points, long matches) => (long)Int128.Clamp((Int128)points * matches, long.MinValue / 4, long.MaxValue / 4);

    private static double Factor(Decay decay, long age) => decay switch
    {
        Decay.HalfLife half => Math.Pow(2.0, -(double)age / half.Days),
        Decay.Linear linear => Math.Max(0.0, 1.0 - ((double)age / linear.Days)),
        Decay.Expire expire => age < expire.Days ? 1.0 : 0.0,
        _ => 1.0,
    };
}
