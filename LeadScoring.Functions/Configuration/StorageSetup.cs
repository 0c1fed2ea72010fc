using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.Extensions.Hosting;

namespace LeadScoring.Functions.Configuration;

/// <summary>Creates the tables and queues that are missing, before the first request, refuses a storage that is not whole, and reads how new leads begin in it.</summary>
public sealed class StorageSetup(ITables tables, IQueues queues, ITopic topic, NewLeads newLeads) : IHostedService
{
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(tables.CreateMissing(cancellationToken), queues.CreateMissing(cancellationToken));
        if (topic is LocalTopic local)
            await local.CreateMissing(cancellationToken);
        await RestoreMark.Check(tables, cancellationToken);
        await newLeads.Read(tables, cancellationToken);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
