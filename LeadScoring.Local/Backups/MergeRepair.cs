using Azure.Data.Tables;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Local.Backups;

/// <summary>
/// Mends what is torn when leads were merged, taken apart or erased while the backup was taken. The scan goes in the order of ids, so of two leads the one with
/// the lower id is as it was before the other: which tells what happened in between. It is asked for again by the outbox, and the app brings it to its end.
/// Every step may be done twice.
/// </summary>
/// <param name="tables">With all leads restored.</param>
/// <param name="queues">Asked for visits of those that were changed.</param>
/// <param name="takenAt">When the backup was begun.</param>
internal sealed class MergeRepair(ITables tables, IQueues queues, DateTimeOffset takenAt)
{
    // Before all that waits: what was logged goes to the lead that goes on before what comes later, and its stages before both.
    private const int First = 0;

    private readonly LeadStore _leads = new(tables);
    private readonly LeadNumbering _new = new();
    private readonly List<string> _changed = new(VisitRequest.MaxLeads);
    private readonly List<string> _erased = [];

    /// <summary>Looks at every lead of the backup, and mends.</summary>
    /// <returns>Leads of people who were erased meanwhile, and which the backup has as they were before: they are to be erased.</returns>
    public async Task<IReadOnlyList<string>> Repair(RowFileReader leads, CancellationToken cancellation)
    {
        await _new.Read(tables, cancellation);
        LeadState? state = null;
        List<OutboxWork> outbox = [];
        var paths = new MergePaths();
        string? id = null;
        await foreach (var row in leads.Rows(cancellation))
        {
            if (row.PartitionKey != id)
            {
                await Repair(id, state, outbox, paths, cancellation);
                (id, state, outbox, paths) = (row.PartitionKey, null, [], new MergePaths());
            }

            paths.Take(row);
            if (row.RowKey == RowKeys.Lead)
                state = Readable(() => LeadRows.ReadState(row));
            else if (row.RowKey.StartsWith(RowKeys.OutboxPrefix, StringComparison.Ordinal) && Readable(() => LeadRows.ReadOutbox(row)) is { Work: { } work })
                outbox.Add(work);
        }

        await Repair(id, state, outbox, paths, cancellation);
        await Wake(cancellation);
        return _erased;
    }

    private async Task Repair(string? id, LeadState? state, List<OutboxWork> outbox, MergePaths paths, CancellationToken cancellation)
    {
        if (id is null || state is null)
            return;
        if (state.MergedInto is { } into)
            await Source(id, state, into, cancellation);
        foreach (var (from, note) in state.Merged)
        {
            if (state.ErasedAt is not null)
                await Buried(id, from, outbox, cancellation);
            else if (!note.HasLeft && !outbox.Any(work => work is OutboxWork.Merge merge && merge.Lead == from))
                await Target(from, id, cancellation);
        }

        if (state.ErasedAt is null)
        {
            // Others' events were taken back from it, and perhaps its figures are not computed again yet.
            if (state.AlteredUpTo > 0)
                await Change(id, static own => own with { Revision = own.Revision + 1 }, null, cancellation);
            foreach (var way in paths.All)
                await Way(id, way, cancellation);
        }
    }

    // A lead that was merged.
    private async Task Source(string from, LeadState state, string into, CancellationToken cancellation)
    {
        var row = await tables.Leads.Find(into, RowKeys.Lead, cancellation);
        var target = row is null ? null : Readable(() => LeadRows.ReadState(row));
        if (row is not null && target is null)
            return;
        var isNoted = target?.Merged.ContainsKey(from) == true;
        if (state.ErasedAt is not null)
        {
            // A person is erased beginning with the lead that goes on.
            if (target is { ErasedAt: null } && IsEarlier(into, than: from))
                _erased.Add(into);
        }
        else if (!isNoted && target is not null && IsEarlier(from, than: into))
        {
            // Taken apart since.
            await Change(from, static own => own with { MergedInto = null, SignIns = [], Undecided = true }, new OutboxWork.Unmerge(into), cancellation);
        }
        else if (target is null or { ErasedAt: null })
        {
            // Merged since, or what it handed on since is not there; or what it has of others was taken back there since, but not here. What comes twice counts once.
            if (!isNoted)
                await Change(into, goesOn => MergeRules.NoteMerge(goesOn, from, takenAt), null, cancellation);
            if (state.Seq > 0 && (IsEarlier(into, than: from) || !state.Merged.IsEmpty))
                await Copy(from, new OutboxWork.CopyLog(into, state.Seq, null), cancellation);
            await Owners(from, state, into, cancellation);
        }
    }

    // A browser that several people use: each has what they did, and nothing else of it.
    private async Task Owners(string browser, LeadState state, string last, CancellationToken cancellation)
    {
        foreach (var owner in BrowserOwners.Of(state).Select(static one => one.Lead).Where(owner => owner != last).Distinct(StringComparer.Ordinal))
        {
            if (await Read(owner, cancellation) is not { State: { ErasedAt: null } target })
                continue;
            if (!target.Merged.ContainsKey(browser))
                await Change(owner, own => MergeRules.NoteDeparture(MergeRules.NoteMerge(own, browser, takenAt), browser), null, cancellation);
            await Change(browser, static own => own, new OutboxWork.Recall(owner), cancellation);
            await Change(browser, static own => own, new OutboxWork.CopyLog(owner, state.Seq, null, EventsOnly: true), cancellation);
        }
    }

