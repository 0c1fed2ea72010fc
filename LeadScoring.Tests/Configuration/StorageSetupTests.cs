using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Simulation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace LeadScoring.Tests.Configuration;

public sealed class StorageSetupTests
{
    [Fact]
    public async Task The_app_does_not_start_on_a_partly_restored_storage()
    {
        var world = new World();
        var setup = new StorageSetup(world.Tables, world.Queues, world.Topic, new LeadNumbering());
        await setup.StartingAsync(CancellationToken.None);
        var tables = world.Tables;
        await tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = "a backup's" }, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<UnfinishedRestoreException>(() => setup.StartingAsync(CancellationToken.None));
        Assert.Contains("leads restore", refused.Message, StringComparison.Ordinal);

        await tables.Reports.Delete(RestoreMark.Partition, RestoreMark.Row, ETag.All, CancellationToken.None);
        await setup.StartingAsync(CancellationToken.None);
    }

    [Fact]
    public async Task No_service_starts_before_the_storage_was_checked()
    {
        var world = new World();
        await world.Tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = "a backup's" }, CancellationToken.None);
        var worker = new Worker();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        // As in the Functions worker, whose service is registered before the app can add one.
        builder.Services.AddSingleton<IHostedService>(worker);
        builder.Services.AddSingleton<IHostedService>(new StorageSetup(world.Tables, world.Queues, world.Topic, new LeadNumbering()));
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
