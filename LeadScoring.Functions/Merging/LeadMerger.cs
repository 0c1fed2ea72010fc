using Azure.Data.Tables;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Merging;

/// <summary>
/// Merges one lead into another (ARCHITECTURE.md#merge). First the lead that goes on notes the other, so that it takes its events; then the
/// other notes where it went. The rest is work of the other's outbox. Every step may be repeated.
/// </summary>
public sealed class LeadMerger(LeadStore leads, LeadIds leadIds, LeadNumbering numbering, RescoreRequests requests, TimeProvider clock, ILogger<LeadMerger> log)
{
    /// <summary>Leads merged into leads merged into leads ... are followed so far.</summary>
    public const int MostHops = 8;

    private const int MaxConflicts = 20;

    /// <summary>Notes a lead in the state of the one that goes on, and asks that one's outbox for the rest.</summary>
    /// <returns>False when the lead that goes on is not there any more, or was itself merged meanwhile.</returns>
    public async Task<bool> Begin(string from, string into, CancellationToken cancellation)
    {
        // Noted already, it is asked for already.
        var noted = await Update(
            into,
            state => state.MergedInto is not null ? null : NoteMerge(state, from),
            state => state.Merged.ContainsKey(from) ? null : new OutboxWork.Merge(from, Moves: false),
            cancellation);
        if (noted)
            await requests.Ask(into, evaluate: false, cancellation);
        return noted;
    }

    /// <summary>Merges a lead that is noted already into the one that noted it.</summary>
    /// <param name="from">The lead that is merged.</param>
    /// <param name="into">The lead that goes on.</param>
    /// <param name="moves">One that was merged elsewhere comes here from now on; otherwise it stays there.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task Merge(string from, string into, bool moves, CancellationToken cancellation)
    {
        if (await leads.Find(into, cancellation) is not { State: { ErasedAt: null } target } || !target.Merged.ContainsKey(from))
            return;
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            var read = await leads.Find(from, cancellation) ?? new LeadRead { LeadId = from };
            if (read.State is { ErasedAt: not null } || read.State?.MergedInto == into)
                break;
            if (read.State?.Merged.ContainsKey(into) == true || await Ends(into, at: from, cancellation))
            {
                // Both were to be merged into each other: this one gives way.
                log.MergeWouldBeRing(from, into);
                await ForgetMerge(from, into, cancellation);
                return;
            }

            if (read.State?.MergedInto is { } elsewhere)
            {
                if (await Ends(elsewhere, at: into, cancellation))
                    break;
                if (!moves)
                {
                    await ForgetMerge(from, into, cancellation);
                    return;
                }

                // Somebody else uses the browser now: what it did before stays where it is.
                await Update(elsewhere, state => NoteDeparture(state, from), NoWork, cancellation);
            }

            if (await CommitMerge(read, into, cancellation))
                break;
        }

