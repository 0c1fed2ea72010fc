using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads what rules count and measure, and their steps.</summary>
internal sealed class StepReader(Findings findings)
{
    private static readonly Dictionary<string, bool> CountWords = new(StringComparer.Ordinal) { ["each"] = false, ["once"] = true };
    private static readonly Dictionary<string, bool> MeasureWords = new(StringComparer.Ordinal) { ["count"] = false, ["days"] = true };

    private static readonly string[] MeasureKeys = ["distinct", "sum", "most"];

    // 0 is reached without an event: bounds are above it.
    private static readonly NumberRange Bound = new(0.000001m, 1_000_000_000_000, 6);

    /// <summary>Each when absent.</summary>
    public CountMode Count(Node? node)
    {
        if (node is not Node.Map)
        {
            var once = findings.Word(node, "count", CountWords, "{ distinct: field }") ?? false;
            return once ? new CountMode.Once() : new CountMode.Each();
        }

        var keys = Keys.Of(node, "'count'", findings)!;
        var field = findings.Text(keys.Required("distinct"), "distinct");
        keys.Close();
        return new CountMode.Distinct(field ?? "");
    }

    public Measure Measure(Node? node)
    {
        if (node is not Node.Map)
        {
            var days = findings.Word(node, "of", MeasureWords, "{ distinct: field }", "{ most: field }", "{ sum: field }") ?? false;
            return days ? new Measure.Days() : new Measure.Count();
        }

        var keys = Keys.Of(node, "'of'", findings)!;
        var isEmpty = !keys.Others().Any();
        string[] told = [.. MeasureKeys.Where(keys.Has)];
        if (told.Length > 1)
            findings.Add(Codes.Kind, keys.At, $"'of' has both {told[0]} and {told[1]}, but a band rule measures one thing.", "Keep one of the two.");
        var distinct = findings.Text(isEmpty ? keys.Required("distinct") : keys.Optional("distinct"), "distinct");
        var sum = findings.Text(keys.Optional("sum"), "sum");
        var most = findings.Text(keys.Optional("most"), "most");
        keys.Close();
        return sum is not null ? new Measure.Sum(sum) : most is not null ? new Measure.Most(most) : new Measure.Distinct(distinct ?? "");
    }

    public ImmutableArray<BandStep> Bands(Node? node) =>
        Steps(node, "atLeast", bound => findings.Number(bound, "atLeast", Bound), static (bound, points) => new BandStep(bound, points));

    public ImmutableArray<SilenceStep> Silences(Node? node) =>
        Steps(node, "for", bound => findings.Days(bound, "for"), static (days, points) => new SilenceStep(days, points));

    private ImmutableArray<TStep> Steps<TBound, TStep>(Node? node, string key, Func<Node?, TBound?> read, Func<TBound, MilliPoints, TStep> make)
        where TBound : struct
    {
        var steps = ImmutableArray.CreateBuilder<TStep>();
        var bounds = new HashSet<TBound>();
        foreach (var item in findings.SomeItems(node, "steps"))
        {
            if (Keys.Of(item, "a step", findings) is not { } keys)
                continue;
            var boundNode = keys.Required(key);
            var bound = read(boundNode);
            var points = findings.Points(keys.Required("points"), "points");
            keys.Close();
            if (bound is not { } reached)
                continue;
            // Which of two would give its points is anybody's guess.
            if (!bounds.Add(reached))
                findings.Add(Codes.StepTwice, boundNode!.At, string.Create(CultureInfo.InvariantCulture, $"Two steps have the bound '{reached}'."), "Keep one of the two.");
            steps.Add(make(reached, points ?? default));
        }

        return steps.ToImmutable();
    }
}
