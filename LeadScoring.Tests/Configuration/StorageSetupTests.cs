using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Simulation;

namespace LeadScoring.Tests.Configuration;

public sealed class StorageSetupTests
{
    [Fact]
    public async Task A_storage_that_is_restored_only_in_part_is_not_worked_on()
    {
        var world = new World();
        var setup = new StorageSetup(world.Tables, world.Queues, world.Topic, new NewLeads());
        await setup.StartAsync(CancellationToken.None);
        var tables = world.Tables;
        await tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = "a backup's" }, CancellationToken.None);

        var refused = await Assert.ThrowsAsync<UnfinishedRestoreException>(() => setup.StartAsync(CancellationToken.None));
        Assert.Contains("leads restore", refused.Message, StringComparison.Ordinal);

        await tables.Reports.Delete(RestoreMark.Partition, RestoreMark.Row, ETag.All, CancellationToken.None);
        await setup.StartAsync(CancellationToken.None);
    }
}
