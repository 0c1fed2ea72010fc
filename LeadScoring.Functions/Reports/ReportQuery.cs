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

    /// <summary>What is asked, with its defaults: every model, the ninety days that end today; or what is wrong.</summary>
    internal async Task<(ReportQuestion? Question, Problem? Problem)> Read(string name, IQueryCollection query, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "from", "to");
        var model = reader.OneOf("model", [.. (await catalog.Active(cancellation)).Select(static active => active.Id)]);
        var to = ReadDay(reader, "to") ?? Day.Of(clock.GetUtcNow());
        var from = ReadDay(reader, "from") ?? to.AddDays(1 - UsualDays);
        if (reader.Problem is null && (to < from || to - from >= MostDays))
            reader.Refuse("from", $"'from' must not be after 'to', and a report covers at most {MostDays} days.", $"Use a day from {to.AddDays(1 - MostDays)} to {to}, or another 'to'.");
        return reader.Problem is { } problem ? (null, problem) : (new ReportQuestion(name, model, from, to), null);
    }

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
