using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Functions.Capture;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Validating;

/// <summary>What a log carries.</summary>
/// <param name="Words">Types, properties and attributes.</param>
/// <param name="From">What was read, for people.</param>
internal sealed record ReadLog(LogWords Words, string From);

/// <summary>Learns which names a log carries: from a file with an event a line, or from an app.</summary>
internal static class LogReader
{
    // All that an app looks at.
    private const int Leads = 1000;

    /// <summary>A file with an event a line, in the shape of <c>POST /api/v1/events</c>. Lines that are not events are counted and passed over.</summary>
    public static async Task<ReadLog> FromFile(string path, DateTimeOffset now, CancellationToken cancellation)
    {
        var words = new LogWords();
        var (number, refused, first) = (0L, 0L, 0L);
        await foreach (var line in File.ReadLinesAsync(path, cancellation))
        {
            number++;
            if (string.IsNullOrWhiteSpace(line))
                continue;
            var parsed = EventParser.Parse(Encoding.UTF8.GetBytes(line), null, now);
            foreach (var (_, captured) in parsed.Events)
                words.Add(captured.Event);
            if (parsed.Error is null && parsed.Refused.Count == 0)
                continue;
            refused++;
            first = first == 0 ? number : first;
        }

        return new ReadLog(words, refused == 0 ? $"{words.Events} events of {path}" : $"{words.Events} events of {path}; {refused} lines are not events (the first is line {first})");
    }

    /// <summary>A sample of the leads of an app.</summary>
    public static async Task<ReadLog> FromApp(AppClient app, Uri url, CancellationToken cancellation)
    {
        using var answer = await app.Get($"/api/v1/vocabulary?leads={Leads}", cancellation)
            ?? throw new SeedException($"The app at {url} has no list of its names. Update the app.");
        var root = answer.RootElement;
        var words = new LogWords();
        foreach (var type in root.GetProperty("types").EnumerateArray())
            words.AddType(type.GetProperty("type").GetString()!, type.GetProperty("events").GetInt64(), Fields(type.GetProperty("properties")));
        foreach (var (name, values) in Fields(root.GetProperty("attributes")))
            words.AddAttribute(name, values);
        return new ReadLog(words, $"{words.Events} events of {root.GetProperty("leads").GetInt32()} leads of {url.GetLeftPart(UriPartial.Authority)}{(root.GetProperty("complete").GetBoolean() ? "" : ", a sample")}");
    }

    private static IEnumerable<KeyValuePair<string, IReadOnlyCollection<string>?>> Fields(JsonElement fields) => fields.EnumerateArray().Select(static field => KeyValuePair.Create(
        field.GetProperty("name").GetString()!,
        field.TryGetProperty("values", out var values) ? (IReadOnlyCollection<string>?)[.. values.EnumerateArray().Select(static value => value.GetString()!)] : null));
}
