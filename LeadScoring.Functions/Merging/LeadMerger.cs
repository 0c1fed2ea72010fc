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
    LeadStore leads, LeadIds leadIds, LeadNumbering numbering, LeadJoints joints, NamedAddresses addresses, RescoreRequests requests, LeadMessages messages, TimeProvider clock, ILogger<LeadMerger> log)
{
    // Each look is lost to somebody who merged the lead meanwhile; a ring of merges is not followed for ever.
    private const int MostLooks = 8;

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
    /// <param name="moves">An event named both: the ground decides about a lead that was merged elsewhere. Otherwise it stays there.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <returns>False when the ground is not good enough, so that it stays where it is.</returns>
    public async Task<bool> Merge(string from, string into, bool moves, CancellationToken cancellation)
    {
        if (await leads.Find(into, cancellation) is not { State: { ErasedAt: null } target } || !target.Merged.ContainsKey(from))
            return true;
        if (moves)
            return await Tie(from, into, MergeRules.GroundOf(target, from), cancellation);
        if (!await Depart(new Joint(from, null), into, MergeGround.Proof, cancellation))
            await Forget(from, into, cancellation);
        return true;
    }

    /// <summary>Merges the lead of an id into one that does not note it yet.</summary>
    /// <param name="from">The id's lead.</param>
    /// <param name="into">The lead that goes on.</param>
    /// <param name="ground">What is known.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task NoteAndTie(string from, string into, MergeGround ground, CancellationToken cancellation)
    {
        if (await Update(into, state => state.Merged.ContainsKey(from) ? state : MergeRules.NoteGround(MergeRules.NoteMerge(state, from, clock.GetUtcNow()), from, ground), cancellation)
            && !await Merge(from, into, moves: true, cancellation))
            await Forget(from, into, cancellation);
    }

    /// <summary>Merges the lead of an id, which was only taken for one person's, into another's instead, with all that it did.</summary>
    /// <param name="from">The id's lead.</param>
    /// <param name="cutFrom">The lead that it is merged into.</param>
    /// <param name="into">The lead that goes on.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task Retie(string from, string cutFrom, string into, CancellationToken cancellation)
    {
        if (await Update(into, state => state.Merged.ContainsKey(from) ? state : MergeRules.NoteGround(MergeRules.NoteMerge(state, from, clock.GetUtcNow()), from, MergeGround.Browser), cancellation)
            && !await Depart(new Joint(from, cutFrom), into, MergeGround.Browser, cancellation))
            await Forget(from, into, cancellation);
    }

    /// <summary>The lead that goes on takes nothing of another any more, unless somebody else has merged that one into it meanwhile.</summary>
    public Task Forget(string from, string into, CancellationToken cancellation) => leads.Change(
        into,
        async read => read.State is { ErasedAt: null } state && state.Merged.ContainsKey(from) && (await leads.Find(from, cancellation))?.State?.MergedInto != into
            ? new LeadEdit(MergeRules.ForgetMerge(state, from, staysApart: false))
            : null,
        cancellation);

    /// <summary>Merges a lead into the one of its new address, which may be new as well.</summary>
    public async Task ChangeAddress(string from, string email, DateTimeOffset? at, CancellationToken cancellation)
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
        if (await joints.FindForAddress(from, at, cancellation) is not { } joint)
            return;
        if (await Ends(into, at: joint.Lead, cancellation))
        {
            log.MergeWouldBeRing(joint.Lead, into);
            return;
        }

        if (await leads.Find(into, cancellation) is null)
            await leads.Commit(new LeadRead { LeadId = into }, new LeadEdit(numbering.State with { Email = address.Value }), cancellation);
        // A former address that is told late: it is the lead of the former one that goes on to the newer one.
        var (merged, goesOn) = joint.IsFormer ? (new Joint(into, null), joint.Lead) : (joint, into);
        if (await Update(goesOn, state => MergeRules.NoteMerge(state, merged.Lead, clock.GetUtcNow()), cancellation)
            && !await Depart(merged, goesOn, MergeGround.Proof, cancellation))
            await Forget(merged.Lead, goesOn, cancellation);
    }

    /// <summary>Merges the person of one id with that of another, which goes on: that of the two with an address, else the other.</summary>
    public async Task JoinId(string from, string externalId, CancellationToken cancellation)
    {
        var id = leadIds.OfName(LeadIdentity.ExternalPrefix + externalId);
        if (await joints.Find(from, id, MergeGround.Proof, takesAddress: true, cancellation) is not { } joint || joint.Lead == id)
        {
            await joints.Strengthen(from, MergeGround.Proof, cancellation);
            return;
        }

        var merged = (await leads.Find(joint.Lead, cancellation))?.State;
        var (goesOn, state) = await joints.EndOf(id, MergeGround.Browser, cancellation);
        if (merged?.ErasedAt is not null || state?.ErasedAt is not null)
            return;
        if (merged?.Email is not null && state?.Email is null)
            (joint, goesOn) = (new Joint(goesOn, null), joint.Lead);
        else if (state is null)
            await leads.Commit(new LeadRead { LeadId = goesOn }, new LeadEdit(numbering.State), cancellation);
        if (await Update(goesOn, own => MergeRules.NoteMerge(own, joint.Lead, clock.GetUtcNow()), cancellation)
            && !await Depart(joint, goesOn, MergeGround.Proof, cancellation))
            await Forget(joint.Lead, goesOn, cancellation);
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

    /// <summary>Whether a lead goes on to another in the end, or is it.</summary>
    internal async Task<bool> Ends(string leadId, string at, CancellationToken cancellation) => await SurvivorOf(leadId, cancellation) == at;

    // What is tied stays tied: an id that ends at another address comes here only on the better ground, with all that it did. One that ends at no address takes the lead along
    // at which it ends. False when it stays.
    private async Task<bool> Tie(string from, string into, MergeGround ground, CancellationToken cancellation)
    {
        // Between look and departure a browser may have tied the id to somebody else: then it is cut from there, on this ground, and does not stay.
        for (var look = 0; look < MostLooks && await joints.Find(from, into, ground, takesAddress: false, cancellation) is { } joint; look++)
        {
            if (joint.Lead == into)
            {
                if (await joints.Strengthen(from, ground, cancellation))
                    return true;
                continue;
            }

            if (joint.Lead != from)
                await Update(into, state => MergeRules.NoteGround(MergeRules.NoteMerge(state, joint.Lead, clock.GetUtcNow()), joint.Lead, ground), cancellation);
            if (await Depart(joint, into, ground, cancellation))
            {
                if (joint.Lead != from)
                    await Forget(from, into, cancellation);
                return true;
            }

            if (joint.Lead != from)
                await Forget(joint.Lead, into, cancellation);
        }

        return false;
    }

    // From the lead that it is cut from, when it is merged there. False when it was merged elsewhere since its joint was found, so that the joint may be another one.
    private async Task<bool> Depart(Joint joint, string into, MergeGround ground, CancellationToken cancellation)
    {
        var from = joint.Lead;
        var (givesWay, isOutdated) = (false, false);
        await leads.Change(
            from,
            async read =>
            {
                (givesWay, isOutdated) = (false, false);
                if (read.State is { ErasedAt: not null } || read.State?.MergedInto == into)
                    return null;
                if (MergeRules.GivesWay(read.State, from, into) || await Ends(into, at: from, cancellation))
                {
                    // Both were to be merged into each other: this one gives way.
                    log.MergeWouldBeRing(from, into);
                    givesWay = true;
                    return null;
                }

                if (read.State?.MergedInto is { } elsewhere && (elsewhere != joint.CutFrom || !await joints.IsMovedBy(from, elsewhere, ground, cancellation)))
                {
                    isOutdated = !await Ends(elsewhere, at: into, cancellation);
                    return null;
                }

                return Departure(read, into);
            },
            cancellation);
        if (isOutdated)
            return false;
        if (givesWay)
        {
            await Forget(from, into, cancellation);
            return true;
        }

        if (joint.CutFrom is not null)
            await Hold(from, into, ground, cancellation);
        // In every case: the message of a try that broke off may be lost.
        await requests.Ask(from, evaluate: true, cancellation);
        return true;
    }

    // Between the note and the departure the note may have been taken away: by a cut, where the lead goes back to, or by somebody who tried the same and came too late. One that
    // does so at the same time finds another tag, and sees that the lead is there.
    private async Task Hold(string from, string into, MergeGround ground, CancellationToken cancellation)
    {
        var isLost = false;
        await leads.Change(
            into,
            async read =>
            {
                isLost = false;
                if (read.State is not { ErasedAt: null } state || (await leads.Find(from, cancellation))?.State?.MergedInto != into)
                    return null;
                isLost = !state.Merged.ContainsKey(from);
                return new LeadEdit(isLost ? MergeRules.NoteGround(MergeRules.NoteMerge(state, from, clock.GetUtcNow()), from, ground) : state with { });
            },
            cancellation);
        // Without the note, nothing of its log was taken.
        if (isLost)
            await leads.Change(from, read => read.State is { ErasedAt: null } state && state.MergedInto == into ? new LeadEdit(state).With(new OutboxWork.CopyLog(into, state.Seq, null)) : null, cancellation);
    }

    /// <summary>The lead notes where it goes, tells, and hands its log over; from where it was before it takes everything back first.</summary>
    internal LeadEdit Departure(LeadRead read, string into)
    {
        var state = read.State ?? numbering.State;
        var edit = new LeadEdit(state with { MergedInto = into, SignIns = [], Merged = state.Merged.Remove(into) });
        if (read.Scored is not null)
        {
            var after = edit.State with { Facts = state.Facts + 1, Messages = state.Messages + 1 };
            var fact = new Fact(Fact.NoModel, 0, clock.GetUtcNow(), new Decision.Merged(into), state.Seq);
            var message = messages.Create(new MessageContext(read.LeadId, after.Facts, fact, null, Lifecycle.New, state, null), Traces.Parent);
            edit = new LeadEdit(after) { Fact = fact, Outbox = [OutboxRow.Create(after.Messages, message)] };
        }

        if (state.MergedInto is { } before)
            edit = edit.With(new OutboxWork.Unmerge(before, IsCut: true));
        return read.Scored is null ? edit : edit.With(new OutboxWork.CopyLog(into, state.Seq, null));
    }

    /// <summary>Changes a lead that is there and was not erased.</summary>
    /// <returns>False when it is not there, or was erased.</returns>
    internal Task<bool> Update(string leadId, Func<LeadState, LeadState> change, CancellationToken cancellation) =>
        leads.Change(leadId, read => read.State is { ErasedAt: null } state ? new LeadEdit(change(state)) : null, cancellation);
}
