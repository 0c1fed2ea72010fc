using System.Collections.Immutable;

using Azure;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>What one range read of a lead's partition finds, from the state row on. What is read after the tag is guarded by it.</summary>
public sealed record LeadRead
{
    public required string LeadId { get; init; }

    /// <summary>Null for a lead without a committed batch.</summary>
    public LeadState? State { get; init; }

    /// <summary>Tag of the state row; meaningless without one.</summary>
    public ETag Tag { get; init; }

    public ImmutableDictionary<string, ModelState> Models { get; init; } = ImmutableDictionary<string, ModelState>.Empty;

    /// <summary>What is to be done for others, in order.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Events that wait, in key order.</summary>
    public ImmutableArray<PendingEvent> Pending { get; init; } = [];

    /// <summary>Rows of the page that cannot be read; only <see cref="LeadStore.ReadReadable"/> leaves them out and names them.</summary>
    public ImmutableArray<BrokenRow> Broken { get; init; } = [];

    /// <summary>There is a row of the state, and it cannot be read.</summary>
    public bool IsStateBroken => State is null && Broken.Any(static row => row.RowKey == RowKeys.Lead);

    /// <summary>The page ended before the partition did: there may be more pending events.</summary>
    public bool HasMore { get; init; }

    /// <summary>Nothing is known of such a lead, or nothing any more: it was erased.</summary>
    public bool IsUnknown => State is null ? Pending.IsEmpty : State.ErasedAt is not null;

    /// <summary>The state, if any event was ever stored; a merge can make a lead known before its first.</summary>
    public LeadState? Scored => State is { Seq: > 0 } state ? state : null;

    /// <summary>Whose an event of the lead is that nobody sent: what the events that it has say.</summary>
    /// <exception cref="InvalidOperationException">It has none.</exception>
    public LeadIdentity Identity()
    {
        if (State is not { } state)
            return Pending.IsEmpty ? throw new InvalidOperationException("This lead does not exist.") : Pending[0].Captured.Lead;
        EmailAddress? email = state.Email is { } text && EmailAddress.TryReadStored(text, out var parsed) ? parsed : null;
        return new LeadIdentity(email, email is null ? Alias("visitor:") : null, email is null ? Alias("external:") : null);

        string? Alias(string prefix) => state.Aliases.FirstOrDefault(alias => alias.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }
}
