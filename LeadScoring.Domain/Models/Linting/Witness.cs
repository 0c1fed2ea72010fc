using System.Globalization;
using System.Text;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>A made-up lead that reaches a route or a grade.</summary>
/// <param name="Goal">What it reaches: <c>route hot</c>, <c>letter A</c>, <c>number 1</c>.</param>
/// <param name="Lead">The lead, with what it has; null when none was found, which proves nothing.</param>
public sealed record Witness(string Goal, GoldenLead? Lead)
{
    /// <summary>The lead as an entry of <c>tests</c>; empty without one.</summary>
    public string ToYaml()
    {
        if (Lead is not { } lead)
            return "";
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"  - lead: {Quote(lead.Name)}\n");
        if (lead.Profile.Length > 0)
            text.Append(CultureInfo.InvariantCulture, $"    profile: {{ {Pairs(lead.Profile)} }}\n");
        if (lead.Events.Length > 0)
            text.Append("    events:\n");
        foreach (var e in lead.Events)
        {
            text.Append(CultureInfo.InvariantCulture, $"      - {{ on: {e.Type}, ");
            if (e.Properties.Length > 0)
                text.Append(Pairs(e.Properties)).Append(", ");
            text.Append(CultureInfo.InvariantCulture, $"daysAgo: {e.DaysAgo}{(e.Times > 1 ? string.Create(CultureInfo.InvariantCulture, $", times: {e.Times}") : "")} }}\n");
        }

        text.Append(CultureInfo.InvariantCulture, $"    expect: {{ {(lead.Expect.Grade is { } grade ? $"grade: {grade}, " : "")}route: {lead.Expect.Route} }}\n");
        return text.ToString();
    }

    private static string Pairs(IEnumerable<KeyValuePair<string, string>> pairs) => string.Join(", ", pairs.Select(static pair => $"{Quote(pair.Key)}: {Quote(pair.Value)}"));

    // Plain where no reader could take it for anything else.
    private static string Quote(string text) => text.Length > 0 && text.All(static c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '/' or '_') && text[0] is not ('-' or '.')
        ? text
        : $"\"{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
}
