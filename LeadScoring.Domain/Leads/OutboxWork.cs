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
    /// <param name="Moves">An event names both, so that <see cref="MergeGround"/> decides about one that was merged elsewhere; otherwise it stays there.</param>
    /// <param name="At">For a browser: since when this lead's person uses it; null for another lead.</param>
    public sealed record Merge(string Lead, bool Moves, DateTimeOffset? At = null) : OutboxWork;

    /// <summary>Merge this lead into the one of its new address.</summary>
    /// <param name="Email">The address.</param>
    /// <param name="At">Since when it is the address; null in rows of an older app.</param>
    public sealed record ChangeAddress(string Email, DateTimeOffset? At = null) : OutboxWork;

    /// <summary>Merge this lead's person with that of another id.</summary>
    /// <param name="ExternalId">The id that goes on.</param>
    public sealed record JoinId(string ExternalId) : OutboxWork;

    /// <summary>Hand this lead's stages and events over to the one that it was merged into.</summary>
    /// <param name="Into">The lead that goes on.</param>
    /// <param name="UpTo">Its log up to this number; what came later is forwarded.</param>
    /// <param name="After">Row key of the last event copied; null = none yet.</param>
    /// <param name="EventsOnly">The stages were handed over to another lead, and stay there.</param>
    public sealed record CopyLog(string Into, long UpTo, string? After, bool EventsOnly = false) : OutboxWork;

    /// <summary>Take back from a lead the events of this browser that are another person's, as its owners are now.</summary>
    /// <param name="From">The lead that has them.</param>
    public sealed record Recall(string From) : OutboxWork;

    /// <summary>Hand new events of this lead, which is merged, on to the one that goes on.</summary>
    /// <param name="Into">The lead that goes on.</param>
    /// <param name="Events">Their keys.</param>
    public sealed record ForwardEvents(string Into, ImmutableArray<string> Events) : OutboxWork;

    /// <summary>Take this lead's events back from one that it was merged into.</summary>
    /// <param name="From">The lead that has them.</param>
    /// <param name="IsCut">It goes on to another on a better ground, and may come back on one; otherwise people took them apart.</param>
    public sealed record Unmerge(string From, bool IsCut = false) : OutboxWork;

    /// <summary>Delete everything of a lead that is a tombstone already, and where else the person is named.</summary>
    /// <param name="Names">The names by which others' rows may tell of the person, e.g. <c>email:ann@acme.example</c>.</param>
    /// <param name="Night">The night for which the Due index asks for a visit.</param>
    /// <param name="Deadline">The minute for which it does.</param>
    /// <param name="Board">Its rows of the Board, per model.</param>
    /// <param name="Search">Its state could not be read: its rows of Due and Board, and the leads merged into it, are to be looked for.</param>
    /// <param name="Terms">The words under which it is filed; null in work of an older app.</param>
    public sealed record Erase(
        ImmutableArray<string> Names,
        DueTime Night,
        Deadline Deadline,
        ImmutableSortedDictionary<string, BoardPlace> Board,
        bool Search = false,
        ImmutableSortedSet<string>? Terms = null) : OutboxWork;
}