        // In every case: the message of a try that broke off may be lost.
        await requests.Ask(from, evaluate: true, cancellation);
    }

    /// <summary>Merges a lead into the one of its new address, which may be new as well.</summary>
    public async Task ChangeAddress(string from, string email, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var address) || await leads.Find(from, cancellation) is not { State: { ErasedAt: null, MergedInto: null } })
            return;
        var into = leadIds.Of(address);
        if (await Ends(into, at: from, cancellation))
        {
            log.MergeWouldBeRing(from, into);
            return;
        }

        if (await leads.Find(into, cancellation) is null)
            await Submit(new LeadRead { LeadId = into }, numbering.State with { Email = address.Value }, null, null, cancellation);
        if (await Update(into, state => NoteMerge(state, from), NoWork, cancellation))
            await Merge(from, into, moves: false, cancellation);
    }

    /// <summary>The lead that a lead was merged into in the end; itself when it was not.</summary>
    public async Task<string> SurvivorOf(string leadId, CancellationToken cancellation)
    {
        for (var hops = 0; hops < MostHops; hops++)
        {
            if (await leads.Find(leadId, cancellation) is not { State.MergedInto: { } into })
                break;
            leadId = into;
        }

        return leadId;
    }

    private async Task<bool> Ends(string leadId, string at, CancellationToken cancellation) => await SurvivorOf(leadId, cancellation) == at;

    // The lead notes where it goes, tells, and hands its log over. What it forwards to another it does not copy there.
    private async Task<bool> CommitMerge(LeadRead read, string into, CancellationToken cancellation)
    {
        var now = clock.GetUtcNow();
        var state = read.State ?? numbering.State;
        var after = state with { MergedInto = into };
        if (read.Scored is null || state.MergedInto is not null)
            return await Submit(read, after, null, null, cancellation);

        after = after with { Facts = state.Facts + 1, Messages = state.Messages + 2 };
        var fact = new Fact(Fact.NoModel, 0, now, new Decision.Merged(into), state.Seq);
        var message = LeadMessages.Create(read.LeadId, after.Facts, fact, null, Lifecycle.New, state, null, Traces.Parent);
        OutboxRow[] asked =
        [
            new(RowKeys.Outbox(state.Messages + 1), new OutboxWork.Publish(message), null),
            new(RowKeys.Outbox(state.Messages + 2), new OutboxWork.CopyLog(into, state.Seq, null), null),
        ];
        return await Submit(read, after, fact, asked, cancellation);
    }

    private Task<bool> ForgetMerge(string from, string into, CancellationToken cancellation) =>
        Update(into, state => state with { Merged = state.Merged.Remove(from) }, NoWork, cancellation);

    private static OutboxWork? NoWork(LeadState state) => null;

    // False when the lead is not there, was erased, or the change does not want it.
    private async Task<bool> Update(string leadId, Func<LeadState, LeadState?> change, Func<LeadState, OutboxWork?> ask, CancellationToken cancellation)
    {
        for (var conflicts = 0; conflicts < MaxConflicts; conflicts++)
        {
            if (await leads.Find(leadId, cancellation) is not { State: { ErasedAt: null } state } read || change(state) is not { } after)
                return false;
            if (after == state)
                return true;
            OutboxRow[]? asked = null;
            if (ask(state) is { } work)
            {
                after = after with { Messages = after.Messages + 1 };
                asked = [new(RowKeys.Outbox(after.Messages), work, null)];
            }

            if (await Submit(read, after, null, asked, cancellation))
                return true;
        }

        throw new TimeoutException($"Lead {leadId} could not be saved: too many concurrent changes.");
    }

    private async Task<bool> Submit(LeadRead read, LeadState after, Fact? fact, OutboxRow[]? asked, CancellationToken cancellation)
    {
        List<TableTransactionAction> batch =
        [
            read.State is null
                ? new(TableTransactionActionType.Add, LeadRows.State(read.LeadId, after))
                : new(TableTransactionActionType.UpdateReplace, LeadRows.State(read.LeadId, after), read.Tag),
        ];
        if (fact is not null)
            batch.Add(new(TableTransactionActionType.Add, LeadRows.Fact(read.LeadId, after.Facts, fact)));
        batch.AddRange((asked ?? []).Select(row => new TableTransactionAction(TableTransactionActionType.Add, LeadRows.Outbox(read.LeadId, row))));
        return (await leads.Submit(batch, cancellation)).Committed;
    }

    private LeadState NoteMerge(LeadState state, string from) => state.Merged.ContainsKey(from)
        ? state
        : state with { Merged = state.Merged.Add(from, new MergedLead(clock.GetUtcNow())) };

    private static LeadState NoteDeparture(LeadState state, string from) => state.Merged.GetValueOrDefault(from) is { HasLeft: false } note
        ? state with { Merged = state.Merged.SetItem(from, note with { HasLeft = true }) }
        : state;
}
