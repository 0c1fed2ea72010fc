namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>
/// Identifiers and names. Ids of models, rules, routes and the rest end up in keys, addresses and messages: <c>[a-z][a-z0-9-]{0,62}</c>.
/// Names of dimensions and categories are field names and may have capitals and underscores too: <c>[A-Za-z][A-Za-z0-9_-]{0,62}</c>.
/// </summary>
internal static class Identifiers
{
    private const int Longest = 63;

    /// <summary>An id; null when it is absent or malformed.</summary>
    public static string? Id(this Findings findings, Node? node, string key)
    {
        if (findings.Text(node, key) is not { } text)
            return null;
        if (IsId(text))
            return text;
        findings.Add(
            Codes.Identifier,
            node!.At,
            $"{Findings.Quote(text)} cannot be an id: an id must be lower-case letters, digits and dashes, begins with a letter, and has at most {Longest} characters.",
            $"Write '{Idlike(text)}'.");
        return null;
    }

    /// <summary>Whether a dimension or category may be called so; reports when not.</summary>
    public static bool IsName(this Findings findings, string name, SourcePosition at, string what)
    {
        if (name.Length is > 0 and <= Longest && char.IsAsciiLetter(name[0]) && name.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            return true;
        findings.Add(
            Codes.Identifier,
            at,
            $"{Findings.Quote(name)} cannot be the name of a {what}: a name must be letters, digits, '-' and '_', begins with a letter, and has at most {Longest} characters.",
            $"Write '{Idlike(name)}'.");
        return false;
    }

    private static bool IsId(string text) =>
        text.Length <= Longest && text[0] is >= 'a' and <= 'z' && text.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-');

    // The nearest id: what cannot stand becomes a dash.
    private static string Idlike(string text)
    {
        var dashed = string.Concat(text.Select(static c => char.IsAsciiLetterOrDigit(c) ? char.ToLowerInvariant(c) : '-'));
        var parts = string.Join('-', dashed.Split('-', StringSplitOptions.RemoveEmptyEntries));
        var id = parts.Length == 0 || !char.IsAsciiLetter(parts[0]) ? $"x-{parts}".TrimEnd('-') : parts;
        return id.Length <= Longest ? id : id[..Longest].TrimEnd('-');
    }
}
