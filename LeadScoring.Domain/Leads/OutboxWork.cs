using System.Collections.Immutable;

namespace LeadScoring.Domain.Leads;

/// <summary>What a row of the outbox asks for. Each may be done twice. Closed: the nested cases are all there are.</summary>
public abstract record OutboxWork
{
    private OutboxWork() { }

    /// <summary>Publish a decision. Stored as the message itself, which the storage writes.</summary>
    /// <param name="Context">What the message is made of.</param>
    public sealed record Publish(MessageContext Context) : OutboxWork;

    /// <summary>Merge another lead, already noted in this one's state, into this one.</summary>
    /// <param name="Lead">The id of the lead to be merged.</param>
    /// <param name="Moves">One that was merged elsewhere comes here from now on; otherwise it stays there.</param>
    public sealed record Merge(string Lead, bool Moves) : OutboxWork;

    /// <summary>Merge this lead into the one of its new address.</summary>
    /// <param name="Email">The address.</param>
    public sealed record ChangeAddress(string Email) : OutboxWork;

    /// <summary>Hand this lead's stages and events over to the one that it was merged into.</summary>
    /// <param name="Into">The lead that goes on.</param>
    /// <param name="UpTo">Its log up to this number; what came later is forwarded.</param>
    /// <param name="After">Row key of the last event copied; null = none yet.</param>
    public sealed record CopyLog(string Into, long UpTo, string? After) : OutboxWork;

    /// <summary>Hand new events of this lead, which is merged, on to the one that goes on.</summary>
    /// <param name="Into">The lead that goes on.</param>
    /// <param name="Events">Their keys.</param>
    public sealed record ForwardEvents(string Into, ImmutableArray<string> Events) : OutboxWork;

    /// <summary>Take this lead's events back from one that it was merged into.</summary>
    public sealed record Unmerge(string From) : OutboxWork;

    /// <summary>Delete everything of a lead that is a tombstone already, and where else the person is named.</summary>
    /// <param name="Names">The names by which others' rows may tell of the person, e.g. <c>email:ann@acme.example</c>.</param>
    /// <param name="Night">The night for which the Due index asks for a visit.</param>
    /// <param name="Deadline">The minute for which it does.</param>
    /// <param name="Board">Its rows of the Board, per model.</param>
    /// <param name="Search">Its state could not be read: its rows of Due and Board, and the leads merged into it, are to be looked for.</param>
    public sealed record Erase(
        ImmutableArray<string> Names,
        DueTime Night,
        Deadline Deadline,
        ImmutableSortedDictionary<string, BoardPlace> Board,
        bool Search = false) : OutboxWork;
}
