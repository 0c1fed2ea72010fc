using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Rebuild;

/// <summary>
/// Finds rebuilds that began and that no message continues, for instance since a process of an older version took one and did not know that another bucket follows.
/// Where messages wait, also as poison, they are the ones to look at.
/// </summary>
public sealed class UnfinishedRebuilds(ModelStore store, ModelCatalog catalog, IQueues queues, RebuildRequests requests, ILogger<UnfinishedRebuilds> log)
{
    /// <summary>Asks for them again; buckets that are done cost one look.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        if (await queues.Depth(QueueNames.Rebuild, cancellation) is > 0 || await queues.Depth(QueueNames.Poison(QueueNames.Rebuild), cancellation) is > 0)
            return;
        foreach (var model in await catalog.Active(cancellation))
        {
            var begun = (await store.Progress(model.Id, cancellation)).Where(bucket => bucket.Version == model.Version).ToList();
            if (begun.Count == 0 || (begun.Count == LeadIds.Buckets && begun.All(static bucket => bucket.IsDone)))
                continue;
            log.RebuildUnfinished(model.Id, model.Version);
            await requests.AskAll(model.Id, TimeSpan.Zero);
        }
    }
}
