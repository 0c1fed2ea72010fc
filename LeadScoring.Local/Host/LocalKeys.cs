using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary>The keys of <c>keys.json</c> as the app's settings: those made with the data folder administer, as they always did, and one is for a connector.</summary>
internal static class LocalKeys
{
    /// <summary>Settings with the hashes.</summary>
    public static IEnumerable<(string Name, string Value)> SettingsOf(FunctionKeys keys)
    {
        yield return Setting("local_function", Role.Admin, keys.Function);
        yield return Setting("local_master", Role.Admin, keys.Master);
        if (keys.Connector is { } connector)
            yield return Setting("local_connector", Role.Connector, connector);
    }

    private static (string Name, string Value) Setting(string name, Role role, string key) =>
        ($"{AccessKeys.Section}:{name}:current", AccessKeyText.Write(new AccessKey(name, "current", [role], [.. AccessKeyText.HashOf(key)], null, null)));
}
