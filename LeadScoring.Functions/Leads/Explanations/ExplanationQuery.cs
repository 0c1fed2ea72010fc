using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Leads.Explanations;

/// <summary>Reads the parameters of an explanation.</summary>
public sealed class ExplanationQuery(ModelOfLead models, TimeProvider clock)
{
    /// <summary>What is asked, with its defaults: the only model, the version by which the lead is scored, today in its time zone; or what is wrong.</summary>
    internal async Task<(AskedExplanation? Asked, Problem? Problem)> Read(IQueryCollection query, LeadRead read, CancellationToken cancellation)
    {
        var reader = new QueryReader(query, "model", "asOf", "version");
        var version = reader.Whole("version", 1, 999_999);
        var asOf = ReadDay(reader);
        var (model, problem) = await models.Read(reader, read, version, cancellation);
        if (model is null)
            return (null, problem);
        var today = models.Today(model, read.State);
        if (asOf - today > Evaluator.Horizon)
            Refuse(reader, today);
        return reader.Problem is { } tooFar ? (null, tooFar) : (new AskedExplanation(model, asOf ?? today), null);
    }

    private Day? ReadDay(QueryReader reader)
    {
        if (reader.Text("asOf") is not { } text)
            return null;
        if (Day.TryParse(text, out var day))
            return day;
        Refuse(reader, Day.Of(clock.GetUtcNow()));
        return null;
    }

    private static void Refuse(QueryReader reader, Day today) =>
        reader.Refuse("asOf", "'asOf' must be a day up to 400 days ahead.", $"Use a day such as {today}, at most {today.AddDays(Evaluator.Horizon)}.");
}
