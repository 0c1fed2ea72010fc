namespace Azure.Storage.Queues.Models;

[Flags]
public enum QueueTraits
{
    None = 0,
    Metadata = 1,
}

public class QueueItem
{
    internal QueueItem()
    {
    }

    public string Name { get; internal set; }

    public IDictionary<string, string> Metadata { get; internal set; }
}

public class QueueProperties
{
    public QueueProperties() => Metadata = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    public IDictionary<string, string> Metadata { get; internal set; }

    public int ApproximateMessagesCount { get; internal set; }
}
