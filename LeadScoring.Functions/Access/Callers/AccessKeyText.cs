using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>
/// A key as a setting holds it: <c>connector sha256=... notBefore=2026-03-01 notAfter=2027-03-01</c>. Words, because the settings of a deployment are separated by
/// semicolons; the hash alone, because a key of 256 random bits cannot be found from it.
/// </summary>
internal static partial class AccessKeyText
{
    /// <summary>How a key begins, so that people and scanners of leaked secrets recognise it.</summary>
    public const string Prefix = "lsk_";

    private const int KeyBytes = 32;

    /// <summary>A new key.</summary>
    public static string NewKey() => Prefix + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(KeyBytes));

    /// <summary>What is stored of a key.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>Whether a text can be the name or the slot of a key: settings separate both by two underscores, and the audit log keeps the name.</summary>
    public static bool IsName(string text) => Name().IsMatch(text) && !text.Contains("__", StringComparison.Ordinal);

    /// <summary>The setting's value.</summary>
    public static string Write(AccessKey key)
    {
        var text = new StringBuilder().AppendJoin(',', key.Roles.Select(Roles.NameOf)).Append(" sha256=").Append(Convert.ToHexStringLower(key.Hash.AsSpan()));
        if (key.NotBefore is { } from)
            text.Append(CultureInfo.InvariantCulture, $" notBefore={from.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        if (key.NotAfter is { } until)
            text.Append(CultureInfo.InvariantCulture, $" notAfter={until.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");
        return text.ToString();
    }

    /// <summary>Reads a setting's value; null with what is wrong. The fault does not repeat the value: somebody may have put the key itself there.</summary>
    public static AccessKey? Read(string name, string slot, string text, out string? fault)
    {
        fault = null;
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (!IsName(name) || !IsName(slot))
            fault = "the name and the slot must be up to 64 letters, digits and single underscores";
        else if (words.Length == 0 || !TryRoles(words[0], out var roles))
            fault = $"it must begin with roles, separated by commas, from {string.Join(", ", Roles.All.Select(Roles.NameOf))}";
        else
            return Read(new AccessKey(name, slot, [.. roles], [], null, null), words.AsSpan(1), ref fault);
        return null;
    }

    private static AccessKey? Read(AccessKey key, ReadOnlySpan<string> words, ref string? fault)
    {
        foreach (var word in words)
        {
            var (option, value) = word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at ? (word[..at], word[(at + 1)..]) : (word, "");
            if (option == "sha256" && Hash().IsMatch(value))
                key = key with { Hash = [.. Convert.FromHexString(value)] };
            else if (option == "notBefore" && Time(value) is { } from)
                key = key with { NotBefore = from };
            else if (option == "notAfter" && Time(value) is { } until)
                key = key with { NotAfter = until };
            else
                fault ??= "after the roles come sha256=<64 hexadecimal digits>, and optionally notBefore= and notAfter= with a day or a time in UTC, such as 2027-01-31 or 2027-01-31T12:00:00Z";
        }

        if (key.Hash.Length == 0)
            fault ??= "sha256=<64 hexadecimal digits> is missing";
        if (key.NotAfter <= key.NotBefore)
            fault ??= "it ends before it begins";
        return fault is null ? key : null;
    }

    private static bool TryRoles(string text, out List<Role> roles)
    {
        var all = text.Split(',').Select(Roles.Find).ToList();
        roles = [.. all.OfType<Role>()];
        return all.Count > 0 && roles.Count == all.Count;
    }

    private static DateTimeOffset? Time(string text) =>
        DateTimeOffset.TryParseExact(text, ["yyyy-MM-dd", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm'Z'"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time : null;

    [GeneratedRegex("\\A[A-Za-z0-9_]{1,64}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Name();

    [GeneratedRegex("\\A[0-9A-Fa-f]{64}\\z", RegexOptions.NonBacktracking)]
    private static partial Regex Hash();
}
