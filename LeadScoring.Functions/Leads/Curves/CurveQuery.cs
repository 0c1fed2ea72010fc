using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.Curves;

/// <summary>Reads the parameters of a curve.</summary>
public sealed class CurveQuery(ModelOfLead models)
{
    /// <summary>What is asked, with its defaults: the only model, ninety days up to today, thirty days ahead; or what is wrong.</summary>
    internal async Task<(AskedCurve? Asked, Problem? Problem)> Read(IQueryCollection query, LeadRead read, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "from", "to");
        var (from, to) = (ReadDay(reader, "from"), ReadDay(reader, "to"));
        var (model, problem) = await models.Read(reader, read, null, cancellation);
        if (model is null)
            return (null, problem);

        var today = models.Today(model, read.State);
        var last = to ?? today.AddDays(CurvePeriod.UsualDaysAhead);
        var period = new CurvePeriod(from ?? Earlier(today, last).AddDays(1 - CurvePeriod.UsualDays), last, today);
        if (period.To - today > CurvePeriod.MostDaysAhead)
            reader.Refuse("to", $"'to' must be at most {CurvePeriod.MostDaysAhead} days ahead.", $"Use a day up to {today.AddDays(CurvePeriod.MostDaysAhead)}.");
        else if (period.From > period.To || period.To - period.From >= CurvePeriod.MostDays)
            reader.Refuse("from", $"'from' must not be after 'to', and a curve covers at most {CurvePeriod.MostDays} days.", $"Use a day from {period.To.AddDays(1 - CurvePeriod.MostDays)} to {period.To}, or another 'to'.");
        return reader.Problem is { } wrong ? (null, wrong) : (new AskedCurve(model, period), null);
    }

    private static Day Earlier(Day left, Day right) => left <= right ? left : right;

    // Days far away would leave the calendar when others are reckoned from them.
    private static Day? ReadDay(QueryReader reader, string name)
    {
        if (reader.Text(name) is not { } text)
            return null;
        if (Day.TryParse(text, out var day) && day.Start.Year is >= 1970 and <= 9000)
            return day;
        reader.Refuse(name, $"'{name}' must be a day.", "Use a day such as 2026-03-01; days are those of the model's time zone.");
        return null;
    }
}
