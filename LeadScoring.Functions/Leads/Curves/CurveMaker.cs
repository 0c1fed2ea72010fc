using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Curves;

/// <summary>Makes the curve of a lead from its log, its decisions and the versions of the model.</summary>
public sealed class CurveMaker(LeadStore leads, ITables tables, ModelStore models)
{
    /// <summary>The whole answer. Reads a log of more than one page twice.</summary>
    public async Task<CurveAnswer> Make(string leadId, AskedCurve asked, CancellationToken cancellation)
    {
        var (model, period) = asked;
        var curve = new ScoreCurve(model, period.Days);
        long events = 0;
        await foreach (var page in leads.ReadTwice(leadId, null, logged => curve.Observe(logged.EventKey, logged.Captured.Event), cancellation))
        {
            events += page.Count;
            foreach (var logged in page)
                curve.Add(logged.EventKey, logged.Captured.Event);
        }

        var definition = model.Model.Definition;
        string[] names = [.. definition.Dimensions.Select(static dimension => dimension.Name)];
        return new CurveAnswer(
            leadId,
            model.Id,
            model.Version,
            model.Model.Zone.Id,
            period.From,
            period.To,
            period.Today,
            period.IsByWeek ? "week" : "day",
            names.Length == 0 ? null : Dimensions(model.Model),
            definition.Points?.Target.Points,
            [.. curve.Points().Select(point => Item(point, names, period.Today))],
            await Decisions(leadId, asked, cancellation),
            await Versions(asked, cancellation),
            events);
    }

    private static CurvePointItem Item(CurvePoint point, string[] names, Day today) => new(
        point.Day,
        point.Score,
        point.Grade?.ToString(),
        point.Route,
        names.Length == 0 ? null : names.Zip(point.Shares).ToDictionary(static share => share.First, static share => Plain(share.Second), StringComparer.Ordinal),
        point.Progress,
        point.Day > today);

    private static List<CurveDimension> Dimensions(ScoringModel model)
    {
        var all = model.Definition.Dimensions.Sum(static dimension => dimension.Weight);
        return [.. model.Definition.Dimensions.Select(dimension => new CurveDimension(dimension.Name, Plain(Math.Round(100 * dimension.Weight / all, 6, MidpointRounding.AwayFromZero))))];
    }

    // Without zeros at its end.
    private static decimal Plain(decimal number) => number / 1.0000000000000000000000000000m;

    private async Task<List<CurveDecision>> Decisions(string leadId, AskedCurve asked, CancellationToken cancellation)
    {
        var decisions = new List<CurveDecision>();
        await foreach (var row in tables.Leads.Rows(KeyRange.Rows(leadId, RowKeys.FactPrefix, RowKeys.After(RowKeys.FactPrefix)), cancellation))
        {
            var fact = LeadRows.ReadFact(row);
            var day = asked.Model.Model.Zone.DayOf(fact.At);
            if (fact.Model == asked.Model.Id && day >= asked.Period.From && day <= asked.Period.To && DecisionText.For(fact.Decision) is { } text)
                decisions.Add(Item(fact, day, text));
        }

        return [.. decisions.OrderBy(static decision => decision.At)];
    }

    private static CurveDecision Item(Fact fact, Day day, string text)
    {
        var decision = new CurveDecision(fact.Decision.Type, fact.At.UtcDateTime, day, fact.Version, null, null, null, text);
        return fact.Decision switch
        {
            Decision.Qualified d => decision with { Cause = WireNames.For(d.Cause), Route = d.Route, To = WireNames.For(d.To) },
            Decision.Upgraded d => decision with { Cause = WireNames.For(EpochCause.Route), Route = d.Route, To = WireNames.For(d.To) },
            _ => decision,
        };
    }

    private async Task<List<CurveVersion>> Versions(AskedCurve asked, CancellationToken cancellation)
    {
        var (zone, period) = (asked.Model.Model.Zone, asked.Period);
        var published = (await models.Versions(asked.Model.Id, cancellation)).Where(version => zone.DayOf(version.At) <= period.To).ToList();
        var live = published.LastOrDefault(version => zone.DayOf(version.At) < period.From);
        return [.. published.Where(version => version == live || zone.DayOf(version.At) >= period.From).Select(version => new CurveVersion(version.Version, version.At.UtcDateTime, zone.DayOf(version.At), version.Reason))];
    }
}