    // A lead that notes another, and does not ask for it any more.
    private async Task Target(string from, string into, CancellationToken cancellation)
    {
        if (await Read(from, cancellation) is not { } read || read.State is { ErasedAt: not null } || read.State?.MergedInto == into)
            return;
        if (Releases(read, into) || read.Outbox.Any(static row => row.Work is OutboxWork.ChangeAddress))
            return;
        if (read.State is null || IsEarlier(from, than: into))
            await Change(into, static state => state, new OutboxWork.Merge(from, Moves: true), cancellation);
        else if (read.State.MergedInto is null)
            await Change(from, static state => state, new OutboxWork.Unmerge(into), cancellation);
        else if (!await Ends(read.State.MergedInto, into, cancellation))
            await Change(into, state => MergeRules.NoteDeparture(state, from), null, cancellation);
    }

    // Events that came by way of leads. A lead that does not note the next one on the way has let it go, and was seen before its events were taken back.
    private async Task Way(string id, IReadOnlyList<string> way, CancellationToken cancellation)
    {
        var holder = id;
        foreach (var lead in way)
        {
            if (await Read(holder, cancellation) is not { State: { ErasedAt: null } state })
                return;
            if (!state.Merged.ContainsKey(lead))
            {
                if (await Read(lead, cancellation) is { State: { ErasedAt: null } gone } read && gone.MergedInto != holder && !Releases(read, holder))
                    await Change(lead, static own => own, new OutboxWork.Unmerge(holder), cancellation);
                return;
            }

            holder = lead;
        }
    }

    private static bool Releases(LeadRead read, string from) => read.Outbox.Any(row => row.Work is OutboxWork.Unmerge unmerge && unmerge.From == from);

    // A tombstone, and a lead that was merged into it: erased with it since.
    private async Task Buried(string id, string from, List<OutboxWork> outbox, CancellationToken cancellation)
    {
        if (!outbox.Exists(static work => work is OutboxWork.Erase) && IsEarlier(from, than: id)
            && await Read(from, cancellation) is { State: { ErasedAt: null } state } && state.MergedInto == id)
            _erased.Add(from);
    }

    private static bool IsEarlier(string lead, string than) => string.CompareOrdinal(lead, than) < 0;

    private async Task<bool> Ends(string lead, string at, CancellationToken cancellation)
    {
        for (var hops = 0; hops < MergeRules.MostHops && lead != at; hops++)
        {
            if (await Read(lead, cancellation) is not { State.MergedInto: { } next })
                return false;
            lead = next;
        }

        return lead == at;
    }

    private async Task Copy(string from, OutboxWork.CopyLog copy, CancellationToken cancellation)
    {
        await tables.Leads.Upsert(LeadRows.Outbox(from, OutboxRow.Create(First, copy)), cancellation);
        await Changed(from, cancellation);
    }

    private async Task Change(string id, Func<LeadState, LeadState> change, OutboxWork? work, CancellationToken cancellation)
    {
        var row = await tables.Leads.Find(id, RowKeys.Lead, cancellation);
        var after = change(row is null ? _new.State : LeadRows.ReadState(row));
        List<TableTransactionAction> batch = [];
        if (work is not null)
        {
            after = after with { Messages = after.Messages + 1 };
            batch.Add(new(TableTransactionActionType.UpsertReplace, LeadRows.Outbox(id, OutboxRow.Create(after.Messages, work))));
        }

        batch.Insert(0, new(TableTransactionActionType.UpsertReplace, LeadRows.State(id, after)));
        if (!(await _leads.Submit(batch, cancellation)).Committed)
            throw new IOException($"The storage refused the repair of lead {id}.");
        await Changed(id, cancellation);
    }

    private async Task Changed(string id, CancellationToken cancellation)
    {
        _changed.Add(id);
        if (_changed.Count == VisitRequest.MaxLeads)
            await Wake(cancellation);
    }

    private async Task Wake(CancellationToken cancellation)
    {
        if (_changed.Count == 0)
            return;
        await queues.Send(QueueNames.Rescore, Json.Binary(new VisitRequest { Leads = [.. _changed], Evaluate = true }, MessagingJson.Default.VisitRequest), TimeSpan.Zero, cancellation);
        _changed.Clear();
    }

    private async Task<LeadRead?> Read(string id, CancellationToken cancellation)
    {
        try
        {
            return await _leads.Read(id, cancellation);
        }
        catch (CorruptStateException broken) when (broken is not NewerStateException)
        {
            // The lead is parked, as it was; whoever mends it merges it.
            return null;
        }
    }

    private static T? Readable<T>(Func<T> read)
        where T : class
    {
        try
        {
            return read();
        }
        catch (CorruptStateException broken) when (broken is not NewerStateException)
        {
            return null;
        }
    }
}
