using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Capture;

/// <summary>
/// Turns a JSON object into <see cref="Fields"/>: everything becomes text, nested objects become dotted names, arrays of scalars
/// become lists. Collects every fault with its JSON pointer instead of stopping at the first.
/// </summary>
public sealed class JsonFields(List<RequestError> errors)
{
    // With more members than this a set finds a name sooner than looking at all of them.
    private const int FewNames = 16;

    private readonly List<string> _names = [];
    private int _count;

    /// <summary>Adds an object's members under their names, or under <c>prefix.name</c>. Its shape was checked.</summary>
    public void Add(Dictionary<string, FieldValue> into, JsonElement element, string pointer, string prefix = "")
    {
        foreach (var member in element.EnumerateObject())
        {
            var name = JsonText.NameOf(member) ?? member.Name;
            AddValue(into, member.Value, prefix + name, new JsonPlace(pointer, name));
        }
    }

    /// <summary>Adds one value under a name.</summary>
    public void AddValue(Dictionary<string, FieldValue> into, JsonElement value, string name, JsonPlace place)
    {
        if (name.Length is 0 or > EventLimits.NameCharacters)
        {
            errors.Add(EventErrors.BadName(place));
            return;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            Add(into, value, place, name + ".");
            return;
        }

        if (++_count > EventLimits.Properties)
        {
            if (_count == EventLimits.Properties + 1)
                errors.Add(EventErrors.TooLong(place, "The number of values", EventLimits.Properties));
            return;
        }

        FieldValue? field = value.ValueKind == JsonValueKind.Array
            ? List(value, place)
            : Scalar(value, place) is { } scalar ? new FieldValue(scalar) : default(FieldValue?);
        if (field is { } text)
            into.TryAdd(name, text);
    }

    /// <summary>A scalar as text; null for JSON null and for what cannot be kept (then a fault is added).</summary>
    public string? Scalar(JsonElement value, JsonPlace place)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return Text(value, place);
            case JsonValueKind.True:
                return "true";
            case JsonValueKind.False:
                return "false";
            case JsonValueKind.Number:
                return Number(JsonText.Raw(value), place);
            case JsonValueKind.Null:
                return null;
            default:
                errors.Add(EventErrors.WrongType(place, "text, a number, true or false", Describe(value)));
                return null;
        }
    }

    /// <summary>A string without NUL or broken surrogates and of bearable length; null otherwise (then a fault is added).</summary>
    public string? Text(JsonElement value, JsonPlace place)
    {
        var text = JsonText.TextOf(value);
        if (text is null || text.Contains('\0', StringComparison.Ordinal))
            errors.Add(EventErrors.BadText(place));
        else if (text.Length > EventLimits.StringCharacters)
            errors.Add(EventErrors.TooLong(place, "The text", EventLimits.StringCharacters));
        else
            return text;
        return null;
    }

    /// <summary>Finds names that occur twice, levels too deep, and texts that are not Unicode, anywhere in an element: after it every text and name can be taken.</summary>
    public void CheckShape(JsonElement element, string pointer, int depth)
    {
        // Nearly every element is sound: where its faults would be is written only for those that have some.
        if (!IsSound(element, depth))
            FindFaults(element, pointer, depth);
    }

    /// <summary>How an error names a JSON value's type.</summary>
    public static string Describe(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Number => "a number",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        _ => "null",
    };

    private void FindFaults(JsonElement element, string pointer, int depth)
    {
        // Levels are objects and arrays; a value inside the last one is no further level.
        if (depth > EventLimits.Depth && element.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
        {
            errors.Add(EventErrors.TooDeep(pointer));
            return;
        }

        if (element.ValueKind == JsonValueKind.Array)
        {
            var index = 0;
            foreach (var item in element.EnumerateArray())
                FindFaults(item, $"{pointer}/{index++}", depth + 1);
        }
        else if (element.ValueKind == JsonValueKind.Object)
        {
            var names = new HashSet<string>(StringComparer.Ordinal);
            foreach (var member in element.EnumerateObject())
            {
                if (NameOf(member, pointer) is not { } name)
                    continue;
                if (!names.Add(name))
                    errors.Add(EventErrors.DuplicateKey(pointer, name));
                FindFaults(member.Value, JsonPointers.Member(pointer, name), depth + 1);
            }
        }
        else if (element.ValueKind == JsonValueKind.String && JsonText.TextOf(element) is null)
        {
            errors.Add(EventErrors.BadText(pointer));
        }
    }

    /// <summary>Whether <see cref="FindFaults"/> finds none.</summary>
    private bool IsSound(JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                return JsonText.IsText(element);
            case JsonValueKind.Array:
                if (depth > EventLimits.Depth)
                    return false;
                foreach (var item in element.EnumerateArray())
                {
                    if (!IsSound(item, depth + 1))
                        return false;
                }

                return true;
            case JsonValueKind.Object:
                return depth <= EventLimits.Depth && IsSoundObject(element, depth);
            default:
                return true;
        }
    }

    private bool IsSoundObject(JsonElement element, int depth)
    {
        // Names of the objects around it lie below.
        var begin = _names.Count;
        HashSet<string>? many = null;
        foreach (var member in element.EnumerateObject())
        {
            if (JsonText.NameOf(member) is not { } name || !IsNew(name, begin, ref many) || !IsSound(member.Value, depth + 1))
                return false;
        }

        _names.RemoveRange(begin, _names.Count - begin);
        return true;
    }

    private bool IsNew(string name, int begin, ref HashSet<string>? many)
    {
        if (many is not null)
            return many.Add(name);
        for (var i = begin; i < _names.Count; i++)
        {
            if (_names[i] == name)
                return false;
        }

        _names.Add(name);
        if (_names.Count - begin > FewNames)
            many = new HashSet<string>(_names.Skip(begin), StringComparer.Ordinal);
        return true;
    }

    private string? NameOf(JsonProperty member, string pointer)
    {
        var name = JsonText.NameOf(member);
        if (name is null)
            errors.Add(EventErrors.BadText(pointer));
        return name;
    }

    private FieldValue? List(JsonElement array, JsonPlace place)
    {
        var items = ImmutableArray.CreateBuilder<string>(array.GetArrayLength());
        foreach (var item in array.EnumerateArray())
        {
            if (item.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                // A list of structures says nothing to a condition; its text is kept for people.
                return Raw(array, place);
            }

            if (Scalar(item, place) is { } text)
                items.Add(text);
        }

        return new FieldValue(items.ToImmutable());
    }

    private FieldValue? Raw(JsonElement element, JsonPlace place)
    {
        var text = JsonText.Raw(element);
        if (text.Length <= EventLimits.StringCharacters)
            return new FieldValue(text);
        errors.Add(EventErrors.TooLong(place, "The text", EventLimits.StringCharacters));
        return null;
    }

    private string? Number(string raw, JsonPlace place)
    {
        // Digits are kept as they were sent; only an exponent is written out, since conditions compare plain numbers.
        if (raw.AsSpan().IndexOfAny('e', 'E') < 0)
        {
            if (raw.Length <= EventLimits.NameCharacters)
                return raw;
        }
        else if (decimal.TryParse(raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            return number.ToString(CultureInfo.InvariantCulture);
        }

        errors.Add(EventErrors.BadNumber(place));
        return null;
    }
}
