using System.Text.RegularExpressions;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>What a connection may be called.</summary>
internal static partial class ConnectionId
{
    /// <summary>For people.</summary>
    public const string Form = "Use 1 to 40 lower-case letters, digits and hyphens, beginning with a letter or digit.";

    public static bool IsOne(string text) => Pattern().IsMatch(text);

    // \z and not $: a line feed at the end would pass that.
    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,39}\z", RegexOptions.NonBacktracking)]
    private static partial Regex Pattern();
}
