namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>One call of an outside port, as hooks and counters see it.</summary>
/// <param name="Place">Name of the table or queue; <c>lead-events</c> for the topic.</param>
/// <param name="Kind">What is done; one call of Azure each.</param>
/// <param name="Partition">PartitionKey; for a read its filter; empty for queues; the session for the topic.</param>
/// <param name="Row">RowKey; for a batch that of its first action; the message id for the topic.</param>
/// <param name="Actions">Actions of a batch; otherwise 1.</param>
public sealed record Operation(string Place, OperationKind Kind, string Partition = "", string Row = "", int Actions = 1);

/// <summary>The kinds of calls.</summary>
public enum OperationKind
{
    Find,
    Read,
    Insert,
    Upsert,
    Replace,
    Delete,
    Submit,
    Send,
    Receive,
    Peek,
    Depth,
}
