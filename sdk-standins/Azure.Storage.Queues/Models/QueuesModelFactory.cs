namespace Azure.Storage.Queues.Models;

public static class QueuesModelFactory
{
    public static QueueMessage QueueMessage(string messageId, string popReceipt, BinaryData body, long dequeueCount, DateTimeOffset? nextVisibleOn = null, DateTimeOffset? insertedOn = null, DateTimeOffset? expiresOn = null) => new()
    {
        MessageId = messageId,
        PopReceipt = popReceipt,
        Body = body,
        DequeueCount = dequeueCount,
        NextVisibleOn = nextVisibleOn,
        InsertedOn = insertedOn,
        ExpiresOn = expiresOn,
    };

    public static PeekedMessage PeekedMessage(string messageId, BinaryData message, long dequeueCount, DateTimeOffset? insertedOn = null, DateTimeOffset? expiresOn = null) => new()
    {
        MessageId = messageId,
        Body = message,
        DequeueCount = dequeueCount,
        InsertedOn = insertedOn,
        ExpiresOn = expiresOn,
    };

    public static SendReceipt SendReceipt(string messageId, DateTimeOffset insertionTime, DateTimeOffset expirationTime, string popReceipt, DateTimeOffset timeNextVisible) => new()
    {
        MessageId = messageId,
        InsertionTime = insertionTime,
        ExpirationTime = expirationTime,
        PopReceipt = popReceipt,
        TimeNextVisible = timeNextVisible,
    };

    public static UpdateReceipt UpdateReceipt(string popReceipt, DateTimeOffset nextVisibleOn) => new() { PopReceipt = popReceipt, NextVisibleOn = nextVisibleOn };

    public static QueueProperties QueueProperties(IDictionary<string, string> metadata, int approximateMessagesCount) => new() { Metadata = metadata, ApproximateMessagesCount = approximateMessagesCount };

    public static QueueItem QueueItem(string name, IDictionary<string, string> metadata = null) => new() { Name = name, Metadata = metadata };
}
