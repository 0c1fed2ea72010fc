using System.Globalization;
using System.Runtime.CompilerServices;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>Erases by keys what cannot be read: a person has a right to be forgotten whatever state the rows are in.</summary>
public sealed class BrokenLeads(LeadStore leads, ITables tables, LeadNumbering numbering)
{
    private const int MaxConflicts = 20;

    // The state, its two outbox rows, and what is left of a batch.
    private const int MostDeletes = TableLimits.ActionsPerBatch - 3;

    /// <summary>Writes the tombstone of a lead with broken rows, and deletes these in the same batch.</summary>
    /// <param name="read">The lead as far as it can be read.</param>
    /// <param name="tombstone">Makes it, of names, the lead and its state.</param>
    /// <param name="cancellation">Ends the work between two attempts.</param>
    /// <exception cref="TimeoutException">Other writers were faster every time.</exception>
    public async Task Bury(LeadRead read, Func<IEnumerable<string>, LeadRead, LeadState, LeadEdit> tombstone, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts && !read.Broken.IsEmpty; conflicts++)
        {
            // Broken rows beside a tombstone: work of the erasure itself, which the rest goes with.
            var edit = read.State?.ErasedAt is null ? tombstone(await Names(read, cancellation), read, read.State ?? await LastNumbers(read.LeadId, cancellation)) : new LeadEdit(read.State);
            List<TableTransactionAction> actions = [StateOf(read, edit.State)];
            actions.AddRange(edit.Outbox.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LeadRows.Outbox(read.LeadId, row))));
            actions.AddRange(read.Broken.Where(static row => row.RowKey != RowKeys.Lead).Take(MostDeletes)
                .Select(row => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(read.LeadId, row.RowKey), ETag.All)));
            await leads.Submit(actions, cancellation);
            read = await leads.ReadReadable(read.LeadId, cancellation);
        }

        if (!read.Broken.IsEmpty)
            throw new TimeoutException($"Lead {read.LeadId} could not be saved: too many concurrent changes.");
    }

    /// <summary>The leads that say they were merged into a lead: looks through the states of all.</summary>
    public async IAsyncEnumerable<string> MergedInto(string leadId, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await foreach (var row in tables.Leads.Rows(KeyRange.Partitions(null, null, RowKeys.Lead), cancellation))
        {
            if (IsMergedInto(row, leadId))
                yield return row.PartitionKey;
        }
    }

    /// <summary>Deletes the rows of Due and Board that name a lead: looks through both.</summary>
    public async Task DeleteIndexRows(string leadId, CancellationToken cancellation)
    {
        var bucket = LeadIds.BucketOf(leadId);
        await Delete(tables.Due, KeyRange.Rows(DueRows.Partition(bucket)), leadId, cancellation);
        await Delete(tables.Due, KeyRange.Rows(DueRows.DeadlinePartition(bucket % DueRows.DeadlinePartitions)), leadId, cancellation);
        await Delete(tables.Board, KeyRange.PartitionsFrom(""), leadId, cancellation);
    }

    // The keys of both tables end with the lead's id.
    private static async Task Delete(ITable table, KeyRange range, string leadId, CancellationToken cancellation)
    {
        await foreach (var row in table.Rows(range, cancellation))
        {
            if (row.RowKey.EndsWith(":" + leadId, StringComparison.Ordinal))
                await table.Delete(row.PartitionKey, row.RowKey, ETag.All, cancellation);
        }
    }

    private static bool IsMergedInto(TableEntity row, string leadId)
    {
        try
        {
            return LeadRows.ReadState(row).MergedInto == leadId;
        }
        catch (CorruptStateException)
        {
            // Nobody can tell; it is parked, and erased by itself when its person asks.
            return false;
        }
    }

    private static TableTransactionAction StateOf(LeadRead read, LeadState state) => read.IsStateBroken
        ? new(TableTransactionActionType.UpdateReplace, LeadRows.State(read.LeadId, state), read.Tag)
        : LeadBatch.StateOf(read, state);

    // Also those that only events of the log know, as far as these can be read.
    private async Task<IReadOnlySet<string>> Names(LeadRead read, CancellationToken cancellation)
    {
        var names = new SortedSet<string>(LeadNames.Of(read), StringComparer.Ordinal);
        await foreach (var page in leads.ReadRows(read.LeadId, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
        {
            foreach (var identity in ReadableRows.Of(page, static row => LeadRows.ReadEvent(row).Captured.Lead))
            {
                names.Add(identity.Name);
                names.UnionWith(identity.OtherNames);
            }
        }

        return names;
    }

    // Numbers of messages are never used again: the topic would take the new one for a repetition.
    private async Task<LeadState> LastNumbers(string leadId, CancellationToken cancellation)
    {
        var state = numbering.State;
        return state with
        {
            Facts = Math.Max(state.Facts, await Last(leadId, RowKeys.FactPrefix, cancellation)),
            Messages = Math.Max(state.Messages, await Last(leadId, RowKeys.OutboxPrefix, cancellation)),
        };
    }

    private async Task<int> Last(string leadId, string prefix, CancellationToken cancellation)
    {
        var last = 0;
        await foreach (var page in leads.ReadRows(leadId, prefix, RowKeys.After(prefix), cancellation))
            last = page.Select(row => int.TryParse(row.RowKey.AsSpan(prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0).Append(last).Max();
        return last;
    }
}
