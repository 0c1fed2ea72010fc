using System.Collections.Immutable;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>Takes a lead's events back from a lead that it was merged into, which is then as if they had never come.</summary>
public sealed class LeadUnmerger(LeadStore leads, RescoreRequests requests)
{
    /// <summary>The lead is one of its own from now on, and its outbox asks for its events back.</summary>
    /// <returns>The lead that it was merged into, or from which it is still being taken; null when neither.</returns>
    public async Task<string?> Begin(string leadId, CancellationToken cancellation)
    {
        string? into = null;
        var isBegun = await leads.Change(
            leadId,
            read =>
            {
                into = read.State is { ErasedAt: null } own ? own.MergedInto : null;
                var owners = BrowserOwners.Of(read.State).Select(static one => one.Lead).Distinct(StringComparer.Ordinal);
                return into is null ? null : owners.Aggregate(new LeadEdit(read.State! with { MergedInto = null, SignIns = [] }), static (edit, owner) => edit.With(new OutboxWork.Unmerge(owner)));
            },
            cancellation);
        // A try that broke off may have begun it and not asked for the rest.
        if (!isBegun)
            into = (await leads.Read(leadId, cancellation)).Outbox.Select(static row => row.Work).OfType<OutboxWork.Unmerge>().FirstOrDefault()?.From;
        if (into is not null)
            await requests.Ask(leadId, evaluate: true, cancellation);
        return into;
    }

    /// <summary>Releases the events of a lead.</summary>
    /// <param name="leadId">The lead that is one of its own again.</param>
    /// <param name="from">The lead that it was merged into.</param>
    /// <param name="isCut">It goes on to another lead: nobody took them apart.</param>
    /// <param name="cancellation">Ends the work; the next try starts again.</param>
    public async Task Unmerge(string leadId, string from, bool isCut, CancellationToken cancellation)
    {
        // From then on no lead takes an event that comes this way, not even one that is under way, and no name that came so is known.
        var isReleased = await leads.Change(
            from,
            async read =>
            {
                if (read.State is not { ErasedAt: null } state)
                    return null;
                var now = isCut ? (await leads.Find(leadId, cancellation))?.State?.MergedInto : null;
                // Something better was learned before the cut was done: what is there already stays.
                if (now == from)
                    return null;
                var after = now is not null && await IsBetter(state, now) ? state : MergeRules.ForgetMerge(state, leadId, staysApart: !isCut);
                return new LeadEdit(MergeRules.NoteAlteredLog(after) with { Revision = state.Revision + 1 });
            },
            cancellation);
        if (isReleased)
            await Release(from, leadId, static _ => true, cancellation);

        // Something better was learned since the cut: the outbox is asked to merge the lead again, and needs the note for it.
        async Task<bool> IsBetter(LeadState state, string now) =>
            state.Merged.ContainsKey(leadId) && (await leads.Find(now, cancellation))?.State is { } other && MergeRules.GroundOf(state, leadId) < MergeRules.GroundOf(other, leadId);
    }

    /// <summary>Takes back from a lead those events of a browser that are another person's, as its sign-ins are now.</summary>
    /// <param name="browser">The browser's lead.</param>
    /// <param name="from">The lead that has them.</param>
    /// <param name="cancellation">Ends the work; the next try starts again.</param>
    public async Task Recall(string browser, string from, CancellationToken cancellation)
    {
        // Anyone who has read that lead before is late; anyone who reads it from now on finds the sign-ins as they are now.
        if (await leads.Find(browser, cancellation) is { State: { MergedInto: not null } state } && await Alter(from, static own => own with { }, cancellation))
            await Release(from, browser, captured => BrowserOwners.OwnerAt(state, captured.Event.OccurredAt) != from, cancellation);
    }

    private async Task Release(string from, string leadId, Func<StoredEvent, bool> goes, CancellationToken cancellation)
    {
        var holder = from;
        ImmutableArray<string> via = [leadId];
        for (var hops = 0; hops < MergeRules.MostHops; hops++)
        {
            await TakeBack(holder, captured => CameBy(captured, via) && goes(captured), cancellation);
            // Signals and the derived part of the state are rebuilt from what is left.
            await Alter(holder, static state => state with { Revision = state.Revision + 1 }, cancellation);
            await requests.Ask(holder, evaluate: true, cancellation);
            // What was merged further on went on with it. Anyone who has read that lead before is late.
            if (await leads.Find(holder, cancellation) is not { State: { ErasedAt: null, MergedInto: { } next } } || !await Alter(next, static state => state, cancellation))
                return;
            (holder, via) = (next, via.Insert(0, holder));
        }
    }

    private async Task TakeBack(string holder, Func<StoredEvent, bool> goes, CancellationToken cancellation)
    {
        await foreach (var page in leads.ReadRows(holder, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
        {
            var gone = page.Select(LeadRows.ReadEvent).Where(logged => goes(logged.Captured));
            await leads.Delete(holder, gone.SelectMany(static logged => new[] { logged.RowKey, RowKeys.At(logged.Captured.Event.OccurredAt, logged.Captured.Key) }), cancellation);
        }

        await foreach (var page in leads.ReadRows(holder, RowKeys.PendingPrefix, RowKeys.After(RowKeys.PendingPrefix), cancellation))
        {
            var gone = page.Select(LeadRows.ReadPending).Where(row => goes(row.Captured));
            await leads.Delete(holder, gone.Select(static row => RowKeys.Pending(row.EventKey)), cancellation);
        }
    }

    private static bool CameBy(StoredEvent captured, ImmutableArray<string> via) => captured.Via.AsSpan().StartsWith(via.AsSpan());

    // The lead notes that its log is another from now on. False when the lead is not there, or was erased.
    private Task<bool> Alter(string leadId, Func<LeadState, LeadState> change, CancellationToken cancellation) =>
        leads.Change(leadId, read => read.State is { ErasedAt: null } state ? new LeadEdit(MergeRules.NoteAlteredLog(change(state))) : null, cancellation);
}
