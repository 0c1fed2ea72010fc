using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using LeadScoring.CrmConnector.Crm;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Settings;

namespace LeadScoring.CrmConnector.Mapping;

/// <summary>Reads a mapping file, described in the README. Says everything that is wrong with it at once.</summary>
internal sealed class MappingReader
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };
    private static readonly string[] Keys = ["from", "default", "values", "required", "clearOn"];

    private readonly List<string> _problems = [];

    /// <exception cref="SettingException">The file is missing or wrong; the message lists every problem with its place and fix.</exception>
    public static LeadMapping ReadFile(string path)
    {
        byte[] text;
        try
        {
            text = File.ReadAllBytes(path);
        }
        catch (Exception missing) when (missing is IOException or UnauthorizedAccessException)
        {
            throw new SettingException($"The mapping file '{path}' (setting Crm:Mapping) cannot be read: {missing.Message} Write for example --mapping mappings/salesforce.json.");
        }

        return Read(text, path);
    }

    /// <inheritdoc cref="ReadFile" />
    /// <param name="text">UTF-8 JSON; comments and trailing commas are fine.</param>
    /// <param name="name">The file's, for the message.</param>
    public static LeadMapping Read(ReadOnlyMemory<byte> text, string name)
    {
        var reader = new MappingReader();
        ImmutableArray<MappedField> fields = [];
        try
        {
            using var file = JsonDocument.Parse(text.Span.StartsWith("\uFEFF"u8) ? text[3..] : text, Lenient);
            fields = reader.Fields(file.RootElement);
        }
        catch (JsonException broken)
        {
            reader.Problem(string.Create(CultureInfo.InvariantCulture, $"line {broken.LineNumber + 1}, byte {broken.BytePositionInLine + 1}"), "this is not JSON. Fix: look for a missing comma or quote just before it.");
        }

        return reader._problems.Count == 0
            ? new LeadMapping(fields)
            : throw new SettingException($"The mapping file '{name}' cannot be used:{string.Concat(reader._problems.Select(static problem => $"{Environment.NewLine}  {problem}"))}");
    }

    private ImmutableArray<MappedField> Fields(JsonElement root)
    {
        if (root.ValueKind is not JsonValueKind.Object || !root.TryGetProperty("fields", out var fields) || fields.ValueKind is not JsonValueKind.Object || !fields.EnumerateObject().Any())
        {
            Problem("fields", "there is none. Fix: write { \"fields\": { \"email\": \"data.lead.email\" } }.");
            return [];
        }

        foreach (var other in root.EnumerateObject().Where(static member => member.Name is not ("fields" or "description")))
            Problem(other.Name, "is not known here. Fix: write 'description' or 'fields'.");
        var names = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. fields.EnumerateObject().Select(member => Field(member, names)).ToList()];
    }

    private MappedField Field(JsonProperty member, HashSet<string> names)
    {
        var place = $"fields.{member.Name}";
        if (string.IsNullOrWhiteSpace(member.Name) || SafeCell.Of(member.Name) != member.Name || member.Name.AsSpan().ContainsAny("\r\n"))
            Problem(place, "must be the name of a column. Fix: start it with a letter.");
        else if (CrmColumns.All.Contains(member.Name, StringComparer.OrdinalIgnoreCase))
            Problem(place, $"the connector has a column of this name for itself. Fix: take another than {string.Join(", ", CrmColumns.All)}.");
        else if (!names.Add(member.Name))
            Problem(place, "stands here twice. Fix: remove one.");

        var value = member.Value;
        if (value.ValueKind is JsonValueKind.String)
            return new MappedField { Name = member.Name, From = Path(place, value.GetString()!), Default = null, Values = FrozenDictionary<string, string>.Empty, Required = false, ClearOn = [] };
        if (value.ValueKind is not JsonValueKind.Object)
        {
            Problem(place, "is neither a path nor an object. Fix: write \"data.lead.email\", or { \"from\": \"data.lead.email\", \"required\": true }.");
            return new MappedField { Name = member.Name, From = null, Default = "", Values = FrozenDictionary<string, string>.Empty, Required = false, ClearOn = [] };
        }

        foreach (var unknown in value.EnumerateObject().Where(static key => !Keys.Contains(key.Name, StringComparer.Ordinal)))
            Problem($"{place}.{unknown.Name}", $"is not known here. Fix: write one of {string.Join(", ", Keys)}.");
        if (!value.TryGetProperty("from", out var from) && !value.TryGetProperty("default", out _))
            Problem(place, "has neither 'from' nor 'default'. Fix: write where the value comes from, or the value that is always the same as 'default'.");
        return new MappedField
        {
            Name = member.Name,
            From = from.ValueKind switch
            {
                JsonValueKind.Undefined => null,
                JsonValueKind.String => Path($"{place}.from", from.GetString()!),
                _ => Nothing<MessagePath>($"{place}.from", "must be text. Fix: write a path, such as \"data.score\"."),
            },
            Default = value.TryGetProperty("default", out var fallback) ? Scalar($"{place}.default", fallback) : null,
            Values = value.TryGetProperty("values", out var values) ? Translations($"{place}.values", values) : FrozenDictionary<string, string>.Empty,
            Required = value.TryGetProperty("required", out var required) && Flag($"{place}.required", required),
            ClearOn = value.TryGetProperty("clearOn", out var types) ? Types($"{place}.clearOn", types) : [],
        };
    }

    private MessagePath? Path(string place, string text)
    {
        var path = MessagePath.Parse(text, out var problem);
        if (problem is not null)
            Problem(place, problem);
        return path;
    }

    private FrozenDictionary<string, string> Translations(string place, JsonElement values)
    {
        if (values.ValueKind is JsonValueKind.Object)
        {
            var translations = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var value in values.EnumerateObject())
            {
                if (!translations.TryAdd(value.Name, Scalar($"{place}.{value.Name}", value.Value) ?? ""))
                    Problem($"{place}.{value.Name}", "stands here twice. Fix: remove one.");
            }

            return translations.ToFrozenDictionary(StringComparer.Ordinal);
        }

        Problem(place, "must be an object. Fix: write { \"A1\": \"Hot\", \"*\": \"Cold\" }.");
        return FrozenDictionary<string, string>.Empty;
    }

    private FrozenSet<string> Types(string place, JsonElement types)
    {
        if (types.ValueKind is JsonValueKind.Array && types.EnumerateArray().All(static type => type.ValueKind is JsonValueKind.String && (type.ValueEquals(MappedField.AnyOther) || LeadTypes.All.Contains(type.GetString()!))))
            return types.EnumerateArray().Select(static type => type.GetString()!).ToFrozenSet(StringComparer.Ordinal);
        Problem(place, $"must be a list of message types. Fix: write [\"*\"], or a list of {string.Join(", ", LeadTypes.All.Order(StringComparer.Ordinal))}.");
        return [];
    }

    private bool Flag(string place, JsonElement value)
    {
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Problem(place, $"is {RawJson.TextOf(value)}. Fix: write true or false.");
        return value.ValueKind is JsonValueKind.True;
    }

    private string? Scalar(string place, JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString(),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => RawJson.TextOf(value),
        _ => Nothing<string>(place, "must be a single value. Fix: write a text, a number, true or false."),
    };

    private T? Nothing<T>(string place, string problem)
        where T : class
    {
        Problem(place, problem);
        return null;
    }

    private void Problem(string place, string problem) => _problems.Add($"{place}: {problem}");
}
