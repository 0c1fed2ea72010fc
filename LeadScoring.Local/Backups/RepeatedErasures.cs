using LeadScoring.Functions;
using LeadScoring.Functions.Identity;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>Erases anew the people whom an older backup would bring back, by the list in a newer one.</summary>
internal static class RepeatedErasures
{
    /// <summary>Erases whoever is on the list; people of whom the storage knows nothing get their tombstone, by which late deliveries are recognised.</summary>
    /// <param name="list">A backup with the list of erased people.</param>
    /// <param name="settings">The app's.</param>
    /// <param name="tables">The restored tables.</param>
    /// <param name="queues">Asked for the visits that finish each erasure.</param>
    /// <param name="cancellation">Ends between two people.</param>
    /// <returns>How many are erased anew.</returns>
    public static async Task<int> Run(BackupFolder list, IConfiguration settings, ITables tables, IQueues queues, CancellationToken cancellation)
    {
        await list.Check(cancellation);
        var services = new ServiceCollection().AddLogging().AddLeadScoring(settings);
        services.AddSingleton(tables);
        services.AddSingleton(queues);
        await using var provider = services.BuildServiceProvider();
        var (leads, eraser) = (provider.GetRequiredService<LeadStore>(), provider.GetRequiredService<LeadEraser>());
        var erased = 0;
        await foreach (var row in list.Rows(BackedUpFile.Erasures).Rows(cancellation))
        {
            if (await leads.Find(row.PartitionKey, cancellation) is { State.ErasedAt: not null })
                continue;
            await eraser.Erase(row.PartitionKey, cancellation);
            erased++;
        }

        return erased;
    }
}
