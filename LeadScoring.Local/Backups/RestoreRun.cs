using System.Diagnostics;
using System.Globalization;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>A restore from its first check to the moment at which the app may be started. One that broke off is begun again with the same backup and lists.</summary>
/// <param name="tables">Empty, or filled in part by a try that broke off.</param>
/// <param name="queues">Theirs.</param>
/// <param name="settings">The app's, the installation key too.</param>
/// <param name="tell">What is done, a line each.</param>
internal sealed class RestoreRun(ITables tables, IQueues queues, IConfiguration settings, Action<string> tell)
{
    /// <summary>Puts the backup into the storage, and erases everyone on a list again.</summary>
    /// <exception cref="CommandException">The backup or a list is broken, or the storage holds something else; nothing is written.</exception>
    public async Task Run(BackupFolder backup, IReadOnlyCollection<BackupFolder> lists, CancellationToken cancellation)
    {
        foreach (var list in lists)
            await RepeatedErasures.Check(list, cancellation);

        var watch = Stopwatch.StartNew();
        var restorer = new Restorer(tables, queues);
        var (rows, woken) = await restorer.Run(backup, lists, cancellation);
        tell(string.Create(CultureInfo.InvariantCulture, $"{rows:N0} rows in {watch.Elapsed.TotalSeconds:N1} s ({rows / Math.Max(watch.Elapsed.TotalSeconds, 0.001):N0}/s); {woken} leads with waiting work are on the queue."));
        if (lists.Count > 0 || restorer.ErasedMeanwhile.Count > 0)
            await Erase(lists, restorer.ErasedMeanwhile, cancellation);
        await restorer.End(cancellation);
    }

    private async Task Erase(IReadOnlyCollection<BackupFolder> lists, IReadOnlyList<string> meanwhile, CancellationToken cancellation)
    {
        await using var erasures = new RepeatedErasures(settings, tables, queues);
        await erasures.Run(meanwhile, cancellation);
        foreach (var list in lists)
            tell($"{await erasures.Run(list, cancellation)} people are erased, by the list of {TimeText.Of(list.Manifest.TakenAt)}.");
        // After all lists: whoever is on one is a tombstone now.
        if (await erasures.Unname(cancellation) is > 0 and var unnamed)
            tell($"{unnamed} rejected events that name them are deleted.");
    }
}
