using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Finds instants in JSON that are not written in the one form (docs/reference/http-api.md#times), or that lie in the future.</summary>
internal static partial class AnswerTimes
{
    // What senders and people wrote is handed out as they wrote it.
    private static readonly HashSet<string> Theirs = new(StringComparer.Ordinal) { "properties", "profile", "text", "sent", "id", "source", "reason", "value", "column", "document" };

    // These say until when something is to be done, or holds.
    private static readonly HashSet<string> Due = new(StringComparer.Ordinal) { "respondBy", "callAgainBy", "dueBy", "notBefore", "notAfter" };

    /// <summary>What is wrong, each with its place; empty = nothing.</summary>
    /// <param name="json">An answer, a message or an export.</param>
    /// <param name="now">The time of the request; null = instants may lie anywhere.</param>
    public static IReadOnlyList<string> Faults(JsonElement json, DateTimeOffset? now = null)
    {
        var faults = new List<string>();
        Walk(json, "", "", now, faults);
        return faults;
    }

    /// <summary>The instants that there are to look at.</summary>
    public static int Count(JsonElement json)
    {
        var count = 0;
        foreach (var text in Texts(json))
            count += LooksLikeInstant().IsMatch(text) ? 1 : 0;
        return count;
    }

    private static void Walk(JsonElement json, string path, string name, DateTimeOffset? now, List<string> faults)
    {
        switch (json.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in json.EnumerateObject().Where(static member => !Theirs.Contains(member.Name)))
                    Walk(member.Value, $"{path}/{member.Name}", member.Name, now, faults);
                break;
            case JsonValueKind.Array:
                foreach (var (index, item) in json.EnumerateArray().Index())
                    Walk(item, $"{path}/{index}", name, now, faults);
                break;
            case JsonValueKind.String when json.GetString()! is var text && LooksLikeInstant().IsMatch(text) && text != Mutator.LatestInstant:
                if (!Form().IsMatch(text))
                    faults.Add($"{path}: {text} is not of the form 2026-03-01T10:15:00.123Z");
                else if (now is { } limit && !Due.Contains(name) && DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) > limit)
                    faults.Add($"{path}: {text} lies after {limit:O}");
                break;
            default:
                break;
        }
    }

    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().Where(static member => !Theirs.Contains(member.Name)).SelectMany(static member => Texts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}[T ][0-9]{2}:", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex LooksLikeInstant();

    // Milliseconds that are 000 are left out.
    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\.(00[1-9]|0[1-9][0-9]|[1-9][0-9]{2}))?Z$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Form();
}
