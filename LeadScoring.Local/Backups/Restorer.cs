using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Backups;

/// <summary>
/// Puts a backup into an empty storage, and wakes what waits in it. Every step may be done twice: a restore that was interrupted is simply started again. While it lasts,
/// a mark in the storage says which backup it is.
/// </summary>
internal sealed class Restorer(ITables tables, IQueues queues)
{
    /// <summary>Leads that are restored as they were before their person was erased, while the backup was taken: they are to be erased.</summary>
    public IReadOnlyList<string> ErasedMeanwhile { get; private set; } = [];

    /// <summary>Restores everything; the app must not run on the storage.</summary>
    /// <param name="backup">The backup.</param>
    /// <param name="lists">What will be done by these afterwards: a restore that broke off is begun again with all of them.</param>
    /// <param name="cancellation">Breaks it off.</param>
    /// <returns>How many rows, and how many leads were put on the queue.</returns>
    /// <exception cref="CommandException">The backup is broken, or the storage holds something else.</exception>
    public async Task<(long Rows, long Woken)> Run(BackupFolder backup, IReadOnlyCollection<BackupFolder> lists, CancellationToken cancellation)
    {
        await backup.Check(cancellation);
        await tables.CreateMissing(cancellation);
        await queues.CreateMissing(cancellation);
        await Begin(backup.Manifest.Seal, [.. lists.Select(static list => list.Manifest.Seal)], cancellation);

        var upserts = new RowUpserts();
        (string Name, ITable Table)[] others =
        [
            (TableNames.Models, tables.Models), (TableNames.Sources, tables.Sources), (TableNames.Rejected, tables.Rejected),
            (TableNames.Parked, tables.Parked), (TableNames.Due, tables.Due),
        ];
        foreach (var (name, table) in others)
        {
            await foreach (var row in backup.Rows(name).Rows(cancellation))
                await upserts.Add(table, row, cancellation);
            await upserts.Flush(cancellation);
        }

        await Number(backup, cancellation);
        var models = await Active(cancellation);
        var woken = await Leads(backup, models, upserts, cancellation);
        ErasedMeanwhile = await new MergeRepair(tables, queues, backup.Manifest.TakenAt).Repair(backup.Rows(TableNames.Leads), cancellation);
        await Rebuilds(models, cancellation);
        return (upserts.Rows, woken);
    }

    /// <summary>The storage is whole: the app may be started.</summary>
    public Task End(CancellationToken cancellation) => tables.Reports.Delete(RestoreMark.Partition, RestoreMark.Row, ETag.All, cancellation);

    private async Task Begin(string seal, string[] lists, CancellationToken cancellation)
    {
        var mark = await tables.Reports.Find(RestoreMark.Partition, RestoreMark.Row, cancellation);
        if (mark is not null && (mark.GetString("seal") != seal || (mark.GetString("lists") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries).Except(lists, StringComparer.Ordinal).Any()))
            throw new CommandException("LS-RESTORE-005", "The restore of another backup, or with other lists, was started on this storage.", "Finish that one first with the same command and folders, or use a new storage.");
        if (mark is null)
            await SeeThatAllIsEmpty(cancellation);
        // What an app noted of the empty storage is not so of what comes.
        await tables.Reports.Delete(BoardFormRow.Partition, BoardFormRow.Current, ETag.All, cancellation);
        await tables.Reports.Upsert(new TableEntity(RestoreMark.Partition, RestoreMark.Row) { ["seal"] = seal, ["lists"] = string.Join(' ', lists) }, cancellation);
    }

