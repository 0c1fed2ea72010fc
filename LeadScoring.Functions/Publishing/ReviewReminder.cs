using System.Collections.Concurrent;
using System.Globalization;

using Azure.Data.Tables;

using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Publishing;

/// <summary>Says once, in the audit log and in the app's log, that the review of a version is due. Lists and health go on saying it until another version is published.</summary>
public sealed class ReviewReminder(ITables tables, ModelCatalog catalog, ModelStore store, AuditStore audit, TimeProvider clock, ILogger<ReviewReminder> log)
{
    /// <summary>Of the entry in the audit log.</summary>
    internal const string Action = "model.review.due";

    private const string Actor = "system";

    private readonly ConcurrentDictionary<string, int> _said = new(StringComparer.Ordinal);

    /// <summary>Looks at the models that are live.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var model in await catalog.Active(cancellation))
        {
            if (model.Model.Definition.ReviewEveryDays is null || _said.GetValueOrDefault(model.Id) == model.Version)
                continue;
            if (await store.Published(model.Id, model.Version, cancellation) is not { } published || ReviewDate.Of(model.Model.Definition, published.At, clock.GetUtcNow()) is not { IsDue: true } review)
                continue;
            if ((await tables.Models.Find(model.Id, ModelRows.Review, cancellation))?.GetInt32("version") != model.Version)
            {
                log.ReviewDue(model.Id, model.Version, review.On.ToString());
                await audit.Add(Actor, Action, string.Create(CultureInfo.InvariantCulture, $"{model.Id} version {model.Version}"), "due", cancellation);
                // Written last: a crash before says it once more.
                await tables.Models.Upsert(new TableEntity(model.Id, ModelRows.Review) { ["version"] = model.Version }, cancellation);
            }

            _said[model.Id] = model.Version;
        }
    }
}
