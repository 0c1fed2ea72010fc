using System.Collections.Immutable;

using Azure;

using LeadScoring.Domain.Events;

namespace LeadScoring.Functions.Storage;

/// <summary>What one range read of a lead's partition finds, from the state row on. What is read after the tag is guarded by it.</summary>
public sealed record LeadRead
{
    public required string LeadId { get; init; }

    /// <summary>Null for a lead without a committed batch.</summary>
    public LeadState? State { get; init; }

    /// <summary>Tag of the state row; meaningless without one.</summary>
    public ETag Tag { get; init; }

    public ImmutableDictionary<string, ModelRow> Models { get; init; } = ImmutableDictionary<string, ModelRow>.Empty;

    /// <summary>What is to be done for others, in order.</summary>
    public ImmutableArray<OutboxRow> Outbox { get; init; } = [];

    /// <summary>Events that wait, in key order.</summary>
    public ImmutableArray<PendingRow> Pending { get; init; } = [];

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
        EmailAddress? email = state.Email is { } text && EmailAddress.TryParse(text, out var parsed) ? parsed : null;
        return new LeadIdentity(email, email is null ? Alias("visitor:") : null, email is null ? Alias("external:") : null);

        string? Alias(string prefix) => state.Aliases.FirstOrDefault(alias => alias.StartsWith(prefix, StringComparison.Ordinal))?[prefix.Length..];
    }
}

/// <summary>A lead's row under one model.</summary>
/// <param name="Version">Of the model that the signals belong to; 0 while only a first rebuild is under way.</param>
/// <param name="Signals">Null while <paramref name="Version"/> is 0.</param>
/// <param name="Snapshot">Figures at the last evaluation; null before the first.</param>
/// <param name="Building">A rebuild under way.</param>
/// <param name="Revision">Of the lead that the signals belong to (<see cref="LeadState.Revision"/>).</param>
public sealed record ModelRow(int Version, byte[]? Signals, ScoreSnapshot? Snapshot, Building? Building, int Revision);

/// <summary>Signals in the making: of a newer model version, or of the same when the past of the lead has changed (ARCHITECTURE.md#rebuild).</summary>
/// <param name="Version">The version being built.</param>
/// <param name="Revision">The lead's when it was begun: when another has come since, it is begun again.</param>
/// <param name="UpTo">The rebuild folds the log up to this number; later events are folded by Rescore into <paramref name="Newer"/>.</param>
/// <param name="Place">Row key of the last event folded; null = none yet.</param>
/// <param name="Folded">Signals of the log folded so far.</param>
/// <param name="Newer">Signals of the events after <paramref name="UpTo"/>.</param>
public sealed record Building(int Version, int Revision, long UpTo, string? Place, byte[]? Folded, byte[]? Newer);

/// <summary>Work for others than the lead itself, to be done after the batch that asked for it, in order; repeated until done.</summary>
/// <param name="RetryAt">The topic refused it for the moment: whoever meets it before leaves it, and all later ones, to that retry.</param>
public sealed record OutboxRow(string RowKey, OutboxWork Work, DateTimeOffset? RetryAt);

/// <summary>An event that waits to be scored.</summary>
public sealed record PendingRow(string EventKey, CapturedEvent Captured);
