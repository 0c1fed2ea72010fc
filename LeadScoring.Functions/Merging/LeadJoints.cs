using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Merging;

/// <summary>Where on the way of an id's lead another lead is joined on: the way from merge to merge, as far as its grounds hold.</summary>
public sealed class LeadJoints(LeadStore leads)
{
    /// <summary>The lead that is to be merged when a lead is named with another.</summary>
    /// <param name="from">The lead that is named.</param>
    /// <param name="into">The lead that it is named with.</param>
    /// <param name="ground">On which ground.</param>
    /// <param name="takesAddress">Two addresses are one person's: also a lead with one is merged.</param>
    /// <param name="cancellation">Ends the work between two reads.</param>
    /// <returns>The lead with where it is cut from; <paramref name="into"/> when both end at one lead already; null when it stays at another address.</returns>
    public async Task<Joint?> Find(string from, string into, MergeGround ground, bool takesAddress, CancellationToken cancellation)
    {
        var way = await WayOf(from, cancellation);
        var end = way[^1];
        if (end.Lead == (await WayOf(into, cancellation))[^1].Lead)
            return new Joint(into, null);
        if (way.Count == 1)
            return new Joint(from, null);
        if (CutOf(way, ground) is { } cut)
            return cut;
        return (end.State is { Email: not null } && !takesAddress) || end.State is { ErasedAt: not null } ? null : new Joint(end.Lead, null);
    }

    /// <summary>The lead whose address changes when a lead is said to have a new one; null when it gave its own up before.</summary>
    /// <param name="from">The lead.</param>
    /// <param name="at">When the address became its; null when nobody knows.</param>
    /// <param name="cancellation">Ends the work between two reads.</param>
    public async Task<Joint?> FindForAddress(string from, DateTimeOffset? at, CancellationToken cancellation)
    {
        var way = await WayOf(from, cancellation);
        if (way[^1].State is not { ErasedAt: null })
            return null;
        if (way.Count == 1)
            return new Joint(from, null);
        if (way[0].State!.Email is not null)
            return null;
        return CutOf(way, MergeGround.Proof) ?? new Joint(way[^1].Lead, null, IsFormer: at is { } since && await HasNewerAddress(from, since, cancellation));
    }

    /// <summary>Notes the ground with every lead on the way that has a weaker one.</summary>
    /// <returns>False when a lead has left the way meanwhile, on a ground that was good enough then.</returns>
    public async Task<bool> Strengthen(string from, MergeGround ground, CancellationToken cancellation)
    {
        var way = await WayOf(from, cancellation);
        for (var i = 1; i < way.Count; i++)
        {
            var (merged, into) = (way[i - 1].Lead, way[i].Lead);
            if (way[i].State is not { } state || MergeRules.GroundOf(state, merged) <= ground)
                continue;
            await leads.Change(into, read => read.State is { ErasedAt: null } own && own.Merged.ContainsKey(merged) ? new LeadEdit(MergeRules.NoteGround(own, merged, ground)) : null, cancellation);
            // An equal copy is written: anyone who is about to take it away has read it before, is late, and finds the better ground.
            if (!await leads.Change(merged, read => read.State is { ErasedAt: null } own && own.MergedInto == into ? new LeadEdit(own with { }) : null, cancellation))
                return false;
        }

        return true;
    }

    /// <summary>Whether a ground is good enough to take a lead from where it is merged.</summary>
    public async Task<bool> IsMovedBy(string from, string cutFrom, MergeGround ground, CancellationToken cancellation) =>
        (await leads.Find(cutFrom, cancellation))?.State is not { } state || MergeRules.IsMovedBy(state, from, ground);

    /// <summary>Where a lead ends; with a ground, as far as no weaker one is on the way.</summary>
    /// <returns>The lead, and its state: null when it has none.</returns>
    public async Task<(string Lead, LeadState? State)> EndOf(string leadId, MergeGround weakest, CancellationToken cancellation)
    {
        var way = await WayOf(leadId, cancellation);
        return CutOf(way, weakest) is { } cut ? way.Find(step => step.Lead == cut.Lead) : way[^1];
    }

    private static Joint? CutOf(List<(string Lead, LeadState? State)> way, MergeGround ground)
    {
        for (var i = 1; i < way.Count; i++)
        {
            if (way[i].State is { } state && MergeRules.GroundOf(state, way[i - 1].Lead) > ground)
                return new Joint(way[i - 1].Lead, way[i].Lead);
        }

        return null;
    }

    private async Task<List<(string Lead, LeadState? State)>> WayOf(string leadId, CancellationToken cancellation)
    {
        List<(string, LeadState?)> way = [];
        for (var hops = 0; hops <= MergeRules.MostHops; hops++)
        {
            var state = (await leads.Find(leadId, cancellation))?.State;
            way.Add((leadId, state));
            if (state?.MergedInto is not { } next)
                break;
            leadId = next;
        }

        return way;
    }

    private async Task<bool> HasNewerAddress(string leadId, DateTimeOffset since, CancellationToken cancellation)
    {
        await foreach (var page in leads.ReadLog(leadId, null, cancellation))
        {
            if (page.Any(logged => logged.Captured is { IsOwn: true, Event: { Type: EventTypes.EmailChanged } changed } && changed.OccurredAt > since))
                return true;
        }

        return false;
    }
}

/// <summary>A lead that is to be merged.</summary>
/// <param name="Lead">Its id.</param>
/// <param name="CutFrom">The lead that it is merged into on a weaker ground, and leaves; null for none.</param>
/// <param name="IsFormer">The address in question is a former one.</param>
public sealed record Joint(string Lead, string? CutFrom, bool IsFormer = false);
