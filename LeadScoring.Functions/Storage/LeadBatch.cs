using System.Collections.Immutable;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>The rows of a step, and what goes before and after them. The only place that knows how a step is laid out in storage.</summary>
public sealed record LeadBatch
{
    /// <summary>The transaction in the lead's partition; the state row is action 0. Empty when there is nothing to write.</summary>
    public required ImmutableArray<TableTransactionAction> Actions { get; init; }

    /// <summary>Rows of the Due index to upsert before the transaction: a crash leaves one visit too many, never one too few.</summary>
    public ImmutableArray<TableEntity> Due { get; init; } = [];

    /// <summary>Rows of the Board to upsert before the transaction.</summary>
    public ImmutableArray<TableEntity> BoardUpserts { get; init; } = [];

    /// <summary>Rows of the Board to delete after the transaction.</summary>
    public ImmutableArray<TableEntity> BoardDeletes { get; init; } = [];

    /// <summary>Words to file before the transaction; all in one partition of the Board.</summary>
    public ImmutableArray<TableEntity> TermUpserts { get; init; } = [];

    /// <summary>The lead after the transaction; its tag is that of the transaction's answer.</summary>
    public required LeadRead After { get; init; }

    /// <summary>The batch of a step.</summary>
    /// <param name="read">The lead that the step was taken on.</param>
    /// <param name="change">What the step changes.</param>
    /// <param name="message">Writes the message about a decision.</param>
    /// <exception cref="Faults.LeadTooLargeException">The lead has outgrown a row.</exception>
    public static LeadBatch From(LeadRead read, LeadChange change, Func<MessageContext, TopicMessage> message)
    {
        var outbox = change.Outbox.Select(item => item.Work is OutboxWork.Publish publish ? OutboxRow.Create(item.Number, message(publish.Context)) : OutboxRow.Create(item.Number, item.Work)).ToImmutableArray();
        return new LeadBatch
        {
            Actions = change.HasChanges ? [StateOf(read, change.State), .. Rows(read.LeadId, change, outbox)] : [],
            Due = [.. DueOf(read.LeadId, change)],
            BoardUpserts = [.. change.Board.Where(static move => move.IsTaken).Select(move => BoardRows.Entity(move.Model, move.Place, read.LeadId))],
            BoardDeletes =
            [
                .. change.Board.Where(static move => !move.IsTaken).Select(move => BoardRows.Entity(move.Model, move.Place, read.LeadId)),
                .. change.Terms.Where(static move => !move.IsTaken).Select(move => SearchRows.Entity(move.Term, read.LeadId)),
            ],
            TermUpserts = [.. change.Terms.Where(static move => move.IsTaken).Select(move => SearchRows.Entity(move.Term, read.LeadId))],
            After = read with
            {
                State = change.State,
                Models = read.Models.SetItems(change.Models),
                Outbox = [.. read.Outbox, .. outbox],
                Pending = read.Pending.RemoveRange(change.Stored.Select(static stored => stored.Pending)).RemoveRange(change.Dropped),
            },
        };
    }

    /// <summary>The action that writes the state, guarded by what was read; it goes first in every transaction on a lead.</summary>
    internal static TableTransactionAction StateOf(LeadRead read, LeadState state) => read.State is null
        ? new(TableTransactionActionType.Add, LeadRows.State(read.LeadId, state))
        : new(TableTransactionActionType.UpdateReplace, LeadRows.State(read.LeadId, state), read.Tag);

    private static IEnumerable<TableTransactionAction> Rows(string leadId, LeadChange change, ImmutableArray<OutboxRow> outbox)
    {
        foreach (var (seq, pending) in change.Stored)
        {
            yield return new(TableTransactionActionType.Add, LeadRows.Event(leadId, pending.Captured, seq));
            yield return new(TableTransactionActionType.UpsertReplace, LeadRows.At(leadId, pending.Captured));
            yield return NoLongerPending(leadId, pending);
        }

        foreach (var pending in change.Dropped)
            yield return NoLongerPending(leadId, pending);
        foreach (var (number, fact) in change.Facts)
            yield return new(TableTransactionActionType.Add, LeadRows.Fact(leadId, number, fact));
        foreach (var row in outbox)
            yield return new(TableTransactionActionType.Add, LeadRows.Outbox(leadId, row));
        foreach (var history in change.History)
            yield return new(TableTransactionActionType.UpsertReplace, HistoryRow.Create(leadId, history));
        foreach (var (model, row) in change.Models)
            yield return new(TableTransactionActionType.UpsertReplace, LeadRows.Model(leadId, model, row));
    }

    private static TableTransactionAction NoLongerPending(string leadId, PendingEvent pending) =>
        new(TableTransactionActionType.Delete, new TableEntity(leadId, RowKeys.Pending(pending.EventKey)), ETag.All);

    private static IEnumerable<TableEntity> DueOf(string leadId, LeadChange change)
    {
        if (change.DueNight is { } night)
            yield return DueRows.Night(night, leadId);
        if (change.DueDeadline is { } deadline)
            yield return DueRows.Entity(deadline, leadId);
    }
}
