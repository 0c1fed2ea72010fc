using Azure;
using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Files;

using Microsoft.AspNetCore.WebUtilities;

namespace LeadScoring.Local.Backups;

/// <summary>Writes the leads, each as it was at one moment, and lists those who were erased.</summary>
internal sealed class LeadBackup(ITable leads, RowFileWriter file, RowFileWriter erasures)
{
    private const int MostTries = 20;
    private const int InMemory = 8 * 1024 * 1024;

    public async Task Run(CancellationToken cancellation)
    {
        await foreach (var lead in new LeadScan(leads).All(cancellation))
        {
            if (lead.Rows is { } rows)
                await Small(rows, cancellation);
            else
                await Large(lead.Id, cancellation);
        }
    }

    /// <summary>A line of the list of erased people, for a lead's state; null when it is none of these.</summary>
    public static TableEntity? Erasure(TableEntity? state) =>
        ErasedAt(state) is { } at ? new TableEntity(state!.PartitionKey, "erased") { ["at"] = at } : null;

    private async Task Small(IReadOnlyList<TableEntity> rows, CancellationToken cancellation)
    {
        var state = rows.FirstOrDefault(static row => row.RowKey == RowKeys.Lead);
        var erased = await List(state, cancellation);
        foreach (var row in rows.Where(row => !erased || Outlives(row)))
            await file.Write(row, cancellation);
    }

    // Its pages are of different moments. They fit together when the state, which every decision and every scored event changes, is the same before and after.
    private async Task Large(string id, CancellationToken cancellation)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await leads.Find(id, RowKeys.Lead, cancellation);
            await using var buffer = new FileBufferingWriteStream(InMemory);
            var rows = await Read(id, ErasedAt(before) is not null, buffer, cancellation);
            var after = await leads.Find(id, RowKeys.Lead, cancellation);
            if ((before?.ETag ?? default(ETag)) != (after?.ETag ?? default(ETag)))
                continue;

            await List(after, cancellation);
            await file.Write(stream => buffer.DrainBufferAsync(stream, cancellation), rows);
            return;
        }

        throw new CommandException("LS-BACKUP-002", $"Lead {id} has thousands of rows and changed during each of {MostTries} attempts to read them.", "Make the backup again at a quieter time.");
    }

    private async Task<long> Read(string id, bool erased, FileBufferingWriteStream buffer, CancellationToken cancellation)
    {
        long rows = 0;
        var line = new System.Buffers.ArrayBufferWriter<byte>(64 * 1024);
        await foreach (var row in leads.Rows(KeyRange.Rows(id), cancellation))
        {
            if (erased && !Outlives(row))
                continue;
            line.ResetWrittenCount();
            RowJson.Write(row, line);
            await buffer.WriteAsync(line.WrittenMemory, cancellation);
            rows++;
        }

        return rows;
    }

    private async Task<bool> List(TableEntity? state, CancellationToken cancellation)
    {
        if (Erasure(state) is not { } erasure)
            return false;
        await erasures.Write(erasure, cancellation);
        return true;
    }

    // What is left of somebody whose rows are just being deleted; the others are not kept, since the work that deletes them may be done already.
    private static bool Outlives(TableEntity row) => row.RowKey == RowKeys.Lead || row.RowKey.StartsWith(RowKeys.OutboxPrefix, StringComparison.Ordinal);

    private static DateTimeOffset? ErasedAt(TableEntity? state)
    {
        try
        {
            return state is null ? null : LeadRows.ReadState(state).ErasedAt;
        }
        catch (CorruptStateException corrupt) when (corrupt is not NewerStateException)
        {
            // Backed up as it is: the lead is parked, and a person may mend it.
            return null;
        }
    }
}
