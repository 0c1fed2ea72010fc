using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>Reads the parameters of a report.</summary>
public sealed class ReportQuery(ModelCatalog catalog, TimeProvider clock)
{
    /// <summary>Days of a report when the question names none.</summary>
    private const int UsualDays = 90;

    /// <summary>Most days of a report.</summary>
    internal const int MostDays = 400;

    /// <summary>What is asked, with its defaults: every model, or the only one, and the ninety days that end today; or what is wrong.</summary>
    internal async Task<(ReportQuestion? Question, Problem? Problem)> Read(IReport report, IQueryCollection query, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "from", "to");
        string[] ids = [.. (await catalog.Active(cancellation)).Select(static active => active.Id)];
        var model = reader.OneOf("model", ids) ?? (report.IsOfOneModel && ids.Length == 1 ? ids[0] : null);
        var to = ReadDay(reader, "to") ?? Day.Of(clock.GetUtcNow());
        var from = ReadDay(reader, "from") ?? to.AddDays(1 - UsualDays);
        if (reader.Problem is null && (to < from || to - from >= MostDays))
            reader.Refuse("from", $"'from' must not be after 'to', and a report covers at most {MostDays} days.", $"Use a day from {to.AddDays(1 - MostDays)} to {to}, or another 'to'.");
        if (reader.Problem is { } problem)
            return (null, problem);
        return report.IsOfOneModel && model is null ? (null, WhichModel(ids)) : (new ReportQuestion(report.Name, model, from, to), null);
    }

    private static Problem WhichModel(string[] ids) => ids.Length == 0
        ? Problem.BadRequest("LS-QUERY-003", "No model is published, so there is nothing to report.", "Publish one with POST /api/v1/models/{model}/publish.")
        : Problem.BadRequest("LS-QUERY-003", "Several models are published; the query must name one.", $"Add ?model= with one of {string.Join(", ", ids)}.");

    // Days far away would leave the calendar when others are reckoned from them.
    private static Day? ReadDay(QueryReader reader, string name)
    {
        if (reader.Text(name) is not { } text)
            return null;
        if (Day.TryParse(text, out var day) && day.Start.Year is >= 1970 and <= 9000)
            return day;
        reader.Refuse(name, $"'{name}' must be a day.", "Use a day such as 2026-03-01; days are UTC.");
        return null;
    }
}