    private async Task SeeThatAllIsEmpty(CancellationToken cancellation)
    {
        (string Name, ITable Table)[] all =
        [
            (TableNames.Leads, tables.Leads), (TableNames.Models, tables.Models), (TableNames.Sources, tables.Sources), (TableNames.Rejected, tables.Rejected),
            (TableNames.Parked, tables.Parked), (TableNames.Due, tables.Due), (TableNames.Board, tables.Board),
        ];
        foreach (var (name, table) in all)
        {
            if ((await table.Read(KeyRange.PartitionsFrom(""), 1, null, cancellation)).Rows.Count > 0)
                throw new CommandException("LS-RESTORE-005", $"The storage is not empty: the table {name} has rows.", "Restore into a new storage account or data folder, and let the app use that one. Nothing is overwritten, and the old storage stays for comparison.");
        }
    }

    // Of somebody whom the backup does not know nobody knows which numbers were used. By the file, so that it comes to the same when it is done again.
    private async Task Number(BackupFolder backup, CancellationToken cancellation)
    {
        var after = RestoredLead.Gap;
        await foreach (var row in backup.Rows(TableNames.Due).Rows(cancellation))
            after += row.RowKey == LeadNumbering.Row ? LeadNumbering.NumberOf(row) : 0;
        await tables.Due.Upsert(LeadNumbering.RowOf(after), cancellation);
    }

    private async Task<long> Leads(BackupFolder backup, Dictionary<string, int> models, RowUpserts upserts, CancellationToken cancellation)
    {
        long woken = 0;
        var waiting = new List<string>(VisitRequest.MaxLeads);
        RestoredLead? lead = null;
        await foreach (var row in backup.Rows(TableNames.Leads).Rows(cancellation))
        {
            if (lead is not null && lead.Id != row.PartitionKey)
                await EndLead(lead);
            if (lead?.Id != row.PartitionKey)
                lead = new RestoredLead(row.PartitionKey, models);
            await upserts.Add(tables.Leads, lead.Take(row), cancellation);
        }

        if (lead is not null)
            await EndLead(lead);
        await upserts.Flush(cancellation);
        if (waiting.Count > 0)
            await Wake(waiting, cancellation);
        return woken;

        async Task EndLead(RestoredLead done)
        {
            await upserts.End(tables.Leads, done.Id, cancellation);
            foreach (var row in done.Due())
                await upserts.Add(tables.Due, row, cancellation);
            foreach (var row in done.Board())
                await upserts.Add(tables.Board, row, cancellation);
            foreach (var model in done.Outdated)
                await Send(QueueNames.Rebuild, Json.Binary(new RebuildMessage { Model = model, Lead = done.Id }, MessagingJson.Default.RebuildMessage), cancellation);
            if (!done.Waits)
                return;
            woken++;
            waiting.Add(done.Id);
            if (waiting.Count == VisitRequest.MaxLeads)
                await Wake(waiting, cancellation);
        }
    }

    private async Task Wake(List<string> leads, CancellationToken cancellation)
    {
        // The queue may have asked for an evaluation as well, as after a merge.
        await Send(QueueNames.Rescore, Json.Binary(new VisitRequest { Leads = [.. leads], Evaluate = true }, MessagingJson.Default.VisitRequest), cancellation);
        leads.Clear();
    }

    private async Task<Dictionary<string, int>> Active(CancellationToken cancellation)
    {
        var store = new ModelStore(tables);
        var active = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var id in await store.Ids(cancellation))
        {
            if (await store.ActiveVersion(id, cancellation) is { } version)
                active[id] = version;
        }

        return active;
    }

    // Of a rebuild that was under way the messages are lost; its progress tells which buckets are left.
    private async Task Rebuilds(Dictionary<string, int> models, CancellationToken cancellation)
    {
        var store = new ModelStore(tables);
        foreach (var (model, version) in models)
        {
            var progress = await store.Progress(model, cancellation);
            if (progress.Length == 0 || progress.Count(bucket => bucket.Version == version && bucket.IsDone) == Domain.Events.LeadIds.Buckets)
                continue;
            await new RebuildRequests(queues).AskAll(model, TimeSpan.Zero);
        }
    }

    private Task Send(string queue, BinaryData body, CancellationToken cancellation) => queues.Send(queue, body, TimeSpan.Zero, cancellation);
}
