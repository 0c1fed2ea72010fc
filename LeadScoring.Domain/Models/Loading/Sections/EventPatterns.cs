using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads event types (<c>page.viewed</c>) and patterns (<c>webinar.*</c> = every type that begins with <c>webinar.</c>).</summary>
internal static class EventPatterns
{
    /// <summary>A type or pattern, or a list of them; null when something is wrong or absent.</summary>
    public static ImmutableArray<string>? Filter(this Findings findings, Node? node, string key)
    {
        if (findings.TextList(node, key) is not { } nodes)
            return null;
        var types = nodes.Select(text => findings.Checked(text, allowPattern: true)).OfType<string>().ToImmutableArray();
        return types.Length == nodes.Length ? types : null;
    }

    /// <summary>A type or a list of different ones, no patterns; null when something is wrong or absent.</summary>
    public static ImmutableArray<Node.Text>? Types(this Findings findings, Node? node, string key)
    {
        if (findings.TextList(node, key) is not { } nodes)
            return null;
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in nodes)
        {
            if (findings.Checked(text, allowPattern: false) is { } type && !seen.Add(type))
                findings.Add(Codes.DuplicateId, text.At, $"{Findings.Quote(type)} is in '{key}' twice.", "Remove one of the two.");
        }

        return seen.Count == nodes.Length ? nodes : null;
    }

    /// <summary>One type, no pattern.</summary>
    public static string? Type(this Findings findings, Node? node, string key) =>
        findings.Text(node, key) is null || node is not Node.Text text ? null : findings.Checked(text, allowPattern: false);

    private static string? Checked(this Findings findings, Node.Text node, bool allowPattern)
    {
        var type = node.Value.Trim();
        if (IsEntry(type, allowPattern))
            return type;
        findings.Add(Codes.EventType, node.At, $"{Findings.Quote(type)} is not an event type{(allowPattern ? " or pattern" : "")}.", Fix(type, allowPattern));
        return null;
    }

    private static string Fix(string type, bool allowPattern)
    {
        var lower = type.ToLowerInvariant();
        return IsEntry(lower, allowPattern) ? $"Write '{lower}'."
            : type.Length > EventTypes.Characters ? $"Use at most {EventTypes.Characters} characters: no event has a longer type."
            : $"Write lower-case words separated by dots, such as 'page.viewed'{(allowPattern ? " or 'webinar.*'" : "")}.";
    }

    private static bool IsEntry(string text, bool allowPattern) => EventTypes.IsType(text) || (allowPattern && EventTypes.IsPattern(text));
}
