using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>What `leads up` was asked to host, and where.</summary>
internal sealed record LocalOptions
{
    /// <summary>Port on the loopback addresses; 0 takes a free one.</summary>
    public int Port { get; init; } = 7071;

    /// <summary>Folder with the keys and, unless storage is configured, Azurite's files.</summary>
    public string Data { get; init; } = ".local";

    /// <summary>Port of a local Service Bus that takes the messages, 0 for a free one; null for storage queues in its place.</summary>
    public int? BusPort { get; init; }

    /// <summary>Publish the sample models that the app does not have yet.</summary>
    public bool Models { get; init; }

    /// <summary>How many demo leads to live through ninety days with, once; null for no demo.</summary>
    public int? Demo { get; init; }

    /// <summary>Called with the app's services and its data folder before anything works; null for nothing.</summary>
    public Action<IServiceProvider, DataFolder>? BeforeWork { get; init; }

    /// <summary>Stop when this process ends; null for none.</summary>
    public int? Parent { get; init; }

    /// <summary>Where the Function classes are looked for.</summary>
    public IReadOnlyList<Type> Functions { get; init; } = typeof(LeadScoring.Functions.Program).Assembly.GetExportedTypes();

    /// <summary>Registers what the Function classes need.</summary>
    public required Action<IServiceCollection, IConfiguration> Register { get; init; }
}
