using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Models.Linting;
using LeadScoring.Local.Client;
using LeadScoring.Local.Files;
using LeadScoring.Local.LogScoring;

namespace LeadScoring.Local.Validating;

/// <summary>What a log carries.</summary>
/// <param name="Words">Types, properties and attributes.</param>
/// <param name="From">What was read, for people.</param>
/// <param name="Refused">How many lines cannot be used.</param>
/// <param name="FirstRefused">The first of them, at most <see cref="LogReader.MostListed"/>.</param>
internal sealed record ReadLog(LogWords Words, string From, long Refused, IReadOnlyList<RefusedLine> FirstRefused);

/// <summary>Learns which names a log carries: from a file with an event a line, or from an app.</summary>
internal static class LogReader
{
    /// <summary>This many refused lines are listed; all are counted.</summary>
    public const int MostListed = 20;

    // All that an app looks at.
    private const int Leads = 1000;

    /// <summary>A file with an event a line, as <c>leads score</c> reads it: a line that is no event, or not UTF-8, is refused with its number and stops nothing.</summary>
    /// <exception cref="StartException">It is UTF-16, or has no event at all.</exception>
    public static async Task<ReadLog> FromFile(string path, DateTimeOffset now, CancellationToken cancellation)
    {
        var words = new LogWords();
        var first = new List<RefusedLine>();
        var refused = 0L;
        await foreach (var block in LogEvents.Read(new LogSource(path), now, cancellation))
        {
            foreach (var captured in block.Events)
                words.Add(captured.Event);
            refused += block.Refused.Count;
            first.AddRange(block.Refused.Take(MostListed - first.Count));
        }

        if (words.Events == 0)
            throw LogErrors.NoEvent(path, first);
        var from = string.Create(CultureInfo.InvariantCulture, $"{words.Events} events of {path}");
        return new ReadLog(words, refused == 0 ? from : string.Create(CultureInfo.InvariantCulture, $"{from}; {refused} {(refused == 1 ? "line is" : "lines are")} refused"), refused, first);
    }

    /// <summary>A sample of the leads of an app.</summary>
    public static async Task<ReadLog> FromApp(AppClient app, Uri url, CancellationToken cancellation)
    {
        using var answer = await app.Get($"/api/v1/vocabulary?leads={Leads}", cancellation)
            ?? throw new SeedException($"The app at {url} has no list of its names. Update the app.");
        var root = answer.RootElement;
        var words = new LogWords();
        foreach (var item in root.GetProperty("types").EnumerateArray())
        {
            var type = words.AddType(item.GetProperty("type").GetString()!, item.GetProperty("events").GetInt64());
            foreach (var (name, events, values) in Fields(item.GetProperty("properties")))
                type.AddProperty(name, events, values);
        }

        foreach (var (name, events, values) in Fields(root.GetProperty("attributes")))
            words.AddAttribute(name, events, values);
        return new ReadLog(words, $"{words.Events} events of {root.GetProperty("leads").GetInt32()} leads of {url.GetLeftPart(UriPartial.Authority)}{(root.GetProperty("complete").GetBoolean() ? "" : ", a sample")}", 0, []);
    }

    // An older app does not say how many events have a field: nothing is said of its values then.
    private static IEnumerable<(string Name, long Events, IReadOnlyCollection<string>? Values)> Fields(JsonElement fields) => fields.EnumerateArray().Select(static field => (
        field.GetProperty("name").GetString()!,
        field.TryGetProperty("events", out var events) ? events.GetInt64() : 0,
        field.TryGetProperty("values", out var values) ? (IReadOnlyCollection<string>?)[.. values.EnumerateArray().Select(static value => value.GetString()!)] : null));
}
