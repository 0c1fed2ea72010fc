using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.Extensions.Hosting;

namespace LeadScoring.Functions.Configuration;

/// <summary>
/// Creates the tables and queues that are missing, refuses a storage that is not whole, and reads how new leads begin in it. All that before any service starts: the
/// Functions worker, whose own service comes first, takes invocations as soon as it has started.
/// </summary>
public sealed class StorageSetup(ITables tables, IQueues queues, ITopic topic, LeadNumbering numbering) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(tables.CreateMissing(cancellationToken), queues.CreateMissing(cancellationToken));
        if (topic is IQueueTopic local)
            await local.CreateMissing(cancellationToken);
        await RestoreMark.Check(tables, cancellationToken);
        await numbering.Read(tables, cancellationToken);
        await BoardFormRow.Begin(tables, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
