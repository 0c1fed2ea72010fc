using System.Globalization;
using System.Text.Json;

namespace LeadScoring.CrmConnector.Mapping;

/// <summary>A place in a message, such as <c>data.lead.profile.company</c> or <c>data.activities.0.type</c>.</summary>
internal sealed class MessagePath
{
    private readonly string[] _segments;

    private MessagePath(string[] segments) => _segments = segments;

    /// <summary>What a path may begin with. A path that begins otherwise is a slip of the pen: it would be empty for ever.</summary>
    public static readonly string[] Attributes = ["id", "source", "type", "subject", "time", "sequence", "data"];

    /// <summary>The members of <c>data</c> (docs/reference/messages).</summary>
    public static readonly string[] DataMembers =
    [
        "lead", "link", "model", "version", "asOf", "score", "grade", "target", "progress", "dimensions", "categories", "known", "missing", "reasons", "trend", "priority", "flames", "lastActivity",
        "activities", "stage", "status", "owner", "event", "response", "epoch", "cause", "route", "to", "respondBy", "callAgainBy", "attempts", "from", "rule", "reason", "by", "fastTrack",
        "persona", "dueBy", "escalate", "tried", "track", "into", "text",
    ];

    private static readonly string[] LeadMembers = ["id", "email", "profile", "truncated"];

    /// <returns>The path, or null with what is wrong and the fix.</returns>
    public static MessagePath? Parse(string text, out string? problem)
    {
        var segments = text.Split('.');
        problem = segments switch
        {
            _ when segments.Any(string.IsNullOrWhiteSpace) => $"'{text}' has an empty part. Fix: write names with a dot between them, such as 'data.lead.email'.",
            [var first, ..] when !Attributes.Contains(first, StringComparer.Ordinal) => Unknown(text, first, Attributes),
            ["data", var member, ..] when !DataMembers.Contains(member, StringComparer.Ordinal) => Unknown(text, member, DataMembers),
            ["data", "lead", var member, ..] when !LeadMembers.Contains(member, StringComparer.Ordinal) => Unknown(text, member, LeadMembers),
            _ => null,
        };
        return problem is null ? new MessagePath(segments) : null;
    }

    /// <summary>The value there as a cell holds it; null when there is none, or nothing in it.</summary>
    public string? Read(JsonElement message)
    {
        var at = message;
        foreach (var segment in _segments)
        {
            if (at.ValueKind is JsonValueKind.Array && int.TryParse(segment, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
                at = at[index];
            else if (at.ValueKind is not JsonValueKind.Object || !at.TryGetProperty(segment, out at))
                return null;
        }

        return Text(at) is { Length: > 0 } text ? text : null;
    }

    public override string ToString() => string.Join('.', _segments);

    // Lists become "a; b", objects "fit=80; engagement=64": readable in one cell.
    private static string? Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => RawJson.TextOf(value),
        JsonValueKind.Array => string.Join("; ", value.EnumerateArray().Select(Text)),
        JsonValueKind.Object => string.Join("; ", value.EnumerateObject().Select(static member => $"{member.Name}={Text(member.Value)}")),
        _ => null,
    };

    private static string Unknown(string text, string part, string[] known) =>
        $"'{text}': a message has no '{part}' there. Fix: write one of {string.Join(", ", known)}.";
}
