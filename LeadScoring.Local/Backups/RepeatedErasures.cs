using LeadScoring.Functions;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>Erases again the people whom an older backup would bring back, by the list in a newer one. Every step may be done twice.</summary>
internal sealed class RepeatedErasures : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private LeadEraser? _eraser;

    /// <param name="settings">The app's.</param>
    /// <param name="tables">The restored tables.</param>
    /// <param name="queues">Asked for the visits that finish each erasure.</param>
    public RepeatedErasures(IConfiguration settings, ITables tables, IQueues queues) =>
        _services = new ServiceCollection().AddLogging().AddLeadScoring(settings).AddSingleton(tables).AddSingleton(queues).BuildServiceProvider();

    /// <summary>Sees that a list is there and whole, before anything is written.</summary>
    /// <exception cref="CommandException">It is not.</exception>
    public static Task Check(BackupFolder list, CancellationToken cancellation) => list.Rows(BackedUpFile.Erasures).Check(cancellation);

    /// <summary>Erases everyone on the list; people of whom the storage knows nothing get their tombstone, by which late deliveries are recognised.</summary>
    /// <returns>How many people are on it.</returns>
    public async Task<int> Run(BackupFolder list, CancellationToken cancellation)
    {
        var erased = 0;
        await foreach (var row in list.Rows(BackedUpFile.Erasures).Rows(cancellation))
        {
            await Run([row.PartitionKey], cancellation);
            erased++;
        }

        return erased;
    }

    /// <summary>Erases some leads.</summary>
    public async Task Run(IReadOnlyList<string> leads, CancellationToken cancellation)
    {
        var eraser = await Eraser(cancellation);
        // Also one that is a tombstone: a try that broke off may have made it and not asked for the rest.
        foreach (var lead in leads)
            await eraser.Erase(lead, cancellation);
    }

    /// <summary>Deletes what the backup kept of text that nobody could read and that names an erased person: no lead's erasure comes upon it when the lead is not known.</summary>
    /// <returns>How much that was.</returns>
    public Task<int> Unname(CancellationToken cancellation) => _services.GetRequiredService<RejectedStore>().EraseErased(cancellation);

    private async Task<LeadEraser> Eraser(CancellationToken cancellation)
    {
        if (_eraser is null)
            await _services.GetRequiredService<LeadNumbering>().Read(_services.GetRequiredService<ITables>(), cancellation);
        return _eraser ??= _services.GetRequiredService<LeadEraser>();
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();
}
