using System.Collections.Immutable;

using Azure.Data.Tables;

using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>One step of a lead's work: what to write, in which order, and what the lead is like afterwards.</summary>
public sealed record Plan
{
    /// <summary>The batch in the lead's partition; the state row is action 0. Empty when there is nothing to write.</summary>
    public required ImmutableArray<TableTransactionAction> Batch { get; init; }

    /// <summary>Rows of the Due index to upsert before the batch.</summary>
    public ImmutableArray<TableEntity> Due { get; init; } = [];

    /// <summary>Rows of the Board to upsert before the batch.</summary>
    public ImmutableArray<TableEntity> BoardUpserts { get; init; } = [];

    /// <summary>Rows of the Board to delete after the batch.</summary>
    public ImmutableArray<TableEntity> BoardDeletes { get; init; } = [];

    /// <summary>The lead after the batch; its tag is that of the batch's answer.</summary>
    public required LeadRead After { get; init; }

    /// <summary>Events that the batch stores.</summary>
    public ImmutableArray<PendingRow> Stored { get; init; } = [];

    /// <summary>How many of these do not count, for metrics.</summary>
    public int Suspected { get; init; }

    /// <summary>Decisions that the batch stores, for metrics.</summary>
    public ImmutableArray<Fact> Facts { get; init; } = [];

    /// <summary>Models of which the lead has older signals than the active version or its own revision want, or none.</summary>
    public ImmutableArray<string> Outdated { get; init; } = [];
}
