using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Tests.Access;

/// <summary>A key of each role, and some that do not count, as settings.</summary>
internal static class TestKeys
{
    /// <summary>By the name of the caller.</summary>
    public static IReadOnlyDictionary<string, string> Sent { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["wrong"] = AccessKeyText.NewKey(),
        ["expired"] = AccessKeyText.NewKey(),
        ["future"] = AccessKeyText.NewKey(),
    }.Concat(RoleTable.Roles.Select(static role => KeyValuePair.Create(role, AccessKeyText.NewKey()))).ToDictionary(StringComparer.Ordinal);

    /// <summary>Who calls in a matrix: each role, and those who must not pass.</summary>
    public static IReadOnlyList<string> Callers { get; } = [.. RoleTable.Roles, "none", "wrong", "expired", "future"];

    /// <summary>As configuration names settings.</summary>
    public static IReadOnlyDictionary<string, string?> Settings { get; } = RoleTable.Roles
        .Select(static role => Setting(role.Replace('-', '_'), "current", $"{role} sha256={Hash(Sent[role])}"))
        .Append(Setting("expired", "current", $"admin sha256={Hash(Sent["expired"])} notAfter=2026-02-28"))
        .Append(Setting("future", "current", $"admin sha256={Hash(Sent["future"])} notBefore=2199-01-01"))
        .ToDictionary(StringComparer.Ordinal);

    public static KeyValuePair<string, string?> Setting(string name, string slot, string value) => KeyValuePair.Create($"{AccessKeys.Section}:{name}:{slot}", (string?)value);

    public static string Hash(string key) => Convert.ToHexStringLower(AccessKeyText.HashOf(key));
}
