namespace Azure.Storage.Queues.Models;

public class SendReceipt
{
    internal SendReceipt()
    {
    }

    public string MessageId { get; internal set; }

    public DateTimeOffset InsertionTime { get; internal set; }

    public DateTimeOffset ExpirationTime { get; internal set; }

    public string PopReceipt { get; internal set; }

    public DateTimeOffset TimeNextVisible { get; internal set; }
}

public class UpdateReceipt
{
    internal UpdateReceipt()
    {
    }

    public string PopReceipt { get; internal set; }

    public DateTimeOffset NextVisibleOn { get; internal set; }
}
