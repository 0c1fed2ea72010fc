using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.Extensions.Hosting;

namespace LeadScoring.Functions.Configuration;

/// <summary>Creates the tables and queues that are missing, before the first request, and refuses a storage that is not whole.</summary>
public sealed class StorageSetup(ITables tables, IQueues queues, ITopic topic) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(tables.CreateMissing(cancellationToken), queues.CreateMissing(cancellationToken));
        if (topic is LocalTopic local)
            await local.CreateMissing(cancellationToken);
        await RestoreMark.Check(tables, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
