using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>The columns of <c>service-level.csv</c>: the hand-offs of a model, route and team are a line. Columns are only ever added, and at the end.</summary>
internal static class ServiceLevelColumns
{
    /// <summary>In order.</summary>
    public static readonly ImmutableArray<ServiceLevelColumn> All =
    [
        new("model", static (_, row) => row.Model),
        new("cause", static (_, row) => row.Cause),
        new("route", static (_, row) => row.Route),
        new("to", static (_, row) => row.To),
        Number("handOffs", static row => row.HandOffs),
        Number("agreed", static row => row.Agreed),
        Number("inTime", static row => row.InTime),
        Number("late", static row => row.Late),
        Number("overdue", static row => row.Overdue),
        Number("closed", static row => row.Closed),
        Number("running", static row => row.Running),
        Number("keptPercent", static row => row.KeptPercent),
        Number("attempts", static row => row.Attempts),
        Number("attemptsPerHandOff", static row => row.AttemptsPerHandOff),
        Number("accepted", static row => row.Accepted),
        Number("medianHours", static row => row.MedianHours),
        Number("overdueNow", static row => row.OverdueNow),
        Number("abandoned", static row => row.Abandoned),
        Number("recycled", static row => row.Recycled),
        Number("disqualified", static row => row.Disqualified),
        Number("belowThreshold", static row => row.BelowThreshold),
        Number("unchecked", static row => row.Unchecked),
        new("firstDay", static (answer, _) => answer.From.ToString()),
        new("lastDay", static (answer, _) => answer.To.ToString()),
        new("computedAt", static (answer, _) => TimeText.Of(answer.ComputedAt)),
    ];

    private static ServiceLevelColumn Number(string name, Func<ServiceLevelItem, decimal?> value) =>
        new(name, (_, row) => value(row)?.ToString(CultureInfo.InvariantCulture));
}

/// <param name="Name">Of the header.</param>
/// <param name="Value">What stands in it; null = nothing.</param>
internal sealed record ServiceLevelColumn(string Name, Func<ServiceLevelAnswer, ServiceLevelItem, string?> Value);
