namespace LeadScoring.CrmConnector.Settings;

/// <summary>The options, each of which is a setting.</summary>
internal static class CommandLine
{
    public const string Usage = """
        usage: dotnet run --project samples/crm-connector -- [options]
          --file crm.csv                  the CRM: a CSV file, made with the first lead
          --mapping mappings/csv.json     which field gets what; salesforce, hubspot and dynamics are there too
          --poll 00:00:02                 how often to look for outcomes in the file
          --sessions 32                   how many leads are taken from Service Bus at once
          --separator ,                   between the cells of a new file: , ; or tab
          --data .local                   the data folder of ./run: says where the app and its storage are
          --connection <text>             a storage instead, such as UseDevelopmentStorage=true
          --url http://localhost:7071     the app instead
          --key <text>                    its function key instead
        With the settings of a Service Bus namespace (ServiceBus, or ServiceBus__fullyQualifiedNamespace) the messages come from there;
        so they do from the local Service Bus of ./run --topic service-bus.
        """;

    private static readonly Dictionary<string, string> Options = new(StringComparer.Ordinal)
    {
        ["--file"] = "Crm:File",
        ["--mapping"] = "Crm:Mapping",
        ["--poll"] = "Crm:Poll",
        ["--sessions"] = "Crm:Sessions",
        ["--separator"] = "Crm:Separator",
        ["--data"] = "Crm:Data",
        ["--connection"] = "Crm:Connection",
        ["--url"] = "Crm:Url",
        ["--key"] = "Crm:Key",
    };

    /// <returns>Settings and values.</returns>
    /// <exception cref="SettingException">An option is not known or has no value.</exception>
    public static Dictionary<string, string?> Parse(IReadOnlyList<string> arguments)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < arguments.Count; i++)
        {
            // A connection string has equals signs itself.
            var parts = arguments[i].Split('=', 2);
            if (!Options.TryGetValue(parts[0], out var setting))
                throw new SettingException($"There is no option '{parts[0]}'.{Environment.NewLine}{Usage}");
            if (parts.Length == 1 && (i + 1 == arguments.Count || Options.ContainsKey(arguments[i + 1])))
                throw new SettingException($"The option {parts[0]} has no value.{Environment.NewLine}{Usage}");
            settings[setting] = parts.Length == 2 ? parts[1] : arguments[++i];
        }

        return settings;
    }
}
