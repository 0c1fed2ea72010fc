using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Simulation;

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadScoring.Tests.Configuration;

public sealed class StorageSetupTests
{
    [Fact]
    public async Task A_storage_that_is_restored_only_in_part_is_not_worked_on()
    {
        var world = new World();
        var setup = new StorageSetup(world.Tables, world.Queues, world.Topic, new NewLeads());
        await setup.StartingAsync(CancellationToken.None);
        var tables = world.Tables;
        await tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = "a backup's" }, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<UnfinishedRestoreException>(() => setup.StartingAsync(CancellationToken.None));
        Assert.Contains("leads restore", refused.Message, StringComparison.Ordinal);

        await tables.Reports.Delete(RestoreMark.Partition, RestoreMark.Row, ETag.All, CancellationToken.None);
        await setup.StartingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task Until_the_storage_is_seen_to_be_whole_no_other_service_starts()
    {
        var world = new World();
        await world.Tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = "a backup's" }, CancellationToken.None);
        var worker = new Worker();
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        // As in the Functions worker, whose service is registered before the app can add one.
        builder.Services.AddSingleton<IHostedService>(worker);
        builder.Services.AddSingleton<IHostedService>(new StorageSetup(world.Tables, world.Queues, world.Topic, new NewLeads()));
        using var host = builder.Build();

        await Assert.ThrowsAsync<UnfinishedRestoreException>(() => host.StartAsync());

        Assert.False(worker.IsStarted);
    }

    private sealed class Worker : IHostedService
    {
        public bool IsStarted { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            IsStarted = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
