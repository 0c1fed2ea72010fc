using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads event types (<c>page.viewed</c>) and patterns (<c>webinar.*</c> = every type that begins with <c>webinar.</c>).</summary>
internal static class EventPatterns
{
    private const string Unsubscribed = "email.unsubscribed";
    private const string Complained = "email.complained";
    private const string Any = ".*";

    /// <summary>One of the two types that must never help a lead (docs/reference/scoring.md#unsubscribing-never-helps).</summary>
    public static bool IsFarewell(string type) => type is Unsubscribed or Complained;

    /// <summary>A type or pattern, or a list of them; null when something is wrong or absent.</summary>
    public static ImmutableArray<string>? Filter(this Findings findings, Node? node, string key)
    {
        if (findings.TextList(node, key) is not { } nodes)
            return null;
        var types = nodes.Select(text => findings.Checked(text, allowPattern: true)).OfType<string>().ToImmutableArray();
        return types.Length == nodes.Length ? types : null;
    }

    /// <summary>One type, no pattern.</summary>
    public static string? Type(this Findings findings, Node? node, string key) =>
        findings.Text(node, key) is null || node is not Node.Text text ? null : findings.Checked(text, allowPattern: false);

    private static string? Checked(this Findings findings, Node.Text node, bool allowPattern)
    {
        var type = node.Value.Trim();
        if (IsType(type) || (allowPattern && type.EndsWith(Any, StringComparison.Ordinal) && AreSegments(type[..^Any.Length])))
            return type;
        findings.Add(Codes.EventType, node.At, $"{Findings.Quote(type)} is not an event type{(allowPattern ? " or pattern" : "")}.", Fix(type, allowPattern));
        return null;
    }

    private static string Fix(string type, bool allowPattern)
    {
        var lower = type.ToLowerInvariant();
        return IsType(lower) || (allowPattern && lower.EndsWith(Any, StringComparison.Ordinal) && AreSegments(lower[..^Any.Length]))
            ? $"Write '{lower}'."
            : $"Write lower-case words separated by dots, such as 'page.viewed'{(allowPattern ? " or 'webinar.*'" : "")}.";
    }

    private static bool IsType(string type) => type.Contains('.', StringComparison.Ordinal) && AreSegments(type);

    private static bool AreSegments(string type) =>
        type.Length > 0
        && type[0] is >= 'a' and <= 'z'
        && type.Split('.').All(static segment => segment.Length > 0 && segment.All(static c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '-'));
}
