using Azure.Core;

namespace Azure.Storage.Queues;

public class QueueClientOptions : ClientOptions
{
    internal const string Latest = "2025-07-05";

    public QueueClientOptions(ServiceVersion version = ServiceVersion.V2025_07_05)
    {
        if (version is not ServiceVersion.V2025_07_05)
            throw new ArgumentOutOfRangeException(nameof(version));
        Version = version;
    }

    public enum ServiceVersion
    {
        V2025_07_05 = 27,
    }

    public ServiceVersion Version { get; }

    public QueueMessageEncoding MessageEncoding { get; set; }
}
