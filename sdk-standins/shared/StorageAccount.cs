namespace Azure.Storage.Standins;

/// <summary>What a storage connection string says: an account, its key, and where its tables and queues are.</summary>
internal sealed class StorageAccount
{
    // Published with the emulator; it protects nothing.
    private const string EmulatorName = "devstoreaccount1";
    private const string EmulatorKey = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==";

    private readonly Dictionary<string, string> _settings;

    private StorageAccount(Dictionary<string, string> settings) => _settings = settings;

    public string Name => _settings.GetValueOrDefault("AccountName");

    public string Key => _settings.GetValueOrDefault("AccountKey");

    /// <exception cref="FormatException">Not a connection string of a storage account.</exception>
    public static StorageAccount Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        var settings = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var part in connectionString.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var equals = part.IndexOf('=');
            if (equals <= 0)
                throw new FormatException("Settings must be of the form \"name=value\".");
            settings[part[..equals]] = part[(equals + 1)..];
        }

        if (settings.TryGetValue("UseDevelopmentStorage", out var emulator) && bool.TryParse(emulator, out var use) && use)
        {
            var host = settings.GetValueOrDefault("DevelopmentStorageProxyUri", "http://127.0.0.1").TrimEnd('/');
            settings.TryAdd("AccountName", EmulatorName);
            settings.TryAdd("AccountKey", EmulatorKey);
            settings.TryAdd("QueueEndpoint", $"{host}:10001/{EmulatorName}");
            settings.TryAdd("TableEndpoint", $"{host}:10002/{EmulatorName}");
        }

        return new StorageAccount(settings);
    }

    /// <param name="service"><c>table</c> or <c>queue</c>.</param>
    /// <exception cref="FormatException">Neither the endpoint nor an account name is given, or there is no key.</exception>
    public Uri Endpoint(string service)
    {
        if (string.IsNullOrEmpty(Name) || string.IsNullOrEmpty(Key))
            throw new FormatException("No valid combination of account information found: AccountName and AccountKey are needed.");
        var explicitly = _settings.GetValueOrDefault(service + "Endpoint");
        return explicitly is not null
            ? new Uri(explicitly)
            : new Uri($"{_settings.GetValueOrDefault("DefaultEndpointsProtocol", "https")}://{Name}.{service}.{_settings.GetValueOrDefault("EndpointSuffix", "core.windows.net")}");
    }

    /// <summary>The account of an endpoint: the first label of the host, or the first path segment where the host is an address (emulator).</summary>
    public static string NameOf(Uri endpoint)
    {
        if (endpoint.HostNameType is UriHostNameType.Dns && !endpoint.IsLoopback)
            return endpoint.Host.Split('.', 2)[0];
        var path = endpoint.AbsolutePath.Trim('/');
        return path.Split('/', 2)[0];
    }
}
