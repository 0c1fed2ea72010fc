using System.Text.Json;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Reads one object of a document strictly: what is missing, of another type or unknown is a fault with its place and its fix, and reading goes on, so
/// that all faults are told at once.
/// </summary>
internal sealed class StrictObject(JsonElement element, string pointer, ErrorList errors)
{
    private readonly List<string> _known = [];

    /// <summary>Where it stands in the document.</summary>
    public string Pointer => pointer;

    /// <summary>All faults of the document.</summary>
    public ErrorList Faults => errors;

    /// <summary>Reads an element that has to be an object; another one is a fault, and an empty object is read on.</summary>
    public static StrictObject Of(JsonElement element, string pointer, ErrorList errors)
    {
        if (element.ValueKind == JsonValueKind.Object)
            return new StrictObject(element, pointer, errors);
        errors.Add(pointer, "Must be an object.", "Write { ... }.");
        return new StrictObject(default, pointer, errors);
    }

    /// <summary>The member; null when there is none.</summary>
    public JsonElement? Find(string name)
    {
        _known.Add(name);
        return element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind != JsonValueKind.Null ? value : null;
    }

    /// <summary>A text; null when there is none.</summary>
    public string? Text(string name)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 and <= 2000 } text)
            return text;
        Refuse(name, "Must be text of 1 to 2,000 characters.", "Write a text in quotes.");
        return null;
    }

    /// <summary>A text that has to be there; empty after a fault.</summary>
    public string Required(string name)
    {
        if (Find(name) is null)
            Refuse(name, $"'{name}' is missing.", $"Add \"{name}\".");
        return Text(name) ?? "";
    }

    /// <summary>One of some words; null when there is none.</summary>
    public string? OneOf(string name, params ReadOnlySpan<string> words)
    {
        if (Text(name) is not { } text || words.Contains(text))
            return Text(name);
        Refuse(name, $"'{text}' is not a known value.", $"Write one of {string.Join(", ", words.ToArray())}.");
        return null;
    }

    /// <summary>A whole number from a range; null when there is none.</summary>
    public int? Whole(string name, int from, int to)
    {
        if (Find(name) is not { } value)
            return null;
        if (value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out var number) && number >= from && number <= to)
            return number;
        Refuse(name, $"Must be a whole number from {from} to {to}.", $"Write a number from {from} to {to}.");
        return null;
    }

    /// <summary>True or false; false when there is none.</summary>
    public bool Flag(string name)
    {
        if (Find(name) is not { } value)
            return false;
        if (value.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            Refuse(name, "Must be true or false.", "Write true or false.");
        return value.ValueKind == JsonValueKind.True;
    }

    /// <summary>A time with an offset; null when there is none.</summary>
    public DateTimeOffset? Time(string name)
    {
        if (Text(name) is not { } text)
            return null;
        if (Times.TryParse(text, out var time))
            return time;
        Refuse(name, "Must be a time.", "Write ISO 8601, e.g. \"2026-03-01T00:00:00Z\".");
        return null;
    }

    /// <summary>An object; null when there is none.</summary>
    public StrictObject? Object(string name) => Find(name) is { } value ? Of(value, At(name), errors) : null;

    /// <summary>The elements of a list with their places; none when there is no list. A single object stands for a list of one.</summary>
    public IReadOnlyList<(JsonElement Element, string Pointer)> List(string name)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Array)
            return [.. value.EnumerateArray().Select((item, index) => (item, $"{At(name)}/{index}"))];
        return [(value, At(name))];
    }

    public IReadOnlyList<string> Texts(string name)
    {
        var texts = new List<string>();
        foreach (var (item, place) in List(name))
        {
            if (item.ValueKind == JsonValueKind.String)
                texts.Add(item.GetString()!);
            else
                errors.Add(place, "Must be text.", "Write a text in quotes.");
        }

        return texts;
    }

    /// <summary>The members of an object with their places, whatever their names.</summary>
    public IReadOnlyList<(string Name, JsonElement Value, string Pointer)> Members(string name)
    {
        if (Find(name) is not { } value)
            return [];
        if (value.ValueKind == JsonValueKind.Object)
            return [.. value.EnumerateObject().Select(member => (member.Name, member.Value, JsonPointers.Member(At(name), member.Name)))];
        Refuse(name, "Must be an object.", "Write { \"name\": ... }.");
        return [];
    }

    /// <summary>The members of an object of texts.</summary>
    public IReadOnlyDictionary<string, string> Words(string name)
    {
        var words = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (member, value, place) in Members(name))
        {
            if (value.ValueKind == JsonValueKind.String)
                words[member] = value.GetString()!;
            else
                errors.Add(place, "Must be text.", "Write a text in quotes.");
        }

        return words;
    }

    /// <summary>Ends the reading: members that nobody asked for are faults.</summary>
    public void Close()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return;
        foreach (var member in element.EnumerateObject())
        {
            if (!_known.Contains(member.Name))
                errors.Add(At(member.Name), "This name is not known here.", $"Use {string.Join(", ", _known.Distinct().Order(StringComparer.Ordinal))}.");
        }
    }

    /// <summary>Says that a member cannot be used.</summary>
    public void Refuse(string name, string detail, string fix) => errors.Add(At(name), detail, fix);

    private string At(string name) => JsonPointers.Member(pointer, name);
}
