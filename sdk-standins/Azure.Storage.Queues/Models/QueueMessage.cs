using System.ComponentModel;

namespace Azure.Storage.Queues.Models;

public class QueueMessage
{
    internal QueueMessage()
    {
    }

    public string MessageId { get; internal set; }

    public string PopReceipt { get; internal set; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public string MessageText => Body?.ToString();

    public BinaryData Body { get; internal set; }

    public DateTimeOffset? NextVisibleOn { get; internal set; }

    public DateTimeOffset? InsertedOn { get; internal set; }

    public DateTimeOffset? ExpiresOn { get; internal set; }

    public long DequeueCount { get; internal set; }

    /// <summary>The message with the receipt and time of its update; the rest stays.</summary>
    public QueueMessage Update(UpdateReceipt updated) => new()
    {
        MessageId = MessageId,
        PopReceipt = updated.PopReceipt,
        Body = Body,
        NextVisibleOn = updated.NextVisibleOn,
        InsertedOn = InsertedOn,
        ExpiresOn = ExpiresOn,
        DequeueCount = DequeueCount,
    };
}
