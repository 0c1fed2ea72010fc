using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
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
public sealed class LeadMerger(
    LeadStore leads, LeadIds leadIds, LeadNumbering numbering, NamedAddresses addresses, RescoreRequests requests, TimeProvider clock, ILogger<LeadMerger> log)
{
    /// <summary>Notes a lead in the state of the one that goes on, and asks that one's outbox for the rest.</summary>
    /// <returns>False when the lead that goes on is not there any more, or was itself merged meanwhile.</returns>
    public async Task<bool> Begin(string from, string into, CancellationToken cancellation)
    {
        var noted = await leads.Change(
            into,
            read => read.State switch
            {
                not { ErasedAt: null, MergedInto: null } => null,
                // Noted already, it is asked for already.
                { } state when state.Merged.ContainsKey(from) => new LeadEdit(state),
                { } state => new LeadEdit(MergeRules.NoteMerge(state, from, clock.GetUtcNow())).With(new OutboxWork.Merge(from, Moves: false)),
            },
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
        var givesWay = false;
        await leads.Change(
            from,
            async read =>
            {
                givesWay = false;
                if (read.State is { ErasedAt: not null } || read.State?.MergedInto == into)
                    return null;
                if (MergeRules.GivesWay(read.State, from, into) || await Ends(into, at: from, cancellation))
                {
                    // Both were to be merged into each other: this one gives way.
                    log.MergeWouldBeRing(from, into);
                    givesWay = true;
                    return null;
                }

                if (read.State?.MergedInto is { } elsewhere)
                {
                    if (await Ends(elsewhere, at: into, cancellation))
                        return null;
                    givesWay = !moves;
                    if (givesWay)
                        return null;

                    // Somebody else uses the browser now: what it did before stays where it is.
                    await Update(elsewhere, state => MergeRules.NoteDeparture(state, from), cancellation);
                }

                return Departure(read, into);
            },
            cancellation);
        if (givesWay)
        {
            await Update(into, state => MergeRules.ForgetMerge(state, from), cancellation);
            return;
        }

        // In every case: the message of a try that broke off may be lost.
        await requests.Ask(from, evaluate: true, cancellation);
    }

    /// <summary>Merges a lead into the one of its new address, which may be new as well.</summary>
    public async Task ChangeAddress(string from, string email, CancellationToken cancellation)
    {
        if (!EmailAddress.TryParse(email, out var address))
            return;
        var into = leadIds.Of(address);
        if (await leads.Find(into, cancellation) is { State.ErasedAt: not null })
        {
            await addresses.Erase(into, from, cancellation);
            return;
        }

        await addresses.Note(into, from, cancellation);
        if (await leads.Find(from, cancellation) is not { State: { ErasedAt: null, MergedInto: null } })
            return;
        if (await Ends(into, at: from, cancellation))
        {
            log.MergeWouldBeRing(from, into);
            return;
        }

        if (await leads.Find(into, cancellation) is null)
            await leads.Commit(new LeadRead { LeadId = into }, new LeadEdit(numbering.State with { Email = address.Value }), cancellation);
        if (await Update(into, state => MergeRules.NoteMerge(state, from, clock.GetUtcNow()), cancellation))
            await Merge(from, into, moves: false, cancellation);
    }

    /// <summary>The lead that a lead was merged into in the end; itself when it was not.</summary>
    public async Task<string> SurvivorOf(string leadId, CancellationToken cancellation)
    {
        for (var hops = 0; hops < MergeRules.MostHops; hops++)
        {
            if (await leads.Find(leadId, cancellation) is not { State.MergedInto: { } into })
                break;
            leadId = into;
        }

        return leadId;
    }

    /// <summary>The same where rows may be broken: the way ends at a state that cannot be read.</summary>
    public async Task<string> ReadableSurvivorOf(string leadId, CancellationToken cancellation)
    {
        for (var hops = 0; hops < MergeRules.MostHops; hops++)
        {
            if (await leads.ReadReadable(leadId, cancellation) is not { State.MergedInto: { } into })
                break;
            leadId = into;
        }

        return leadId;
    }

    private async Task<bool> Ends(string leadId, string at, CancellationToken cancellation) => await SurvivorOf(leadId, cancellation) == at;

    // The lead notes where it goes, tells, and hands its log over. What it forwards to another it does not copy there.
    private LeadEdit Departure(LeadRead read, string into)
    {
        var state = read.State ?? numbering.State;
        var after = state with { MergedInto = into, Merged = state.Merged.Remove(into) };
        if (read.Scored is null || state.MergedInto is not null)
            return new LeadEdit(after);

        after = after with { Facts = state.Facts + 1, Messages = state.Messages + 1 };
        var fact = new Fact(Fact.NoModel, 0, clock.GetUtcNow(), new Decision.Merged(into), state.Seq);
        var message = LeadMessages.Create(new MessageContext(read.LeadId, after.Facts, fact, null, Lifecycle.New, state, null), Traces.Parent);
        return new LeadEdit(after) { Fact = fact, Outbox = [OutboxRow.Create(after.Messages, message)] }.With(new OutboxWork.CopyLog(into, state.Seq, null));
    }

    // False when the lead is not there, or was erased.
    private Task<bool> Update(string leadId, Func<LeadState, LeadState> change, CancellationToken cancellation) =>
        leads.Change(leadId, read => read.State is { ErasedAt: null } state ? new LeadEdit(change(state)) : null, cancellation);
}
