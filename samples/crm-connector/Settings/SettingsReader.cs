using System.Globalization;

namespace LeadScoring.CrmConnector.Settings;

/// <summary>Reads and checks the settings, once at start.</summary>
internal static class SettingsReader
{
    /// <exception cref="SettingException">A setting is missing or unusable.</exception>
    public static ConnectorSettings Read(IConfiguration configuration)
    {
        var section = configuration.GetSection("Crm");
        var bus = Given(configuration["ServiceBus"]);
        var busName = Given(configuration["ServiceBus:fullyQualifiedNamespace"]);
        if (busName is not null && (busName.Contains('/', StringComparison.Ordinal) || !busName.Contains('.', StringComparison.Ordinal)))
            throw new SettingException($"The setting ServiceBus:fullyQualifiedNamespace is '{busName}'; write a host name such as 'my-bus.servicebus.windows.net'.");
        if (bus is not null && !bus.Contains("Endpoint=sb://", StringComparison.OrdinalIgnoreCase))
            // The value is a secret: it is not shown.
            throw new SettingException("The setting ServiceBus is not a connection string of a namespace. Write e.g. 'Endpoint=sb://my-bus.servicebus.windows.net/;SharedAccessKeyName=...;SharedAccessKey=...'.");

        var hasBus = bus is not null || busName is not null;
        var local = new LocalApp(Given(section["Data"]) ?? ".local");
        var localBus = hasBus || Given(section["Connection"]) is not null ? null : local.Bus();
        return new ConnectorSettings
        {
            File = Given(section["File"]) ?? "crm.csv",
            Mapping = MappingPath(Given(section["Mapping"]) ?? "mappings/csv.json"),
            Poll = Poll(Given(section["Poll"])),
            Sessions = Sessions(Given(section["Sessions"])),
            Separator = Separator(section["Separator"]),
            ServiceBus = bus ?? localBus,
            Namespace = busName,
            ClientId = Given(configuration["ServiceBus:clientId"]),
            Storage = hasBus || localBus is not null ? static () => throw new InvalidOperationException("Messages come from Service Bus.") : Storage(Given(section["Connection"]), local),
            App = App(section, local, hasBus),
        };
    }

    private static Func<string> Storage(string? connection, LocalApp local)
    {
        if (connection is not null)
        {
            return connection.Contains('=', StringComparison.Ordinal)
                ? () => connection
                : throw new SettingException("The setting Crm:Connection is not a connection string of a storage account. Write e.g. 'UseDevelopmentStorage=true'.");
        }

        Expect("Crm:Connection", "'UseDevelopmentStorage=true'", local.Storage);
        return local.Storage;
    }

    private static Func<AppAddress> App(IConfigurationSection section, LocalApp local, bool hasBus)
    {
        var (url, key) = (Given(section["Url"]), Given(section["Key"]));
        if (url is not null && (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")))
            throw new SettingException($"The setting Crm:Url is '{url}'; write the app's address, such as 'http://localhost:7071'.");
        if (hasBus && (url is null || key is null))
            throw new SettingException($"The setting Crm:{(url is null ? "Url" : "Key")} is missing: outcomes could not be sent. Write e.g. {(url is null ? "'https://my-scoring.azurewebsites.net'" : "a key of the app with the role connector")}.");
        if (url is null)
            Expect("Crm:Url", "'http://localhost:7071'", local.Url);
        if (key is null)
            Expect("Crm:Key", "the connectorKey of the app's keys.json", local.Key);
        return () => new AppAddress(new Uri((url ?? local.Url()).TrimEnd('/') + "/"), key ?? local.Key());
    }

    // At start a program that is not there is a mistake; later it may come back.
    private static void Expect(string setting, string example, Func<string> value)
    {
        try
        {
            value();
        }
        catch (AppNotRunningException missing)
        {
            throw new SettingException($"The setting {setting} is missing, and {missing.Message}, or name its folder with --data; or set {setting} to e.g. {example}.");
        }
    }

    // Beside the program, where it is not in the folder where somebody stands.
    private static string MappingPath(string path)
    {
        var beside = Path.Combine(AppContext.BaseDirectory, path);
        return !File.Exists(path) && File.Exists(beside) ? beside : path;
    }

    private static TimeSpan Poll(string? text)
    {
        if (text is null)
            return TimeSpan.FromSeconds(2);
        return TimeSpan.TryParse(text, CultureInfo.InvariantCulture, out var poll) && poll >= TimeSpan.FromMilliseconds(100) && poll <= TimeSpan.FromHours(1)
            ? poll
            : throw new SettingException($"The setting Crm:Poll is '{text}'; write hours:minutes:seconds from 00:00:00.1 to 01:00:00, e.g. '00:00:02'.");
    }

    private static int Sessions(string? text) => text is null ? 32
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var sessions) && sessions is >= 1 and <= 256 ? sessions
        : throw new SettingException($"The setting Crm:Sessions is '{text}'; write a number from 1 to 256, e.g. '32'.");

    private static char Separator(string? text) => text switch
    {
        null or "" or "," => ',',
        ";" => ';',
        "tab" or "\t" => '\t',
        _ => throw new SettingException($"The setting Crm:Separator is '{text}'; write ',', ';' or 'tab'."),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
