using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Azure;
using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Storage;

/// <summary>Reads and writes leads' partitions.</summary>
public sealed class LeadStore(ITables tables)
{
    /// <summary>Rows of the first page: state, models, outbox and the first pending events.</summary>
    public const int PageRows = 150;

    private const int MaxConflicts = 20;

    /// <summary>One range read: the state with its tag first, then what it guards.</summary>
    /// <exception cref="CorruptStateException">A row cannot be read.</exception>
    public Task<LeadRead> Read(string leadId, CancellationToken cancellation) => Read(leadId, null, cancellation);

    /// <summary>The same without the rows that cannot be read, which are named: for what a person has a right to, whatever state the rows are in.</summary>
    /// <exception cref="NewerStateException">A newer version of the app wrote a row: that one can read it.</exception>
    public async Task<LeadRead> ReadReadable(string leadId, CancellationToken cancellation)
    {
        var broken = ImmutableArray.CreateBuilder<BrokenRow>();
        var read = await Read(leadId, broken, cancellation);
        return read with { Broken = broken.ToImmutable() };
    }

    private async Task<LeadRead> Read(string leadId, ImmutableArray<BrokenRow>.Builder? broken, CancellationToken cancellation)
    {
        var page = await tables.Leads.Read(KeyRange.Rows(leadId, RowKeys.Lead), PageRows, null, cancellation);
        LeadState? state = null;
        ETag tag = default;
        var models = ImmutableDictionary.CreateBuilder<string, ModelState>(StringComparer.Ordinal);
        var outbox = ImmutableArray.CreateBuilder<OutboxRow>();
        var pending = ImmutableArray.CreateBuilder<PendingEvent>();
        foreach (var row in page.Rows)
        {
            if (row.RowKey == RowKeys.Lead)
                tag = row.ETag;
            try
            {
                Add(row);
            }
            catch (CorruptStateException unreadable) when (broken is not null && unreadable is not NewerStateException)
            {
                broken.Add(new BrokenRow(row.RowKey, unreadable.Message));
            }
        }

        return new LeadRead
        {
            LeadId = leadId,
            State = state,
            Tag = tag,
            Models = models.ToImmutable(),
            Outbox = outbox.ToImmutable(),
            Pending = pending.ToImmutable(),
            HasMore = page.Continuation is not null,
        };

        void Add(TableEntity row)
        {
            var key = row.RowKey;
            if (key == RowKeys.Lead)
                state = LeadRows.ReadState(row);
            else if (key.StartsWith(RowKeys.ModelPrefix, StringComparison.Ordinal))
                models.Add(key[RowKeys.ModelPrefix.Length..], LeadRows.ReadModel(row));
            else if (key.StartsWith(RowKeys.OutboxPrefix, StringComparison.Ordinal))
                outbox.Add(LeadRows.ReadOutbox(row));
            else if (key.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal))
                pending.Add(LeadRows.ReadPending(row));
        }
    }

    /// <summary>The state with its models' rows, for showing a lead; null when there is none.</summary>
    public async Task<LeadRead?> Find(string leadId, CancellationToken cancellation)
    {
        var page = await tables.Leads.Read(KeyRange.Rows(leadId, RowKeys.Lead, RowKeys.OutboxPrefix), PageRows, null, cancellation);
        var first = page.Rows.Count > 0 ? page.Rows[0] : null;
        if (first?.RowKey != RowKeys.Lead)
            return null;

        return new LeadRead
        {
            LeadId = leadId,
            State = LeadRows.ReadState(first),
            Tag = first.ETag,
            Models = page.Rows.Skip(1).ToImmutableDictionary(row => row.RowKey[RowKeys.ModelPrefix.Length..], LeadRows.ReadModel, StringComparer.Ordinal),
        };
    }

    /// <summary>Changes a lead against other writers: reads it, asks for the change, writes it if nobody wrote meanwhile, else begins again.</summary>
    /// <param name="leadId">The lead.</param>
    /// <param name="change">Given the lead, without its outbox and pending events; one without a state is given too. Null = nothing is to be changed.</param>
    /// <param name="cancellation">Ends the work between two attempts.</param>
    /// <returns>False when the change does not apply.</returns>
    /// <exception cref="TimeoutException">Other writers were faster every time.</exception>
    public Task<bool> Change(string leadId, Func<LeadRead, LeadEdit?> change, CancellationToken cancellation) =>
        Change(leadId, read => Task.FromResult(change(read)), cancellation);

    /// <summary>The same with a change that looks at other leads.</summary>
    /// <exception cref="TimeoutException">Other writers were faster every time.</exception>
    public async Task<bool> Change(string leadId, Func<LeadRead, Task<LeadEdit?>> change, CancellationToken cancellation) =>
        await TryChange(leadId, change, cancellation) switch
        {
            EditOutcome.Contended => throw new TimeoutException($"Lead {leadId} could not be saved: too many concurrent changes."),
            var outcome => outcome == EditOutcome.Done,
        };

    /// <summary>The same, for those who can wait for a better time.</summary>
    public async Task<EditOutcome> TryChange(string leadId, Func<LeadRead, Task<LeadEdit?>> change, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var read = await Find(leadId, cancellation) ?? new LeadRead { LeadId = leadId };
            if (await change(read) is not { } edit)
                return EditOutcome.NotWanted;
            if (await Commit(read, edit, cancellation))
                return EditOutcome.Done;
        }

        return EditOutcome.Contended;
    }

    /// <summary>Writes a change of a lead as it was read. False when somebody wrote meanwhile.</summary>
    public async Task<bool> Commit(LeadRead read, LeadEdit edit, CancellationToken cancellation)
    {
        // The same instance means that nothing changes. An equal copy is written: its new tag makes every writer that read the lead before start again.
        if (ReferenceEquals(edit.State, read.State) && edit is { Fact: null, Outbox: [], Models.IsEmpty: true, Log: [] })
            return true;
        List<TableTransactionAction> actions = [LeadBatch.StateOf(read, edit.State)];
        if (edit.Fact is { } fact)
            actions.Add(new(TableTransactionActionType.Add, LeadRows.Fact(read.LeadId, edit.State.Facts, fact)));
        // The state guards them. Who begins a broken restore again finds the rows of the first attempt there.
        actions.AddRange(edit.Outbox.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LeadRows.Outbox(read.LeadId, row))));
        actions.AddRange(edit.Models.Select(model => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LeadRows.Model(read.LeadId, model.Key, model.Value))));
        actions.AddRange(edit.Log.Select(logged => new TableTransactionAction(TableTransactionActionType.UpsertReplace, LeadRows.Event(read.LeadId, logged.Captured, logged.Seq))));
        return (await Submit(actions, cancellation)).Committed;
    }

    /// <summary>Whether the lead has any row from the state on: known, or with events that wait.</summary>
    public async Task<bool> Exists(string leadId, CancellationToken cancellation) =>
        (await tables.Leads.Read(KeyRange.Rows(leadId, RowKeys.Lead), 1, null, cancellation)).Rows.Count > 0;

    /// <summary>The log in key order (which is not an order in time), after a place.</summary>
    public async IAsyncEnumerable<IReadOnlyList<LoggedEvent>> ReadLog(
        string leadId, string? after, [EnumeratorCancellation] CancellationToken cancellation)
    {
        // '!' sorts before every character of a key, so the row at the place itself is left out.
        var from = after is null ? RowKeys.EventPrefix : after + "!";
        await foreach (var page in ReadRows(leadId, from, RowKeys.After(RowKeys.EventPrefix), cancellation))
            yield return [.. page.Select(LeadRows.ReadEvent)];
    }

    /// <summary>
    /// The log after a place, each page after <paramref name="first"/> has seen all events of the whole log: what is told of one event may depend on any
    /// other. A log of one page is read once.
    /// </summary>
    public async IAsyncEnumerable<IReadOnlyList<LoggedEvent>> ReadTwice(
        string leadId, string? after, Action<LoggedEvent> first, [EnumeratorCancellation] CancellationToken cancellation)
    {
        IReadOnlyList<LoggedEvent>? only = null;
        var pages = 0;
        await foreach (var page in ReadLog(leadId, null, cancellation))
        {
            only = ++pages == 1 && after is null ? page : null;
            foreach (var logged in page)
                first(logged);
        }

        if (only is not null)
        {
            yield return only;
            yield break;
        }

        await foreach (var page in ReadLog(leadId, after, cancellation))
            yield return page;
    }

    /// <summary>Those of the keys whose events the log has, with the hash of their content.</summary>
    public async Task<Dictionary<string, string?>> FindLogged(string leadId, IEnumerable<string> eventKeys, CancellationToken cancellation)
    {
        var found = await tables.Leads.FindLogged(leadId, eventKeys, cancellation);
        return found.ToDictionary(static row => row.Key, static row => LeadRows.HashOf(row.Value), StringComparer.Ordinal);
    }

    /// <summary>Deletes rows of a lead; those that are gone already are not an error.</summary>
    public async Task Delete(string leadId, IEnumerable<string> rowKeys, CancellationToken cancellation)
    {
        foreach (var chunk in rowKeys.Chunk(TableLimits.ActionsPerBatch))
        {
            var deletes = chunk.Select(key => new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(leadId, key), ETag.All)).ToList();
            if ((await Submit(deletes, cancellation)).Committed)
                continue;

            // Somebody else was faster with some.
            await Task.WhenAll(chunk.Select(key => tables.Leads.Delete(leadId, key, ETag.All, cancellation)));
        }
    }

    /// <summary>Rows of a lead in a range of keys, page by page.</summary>
    internal IAsyncEnumerable<IReadOnlyList<TableEntity>> ReadRows(string leadId, string? from, string? to, CancellationToken cancellation) =>
        tables.Leads.Pages(KeyRange.Rows(leadId, from, to), cancellation);

    /// <summary>Does all actions on a lead's partition, or none.</summary>
    public Task<BatchOutcome> Submit(IReadOnlyList<TableTransactionAction> actions, CancellationToken cancellation) =>
        tables.Leads.Submit(actions, cancellation);
}
