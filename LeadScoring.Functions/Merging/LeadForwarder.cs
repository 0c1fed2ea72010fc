using System.Collections.Immutable;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>
/// Hands events of a lead that was merged into another on to that one, where they wait as captured events do. Each carries the way that it came. A ring
/// would end by itself: an event that a log has goes no further.
/// </summary>
public sealed class LeadForwarder(LeadStore leads, ITables tables, PendingStore pending, RescoreRequests requests)
{
    /// <summary>New events of a merged lead: they count, and speak, as the other lead's.</summary>
    public async Task Forward(string leadId, OutboxWork.ForwardEvents work, CancellationToken cancellation)
    {
        var rows = await Task.WhenAll(work.Events.Select(key => tables.Leads.Find(leadId, RowKeys.Event(key), cancellation)));
        var events = rows.Where(static row => row is not null).Select(row => On(leadId, LeadRows.ReadEvent(row!).Captured)).ToList();
        if (events.Count > 0)
            await pending.Store(work.Into, events, cancellation);
        await requests.Ask(work.Into, evaluate: false, cancellation);
    }

    /// <summary>Events of the log of a merged lead: they only count.</summary>
    /// <param name="leadId">The merged lead.</param>
    /// <param name="way">Where they go: each lead is merged into the next.</param>
    /// <param name="events">The events.</param>
    /// <param name="cancellation">Ends the work between two leads.</param>
    public async Task Copy(string leadId, IReadOnlyList<string> way, IReadOnlyCollection<LoggedEvent> events, CancellationToken cancellation)
    {
        if (events.Count == 0)
            return;
        List<StoredEvent> copies = [.. events.Select(static logged => logged.Captured with { IsCopied = true })];
        foreach (var into in way)
        {
            copies = [.. copies.Select(captured => On(leadId, captured))];
            await pending.Store(into, copies, cancellation);
            leadId = into;
        }
    }

    /// <summary>Keys of waiting events that came by way of a merge that was taken back meanwhile: they are at home elsewhere.</summary>
    public async Task<ImmutableHashSet<string>> FindOrphans(LeadRead read, CancellationToken cancellation)
    {
        var orphans = ImmutableHashSet.CreateBuilder<string>(StringComparer.Ordinal);
        var states = new Dictionary<string, LeadState?>(StringComparer.Ordinal) { [read.LeadId] = read.State };
        foreach (var row in read.Pending.Where(static row => !row.Captured.IsOwn))
        {
            var holder = read.LeadId;
            foreach (var lead in row.Captured.Via)
            {
                if ((await StateOf(holder))?.Merged.GetValueOrDefault(lead) is not { } note || (note.HasLeft && IsAnothers(await StateOf(lead), holder, row.Captured)))
                {
                    orphans.Add(row.EventKey);
                    break;
                }

                holder = lead;
            }
        }

        return orphans.ToImmutable();

        async Task<LeadState?> StateOf(string lead)
        {
            if (!states.TryGetValue(lead, out var state))
                states.Add(lead, state = (await leads.Find(lead, cancellation))?.State);
            return state;
        }
    }

    // Of a browser that several people use, when somebody else had signed in.
    private static bool IsAnothers(LeadState? browser, string holder, StoredEvent captured) =>
        browser is { SignIns.IsEmpty: false } && BrowserOwners.OwnerAt(browser, captured.Event.OccurredAt) != holder;

    private static StoredEvent On(string leadId, StoredEvent captured) => captured with { Via = captured.Via.Insert(0, leadId) };
}
