using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rebuild;

/// <summary>
/// Visits all leads of a model whose time zone has other rules for the past than it had: a release of the product brought a corrected tz database (ADR 13). Each visit finds whether the lead's signals
/// were folded by other rules, and asks for its rebuild. A lead that is visited before needs no such reminder.
/// </summary>
public sealed class ZoneRulesCheck(ITables tables, ModelCatalog catalog, ModelStore store, RebuildRequests requests, TimeProvider clock, ILogger<ZoneRulesCheck> log)
{
    /// <summary>Row of a model's partition: the rules of its zone up to a day.</summary>
    internal const string Row = "zone";

    /// <summary>Looks at the models that are active.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var model in await catalog.Active(cancellation))
        {
            if (!model.Model.Zone.IsUtc)
                await Run(model, cancellation);
        }
    }

    private async Task Run(VersionedModel model, CancellationToken cancellation)
    {
        var zone = model.Model.Zone;
        var today = zone.DayOf(clock.GetUtcNow());
        var known = await tables.Models.Find(model.Id, Row, cancellation);
        if (known?.GetString("zone") == zone.Id && Day.TryParse(known.GetString("until"), out var until))
        {
            if (known.GetString("rules") != Text(zone, until))
            {
                log.ZoneChanged(zone.Id, DayZone.DataVersion, model.Id);
                await store.RestartProgress(model.Id, cancellation);
                await requests.AskAll(model.Id, TimeSpan.Zero);
            }
            else if (until == today)
            {
                return;
            }
        }

        // Written last: a crash before asks once more.
        await tables.Models.Upsert(new TableEntity(model.Id, Row) { ["zone"] = zone.Id, ["until"] = today.ToString(), ["rules"] = Text(zone, today) }, cancellation);
    }

    private static string Text(DayZone zone, Day until) => zone.RulesUntil(until).ToString("x16", CultureInfo.InvariantCulture);
}
