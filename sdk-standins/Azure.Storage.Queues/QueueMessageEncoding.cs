namespace Azure.Storage.Queues;

public enum QueueMessageEncoding
{
    None = 0,
    Base64 = 1,
}
