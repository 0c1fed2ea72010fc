using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Merging;

/// <summary>
/// Gives what a browser did to who had signed in when it happened (docs/guide/people.md#one-browser-several-people). While one person uses it, it is merged as any other
/// lead is. From the second one on all of them tell it every sign-in, and the order of these in time decides.
/// </summary>
public sealed class BrowserMerger(LeadStore leads, LeadIds leadIds, LeadMerger merger, LeadJoints joints, RescoreRequests requests, TimeProvider clock, ILogger<BrowserMerger> log)
{
    /// <summary>Notes that somebody uses a browser.</summary>
    /// <param name="browser">The browser's lead.</param>
    /// <param name="person">The lead of who uses it, which notes it.</param>
    /// <param name="at">Since when.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task SignIn(string browser, string person, DateTimeOffset at, CancellationToken cancellation)
    {
        if (await leads.Find(person, cancellation) is not { State: { ErasedAt: null } own } || !own.Merged.ContainsKey(browser))
            return;
        var givesWay = false;
        await leads.Change(
            browser,
            async read =>
            {
                givesWay = false;
                if (read.State is { ErasedAt: not null })
                    return null;
                if (MergeRules.GivesWay(read.State, browser, person) || await merger.Ends(person, at: browser, cancellation))
                {
                    log.MergeWouldBeRing(browser, person);
                    givesWay = true;
                    return null;
                }

                var before = BrowserOwners.Of(read.State);
                if (before.IsEmpty)
                {
                    var departure = merger.Departure(read, person);
                    return departure with { State = departure.State with { SignIns = [new SignIn(at, person)] } };
                }

                // An equal copy is written, for its new tag: of two sign-ins at the same time one is late, reads again, and finds the other in the log.
                return await IsOnesOnly(before, person, cancellation) ? new LeadEdit(read.State! with { }) : Edit(read.State!, await After(before, browser, person, at, cancellation));
            },
            cancellation);
        if (givesWay)
        {
            await merger.Update(person, state => MergeRules.ForgetMerge(state, browser), cancellation);
            return;
        }

        // In every case: the message of a try that broke off may be lost.
        await requests.Ask(browser, evaluate: true, cancellation);
        await TieIds(browser, cancellation);
    }

    /// <summary>Merges a lead that is noted already into the one that noted it. Work of an older app, or of a repair, does not say that it is a browser's: then the log does.</summary>
    /// <param name="from">The lead that is merged.</param>
    /// <param name="into">The lead that goes on.</param>
    /// <param name="moves">An event named both.</param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    public async Task Merge(string from, string into, bool moves, CancellationToken cancellation)
    {
        if (await merger.Merge(from, into, moves, cancellation))
        {
            // The id has an address now: in browsers that it shares, others who are known by an id alone may be taken for its owner.
            var shared = (await leads.Find(from, cancellation))?.State?.Merged.Where(static merged => merged.Value.HasLeft).Select(static merged => merged.Key) ?? [];
            foreach (var browser in shared)
                await TieIds(browser, cancellation);
            return;
        }

        if (await SignInsIn(into, from, [], cancellation) is { Count: > 0 } signIns)
            await SignIn(from, into, signIns.Min(static one => one.At), cancellation);
        else
            await merger.Forget(from, into, cancellation);
    }

    // One person uses it, under names that are known to be theirs. Once it is told of two leads it is told of all, whosoever they are: nobody reads their logs again.
    private async Task<bool> IsOnesOnly(IEnumerable<SignIn> signIns, string person, CancellationToken cancellation)
    {
        if (signIns.Select(static one => one.Lead).Distinct(StringComparer.Ordinal).ToList() is not [var only])
            return false;
        return only == person || (await joints.EndOf(only, MergeGround.Claim, cancellation)).Lead == (await joints.EndOf(person, MergeGround.Claim, cancellation)).Lead;
    }

    private static LeadEdit? Edit(LeadState state, IReadOnlyCollection<SignIn> all)
    {
        var (before, after) = (BrowserOwners.Of(state), BrowserOwners.Sort(all));
        if (state.SignIns.AsSpan().SequenceEqual(after.AsSpan()))
            return null;
        var (losing, gaining) = BrowserOwners.Changes(before, after, state.NewestAt);
        var edit = new LeadEdit(BrowserOwners.With(state, after));
        // First what is taken back: where both go on to one lead, that one would take the events for known.
        edit = losing.Aggregate(edit, static (edit, lead) => edit.With(new OutboxWork.Recall(lead)));
        return gaining.Aggregate(edit, (edit, lead) => edit.With(new OutboxWork.CopyLog(lead, state.Seq, null, EventsOnly: true)));
    }

