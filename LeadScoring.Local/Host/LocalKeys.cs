using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>The keys of <c>keys.json</c> as the app's settings: those made with the data folder administer, as they always did, and one is for a connector.</summary>
internal static class LocalKeys
{
    /// <summary>The caller for whom a link signs in.</summary>
    public const string Administrator = "local_master";

    /// <summary>Settings with the hashes.</summary>
    public static IEnumerable<(string Name, string Value)> SettingsOf(FunctionKeys keys)
    {
        yield return Setting("local_function", Role.Admin, keys.Function);
        yield return Setting(Administrator, Role.Admin, keys.Master);
        if (keys.Connector is { } connector)
            yield return Setting("local_connector", Role.Connector, connector);
    }

    /// <summary>Adds the named keys of the data folder, and reads them again when the file changes: `leads keys` works while the app runs.</summary>
    /// <exception cref="StartException">The file is there and cannot be read.</exception>
    public static void AddFile(IConfigurationBuilder configuration, DataFolder data)
    {
        // Read once by itself, so that a broken file ends the start with its name.
        AccessFile.Read(data.AccessFile);
        // Broken while the app runs: its keys do not count until it is whole, which is the safe side.
        ReloadedFile.Add(configuration, data.AccessFile, AccessFile.Broken);
    }

    private static (string Name, string Value) Setting(string name, Role role, string key) =>
        ($"{AccessKeys.Section}:{name}:current", AccessKeyText.Write(new AccessKey(name, "current", [role], [.. AccessKeyText.HashOf(key)], null, null)));
}
