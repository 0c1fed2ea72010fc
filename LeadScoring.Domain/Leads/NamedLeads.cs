using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Leads;

/// <summary>The other leads of the same person that a lead's own event names (docs/guide/people.md), and what is to be done about them. Pure.</summary>
internal static class NamedLeads
{
    /// <summary>Notes the leads that an event names, and says what the outbox is asked for.</summary>
    /// <param name="input">What the step is taken on.</param>
    /// <param name="known">The state before the event.</param>
    /// <param name="state">The state with the names of the event.</param>
    /// <param name="captured">The event, which is the lead's own.</param>
    public static (LeadState State, IReadOnlyList<OutboxWork> Works) Find(LeadInput input, LeadState known, LeadState state, StoredEvent captured)
    {
        var works = new List<OutboxWork>();
        var ground = captured.Event.IsClaimed ? MergeGround.Claim : MergeGround.Proof;
        foreach (var name in captured.Lead.OtherNames)
        {
            var other = input.LeadIds.OfName(name);
            var isBrowser = LeadIdentity.IsVisitor(name);
            if (!IsAsked(name, other, known, state, isBrowser, ground))
                continue;
            state = MergeRules.NoteMerge(state, other, input.Now);
            if (!isBrowser)
                state = MergeRules.NoteGround(state, other, ground);
            works.Add(new OutboxWork.Merge(other, Moves: true, isBrowser ? captured.Event.OccurredAt : null));
        }

        // A lead without an address that was merged is an id's: then it is the address of where the id ends that changes.
        if (captured.Event.Type == EventTypes.EmailChanged && (state.MergedInto is null || (state.Email is null && !captured.Event.IsClaimed))
            && EmailAddress.TryParse(captured.Event.Properties[EventTypes.NewEmail].Text ?? "", out var email) && input.LeadIds.Of(email) != input.LeadId)
            works.Add(new OutboxWork.ChangeAddress(email.Value, captured.Event.OccurredAt));
        if (captured.Event is { Type: EventTypes.IdentityMerged, IsClaimed: false } && LeadIdentity.NameOf(captured.Event.Properties[EventTypes.Into].Text) is { } id)
            works.Add(new OutboxWork.JoinId(id));
        return (state, works);
    }

    private static bool IsAsked(string name, string other, LeadState known, LeadState state, bool isBrowser, MergeGround ground)
    {
        if (state.Merged.GetValueOrDefault(other) is not { } note)
            return IsNews(name, other, known, isBrowser, ground) && state.Aliases.Contains(name) && HasRoom(state, ground);
        // A browser that several people use is told every sign-in. An id is told better grounds.
        return isBrowser ? note.HasLeft : MergeRules.GroundOf(state, other) > ground;
    }

    // A known id is left alone, and what was taken apart: another lead may have the better ground. Proof of an id that was only claimed is news.
    private static bool IsNews(string name, string other, LeadState known, bool isBrowser, MergeGround ground)
    {
        var isNamed = known.Aliases.Contains(name);
        // What came with a lead that has left since is among the names until the log is read again.
        if (!isBrowser && isNamed && known.DerivedRevision == known.Revision)
            return ground == MergeGround.Proof && known.NameUses.TryGetValue(name, out var use) && !use.IsProven;
        return !MergeRules.IsApart(known, other, isNamed);
    }

    private static bool HasRoom(LeadState state, MergeGround ground) =>
        state.Merged.Count < (ground == MergeGround.Claim ? LeadState.MostClaimedMerges : LeadState.MostMerges);
}