    // The sign-ins with those that nobody told the browser while one person used it: they are in that person's log. First it is noted that it is to be told, then the log is read.
    private async Task<List<SignIn>> After(IReadOnlyCollection<SignIn> before, string browser, string person, DateTimeOffset at, CancellationToken cancellation)
    {
        var told = before.Select(static one => one.Lead).ToHashSet(StringComparer.Ordinal);
        var after = before.Append(new SignIn(at, person)).ToList();
        // Where ids end, too: while one person used it, nobody told what they did under the other name.
        var all = told.Append(person).ToHashSet(StringComparer.Ordinal);
        foreach (var lead in all.ToList())
            all.Add((await joints.EndOf(lead, MergeGround.Claim, cancellation)).Lead);
        foreach (var lead in told.Count > 1 ? all.Except(told, StringComparer.Ordinal) : all)
        {
            var holders = new HashSet<string>(StringComparer.Ordinal) { lead };
            await NoteShared(lead, browser, [.. told, person], holders, cancellation);
            var found = new List<SignIn>();
            foreach (var holder in holders)
                found.AddRange((await SignInsIn(holder, browser, [.. told, person], cancellation)).Select(one => one with { Lead = lead }));
            if (found.Count == 0)
                continue;
            // What only leads did that were merged into it, it does not note yet.
            await merger.Update(lead, own => MergeRules.NoteDeparture(MergeRules.NoteMerge(own, browser, clock.GetUtcNow()), browser), cancellation);
            after.RemoveAll(one => one.Lead == lead && one.At == DateTimeOffset.MinValue);
            after.AddRange(found);
        }

        return after;
    }

    // Leads that were merged into the person's note sign-ins of the same browser. Those that are known to be theirs hold them first: on the way to the person's log they may not have arrived.
    private async Task NoteShared(string lead, string browser, HashSet<string> others, HashSet<string>? holders, CancellationToken cancellation, int hops = 0)
    {
        if (await leads.Find(lead, cancellation) is not { State: { ErasedAt: null } state })
            return;
        if (state.Merged.ContainsKey(browser))
        {
            await merger.Update(lead, own => MergeRules.NoteDeparture(own, browser), cancellation);
            holders?.Add(lead);
        }

        foreach (var merged in hops < MergeRules.MostHops ? state.Merged.Keys.Where(merged => merged != browser) : [])
            await NoteShared(merged, browser, others, MergeRules.GroundOf(state, merged) == MergeGround.Browser || others.Contains(merged) ? null : holders, cancellation, hops + 1);
    }

    private async Task<List<SignIn>> SignInsIn(string lead, string browser, HashSet<string> others, CancellationToken cancellation)
    {
        if (await leads.Find(lead, cancellation) is not { State: { } state })
            return [];
        var found = new List<SignIn>();
        var names = new Dictionary<string, bool>(StringComparer.Ordinal);
        await foreach (var page in leads.ReadLog(lead, null, cancellation))
        {
            found.AddRange(page.Select(static logged => logged.Captured)
                .Where(captured => captured.Lead is { Visitor: not null } and not { Email: null, ExternalId: null } && IsTheBrowser(captured.Lead.Visitor) && IsOf(captured))
                .Select(captured => new SignIn(captured.Event.OccurredAt, lead)));
        }

        return found;

        // Of an id that is only taken for the person's, the browser is told by itself.
        bool IsOf(StoredEvent captured) => captured.IsOwn
            || (MergeRules.GroundOf(state, captured.Via[0]) != MergeGround.Browser && !captured.Via.Any(way => way == browser || others.Contains(way)));

        bool IsTheBrowser(string visitor)
        {
            if (!names.TryGetValue(visitor, out var isIt))
                names.Add(visitor, isIt = leadIds.OfName(LeadIdentity.VisitorPrefix + visitor) == browser);
            return isIt;
        }
    }

    // Somebody who is known by an id alone and shares a browser with an address is taken for the same person, until something better is known of the id.
    private async Task TieIds(string browser, CancellationToken cancellation)
    {
        // Another person may sign in while an id moves, and still find it where it belongs: after a move the browser is read again. What does not move is not tried for ever; what
        // somebody else moved meanwhile is looked at again.
        List<(string Id, string? From, string Person)> last = [];
        for (var look = 0; look < MergeRules.MostHops && await TieOnce(browser, cancellation) is { Count: > 0 } moves && !moves.SequenceEqual(last); look++)
            last = moves;
    }

    // The ids that were to move, from where, and to whom.
    private async Task<List<(string Id, string? From, string Person)>> TieOnce(string browser, CancellationToken cancellation)
    {
        var moves = new List<(string, string?, string)>();
        var signIns = BrowserOwners.Of((await leads.Find(browser, cancellation))?.State);
        var ends = new Dictionary<string, (string Lead, LeadState? State)>(StringComparer.Ordinal);
        foreach (var lead in signIns.Select(static one => one.Lead).Distinct(StringComparer.Ordinal))
            ends.Add(lead, await joints.EndOf(lead, MergeGround.Claim, cancellation));
        foreach (var group in ends.Where(static end => end.Value.State is { Email: null, ErasedAt: null }).GroupBy(static end => end.Value.Lead, static end => end.Key, StringComparer.Ordinal))
        {
            var (id, state) = ends[group.First()];
            if (BrowserOwners.AddressFor(signIns, group.ToHashSet(StringComparer.Ordinal), lead => ends[lead].State is { Email: not null, ErasedAt: null }) is not { } address)
                continue;
            var (person, known) = ends[address];
            if (known!.Merged.Count >= LeadState.MostClaimedMerges || known.Apart?.Contains(id) == true)
                continue;
            if (state!.MergedInto is not { } before)
                await merger.NoteAndTie(id, person, MergeGround.Browser, cancellation);
            // Another who uses this browser was taken for the owner before this one was known. What another browser says stays.
            else if (before != person && ends.Values.Any(end => end.Lead == before))
                await merger.Retie(id, before, person, cancellation);
            else
                continue;
            moves.Add((id, state.MergedInto, person));
        }

        return moves;
    }
}
