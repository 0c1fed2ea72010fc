using System.ComponentModel;

namespace Azure.Storage.Queues.Models;

public class PeekedMessage
{
    internal PeekedMessage()
    {
    }

    public string MessageId { get; internal set; }

    [EditorBrowsable(EditorBrowsableState.Never)]
    public string MessageText => Body?.ToString();

    public BinaryData Body { get; internal set; }

    public DateTimeOffset? InsertedOn { get; internal set; }

    public DateTimeOffset? ExpiresOn { get; internal set; }

    public long DequeueCount { get; internal set; }
}
