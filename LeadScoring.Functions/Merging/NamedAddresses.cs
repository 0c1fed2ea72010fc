using System.Collections.Immutable;

using Azure.Data.Tables;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>
/// Addresses that stand in the log of another lead than the one they lead to: <c>email.changed</c> names the new one. As a rule both become one person, who
/// is erased as a whole; where they were taken apart, or never merged, the address goes from that log by itself.
/// </summary>
public sealed class NamedAddresses(LeadStore leads, ITables tables, LeadIds leadIds, RescoreRequests requests, MessageStore messages)
{
    /// <summary>Notes with the lead of an address whose log names it. Before anything is done about it: a note too many does no harm.</summary>
    public Task Note(string named, string holder, CancellationToken cancellation) =>
        tables.Leads.Upsert(new TableEntity(named, RowKeys.NamedBy(holder)), cancellation);

    /// <summary>Takes the address of a lead out of the logs that name it. The lead's notes stay, for the next try.</summary>
    public async Task Erase(string named, CancellationToken cancellation)
    {
        var holders = new List<string>();
        await foreach (var page in leads.ReadRows(named, RowKeys.NamedByPrefix, RowKeys.After(RowKeys.NamedByPrefix), cancellation))
            holders.AddRange(page.Select(static row => row.RowKey[RowKeys.NamedByPrefix.Length..]));
        foreach (var holder in holders)
            await Erase(named, holder, cancellation);
    }

    /// <summary>Takes the address of a lead out of another's log, and of those into which that one was merged: they have copies.</summary>
    public async Task Erase(string named, string holder, CancellationToken cancellation)
    {
        // Of a row that cannot be read nobody can tell what it names: it stays as it is.
        for (var hops = 0; hops < MergeRules.MostHops; hops++)
        {
            await EraseWaiting(named, holder, cancellation);
            await foreach (var page in leads.ReadRows(holder, RowKeys.EventPrefix, RowKeys.After(RowKeys.EventPrefix), cancellation))
                await Replace(holder, [.. ReadableRows.Of(page, LeadRows.ReadEvent).Where(logged => Names(logged.Captured, named)).Select(static logged => logged with { Captured = WithoutAddress(logged.Captured) })], cancellation);

            // What the topic carried about that lead may quote the event. It is kept for looking at, so all of it goes.
            await messages.Erase(holder, cancellation);
            await requests.Ask(holder, evaluate: true, cancellation);
            if (await leads.ReadReadable(holder, cancellation) is not { State: { ErasedAt: null, MergedInto: { } next } })
                return;
            holder = next;
        }
    }

    private async Task Replace(string holder, ImmutableArray<LoggedEvent> changed, CancellationToken cancellation)
    {
        if (!changed.IsEmpty && !await Change(holder, read => Edit(read, changed), cancellation))
            await Task.WhenAll(changed.Select(logged => tables.Leads.Upsert(LeadRows.Event(holder, logged.Captured, logged.Seq), cancellation)));
    }

    // False where the state cannot be read: nobody steps with such a lead, so there is nothing to guard against.
    private async Task<bool> Change(string holder, Func<LeadRead, LeadEdit?> change, CancellationToken cancellation)
    {
        try
        {
            await leads.Change(holder, change, cancellation);
            return true;
        }
        catch (CorruptStateException broken) when (broken is not NewerStateException)
        {
            return false;
        }
    }

    // A step that has read them before starts again, since the state is written too; one that was faster has put them into the log.
    private async Task EraseWaiting(string named, string holder, CancellationToken cancellation)
    {
        var isFound = false;
        await foreach (var page in leads.ReadRows(holder, RowKeys.PendingPrefix, RowKeys.After(RowKeys.PendingPrefix), cancellation))
        {
            foreach (var (row, captured) in ReadableRows.Of(page, static row => (Row: row, LeadRows.ReadPending(row).Captured)).Where(waiting => Names(waiting.Captured, named)))
            {
                isFound = true;
                await tables.Leads.Replace(LeadRows.Pending(holder, WithoutAddress(captured)), row.ETag, cancellation);
            }
        }

        if (isFound)
            await Change(holder, static read => read.State is { ErasedAt: null } state ? new LeadEdit(state with { }) : null, cancellation);
    }

    // Signals are rebuilt from the log as it is now, and the audit does not look for what it was.
    private static LeadEdit? Edit(LeadRead read, ImmutableArray<LoggedEvent> changed) => read.State is { ErasedAt: null } state
        ? new LeadEdit(MergeRules.NoteAlteredLog(state with { Revision = state.Revision + 1 })) { Log = changed }
        : null;

    private bool Names(StoredEvent captured, string named) =>
        captured.Event.Type == EventTypes.EmailChanged && EmailAddress.TryParse(captured.Event.Properties[EventTypes.NewEmail].Text ?? "", out var email) && leadIds.Of(email) == named;

    // The hash stays that of what was sent, so that a repetition is recognised.
    private static StoredEvent WithoutAddress(StoredEvent captured) =>
        captured with { Event = captured.Event with { Properties = captured.Event.Properties.Without(EventTypes.NewEmail), Profile = captured.Event.Profile.Without("email") } };
}
