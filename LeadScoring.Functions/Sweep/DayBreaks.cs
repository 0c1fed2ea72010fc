using Azure.Data.Tables;

using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// Visits the leads that are due when a day begins in the time zone of a model. At 01:00 UTC it is afternoon in California: a lead whose grade changes on that day would show it half a day
/// late. Without models of other zones than UTC there is nothing to do, and the night does all.
/// </summary>
public sealed class DayBreaks(ITables tables, ModelCatalog models, SweepHandler sweep, TimeProvider clock, ILogger<DayBreaks> log)
{
    private const string Mark = "day-break";

    /// <summary>Starts one visit of all who are due for the zones in which a day has begun since the last one. What is lost of it the next night finds.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        var zones = (await models.Active(cancellation)).Select(static model => model.Model.Zone).Where(static zone => !zone.IsUtc).DistinctBy(static zone => zone.Id).ToList();
        if (zones.Count == 0)
            return;
        var now = clock.GetUtcNow();
        var last = (await tables.Due.Find(DueRows.Watermarks, Mark, cancellation))?.GetDateTimeOffset("at") ?? DateTimeOffset.MinValue;
        string[] begun = [.. zones.Where(zone => zone.StartOf(zone.DayOf(now)) is var start && start > last && start <= now).Select(static zone => zone.Id)];
        if (begun.Length == 0)
            return;
        log.DayBegins(string.Join(", ", begun));
        await sweep.VisitDue(cancellation);
        // Written last: a crash before does it again, which changes nothing.
        await tables.Due.Upsert(new TableEntity(DueRows.Watermarks, Mark) { ["at"] = now }, cancellation);
    }
}
