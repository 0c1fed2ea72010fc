using LeadScoring.Domain.Audit;
using LeadScoring.Domain.Decisions;

namespace LeadScoring.Functions.Reports;

/// <summary>Writes the report <c>service-level</c> as the API shows it.</summary>
internal static class ServiceLevelAnswers
{
    /// <summary>The whole result.</summary>
    /// <param name="result">Of the computation.</param>
    /// <param name="sum">All parts together.</param>
    public static ServiceLevelAnswer Of(ReportResult result, ServiceLevelPart sum)
    {
        var (question, total) = (result.Question, Total(sum));
        return new ServiceLevelAnswer(
            question.Name,
            question.Model,
            question.From,
            question.To,
            result.ComputedAt.UtcDateTime,
            result.Refreshing,
            result.Leads,
            Item(null, total),
            Audit(total, sum),
            Rows(sum));
    }

    /// <summary>The figures alone, for another report.</summary>
    public static OverviewServiceLevel FiguresOf(ServiceLevelPart sum) => new(Item(null, Total(sum)), Rows(sum));

    private static ServiceLevelFigures Total(ServiceLevelPart sum) => sum.Rows.Aggregate(ServiceLevelFigures.None, static (all, row) => all + row.Figures);

    private static List<ServiceLevelItem> Rows(ServiceLevelPart sum) => [.. sum.Rows.Select(static row => Item(row.Key, row.Figures))];

    private static AuditItem Audit(ServiceLevelFigures total, ServiceLevelPart sum) => new(
        total.HandOffs - total.BelowThreshold - total.Unchecked,
        total.BelowThreshold,
        sum.Unchecked.ToDictionary(static reason => VerdictText.Name(reason.Key), static reason => reason.Value, StringComparer.Ordinal),
        sum.Failures,
        sum.Failures.Length < total.BelowThreshold);

    private static ServiceLevelItem Item(ServiceLevelKey? key, ServiceLevelFigures figures) => new(
        key?.Model,
        key is { Cause: var cause } ? WireNames.For(cause) : null,
        key?.Entry,
        key is { To: var to } ? WireNames.For(to) : null,
        figures.HandOffs,
        figures.Agreed,
        figures.InTime,
        figures.Late,
        figures.Overdue,
        figures.Closed,
        figures.Running,
        Ratio(100 * figures.InTime, figures.InTime + figures.Late + figures.Overdue, 1),
        figures.Attempts,
        Ratio(figures.Attempts, figures.HandOffs, 2),
        figures.Accepted,
        figures.MedianHours,
        figures.OverdueNow,
        figures.Abandoned,
        figures.Recycled,
        figures.Disqualified,
        figures.BelowThreshold,
        figures.Unchecked);

    private static decimal? Ratio(int part, int whole, int decimals) =>
        whole == 0 ? null : Math.Round((decimal)part / whole, decimals, MidpointRounding.AwayFromZero);
}
