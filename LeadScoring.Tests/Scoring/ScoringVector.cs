using System.Globalization;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Scoring;

/// <summary>One file of scoring vectors: a lead under a model, with the figures that an independent implementation computed.</summary>
public sealed record ScoringVector(string Name, ScoringModel Model, IReadOnlyList<LeadEvent> Events, IReadOnlyList<(Day Day, JsonElement Expect)> Evaluate)
{
    public static ScoringVector Read(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var root = document.RootElement.Clone();
        var loaded = ModelLoader.Load(root.GetProperty("model").GetString()!);
        Assert.True(loaded.Definition is not null, $"{path}: {string.Join('\n', loaded.Problems)}");
        var lists = root.TryGetProperty("lists", out var given)
            ? new EmailDomains(Texts(given, "free"), Texts(given, "disposable"), Texts(given, "role"))
            : null;
        return new ScoringVector(
            Path.GetFileNameWithoutExtension(path),
            ScoringModel.Compile(loaded.Definition, lists),
            [.. root.GetProperty("events").EnumerateArray().Select(EventOf)],
            [.. root.GetProperty("evaluate").EnumerateArray().Select(entry => (DayOf(entry.GetProperty("day")), entry.GetProperty("expect")))]);
    }

    private static string[] Texts(JsonElement lists, string name) =>
        lists.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(item => item.GetString()!)] : [];

    private static Day DayOf(JsonElement text) => Day.TryParse(text.GetString(), out var day) ? day : throw new FormatException($"{text} is no day.");

    private static LeadEvent EventOf(JsonElement e) => new()
    {
        Source = e.TryGetProperty("source", out var source) ? source.GetString()! : "",
        Id = e.GetProperty("id").GetString()!,
        Type = e.GetProperty("type").GetString()!,
        OccurredAt = e.GetProperty("occurredAt").GetDateTimeOffset(),
        Properties = FieldsOf(e, "properties"),
        Profile = FieldsOf(e, "profile"),
        IsClaimed = e.TryGetProperty("claimed", out var claimed) && claimed.GetBoolean(),
        Cleared = e.TryGetProperty("cleared", out var cleared) ? [.. cleared.EnumerateArray().Select(static name => name.GetString()!)] : [],
    };

    private static Fields FieldsOf(JsonElement e, string name) => e.TryGetProperty(name, out var fields)
        ? new Fields(fields.EnumerateObject().Select(field => KeyValuePair.Create(field.Name, ValueOf(field.Value))))
        : Fields.Empty;

    private static FieldValue ValueOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null => default,
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.True => "true",
        JsonValueKind.False => "false",
        JsonValueKind.Number => Plain(value),
        JsonValueKind.Array => new FieldValue([.. value.EnumerateArray().Select(item => ValueOf(item).Text!)]),
        _ => throw new FormatException($"{value} is no value of a field."),
    };

    private static string Plain(JsonElement number) => number.GetRawText().AsSpan().IndexOfAny('e', 'E') < 0
        ? number.GetRawText()
        : number.GetDecimal().ToString("0.############################", CultureInfo.InvariantCulture);
}
