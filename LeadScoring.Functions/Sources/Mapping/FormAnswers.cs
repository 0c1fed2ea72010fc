using System.Net;
using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Bodies;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Mapping;

/// <summary>Reads the answers of a form: names and values, whatever shape the vendor gives them.</summary>
internal static class FormAnswers
{
    /// <param name="Name">The vendor's name of the field; empty where it has none.</param>
    /// <param name="Value">As sent.</param>
    /// <param name="IsEmail">The field asks for an address.</param>
    public readonly record struct Answer(string Name, MappedValue Value, bool IsEmail);

    /// <summary>The answers that are there.</summary>
    public static IEnumerable<Answer> Read(FormFields form, Scope scope)
    {
        var all = form.Each.Find(scope);
        if (all.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in all.EnumerateObject())
            {
                foreach (var (name, part) in Parts(Name(form, member.Name), member.Value))
                {
                    var value = Unescaped(form, new MappedValue(part, null));
                    if (!value.IsMissing)
                        yield return new Answer(name, value, IsEmail: false);
                }
            }
        }
        else if (all.ValueKind == JsonValueKind.Array && form.Name is not null)
        {
            foreach (var item in all.EnumerateArray())
            {
                var here = scope with { Event = item };
                var kind = form.Kind?.Find(here).AsText();
                var value = Chosen(form, here, Unescaped(form, Value(form, here, kind)));
                if (!value.IsMissing)
                    yield return new Answer(Name(form, form.Name.Find(here).AsText() ?? ""), value, form.EmailKind is not null && kind == form.EmailKind);
            }
        }
    }

    // A kind of answer that is newer than the descriptor is kept as it was sent.
    private static MappedValue Value(FormFields form, Scope item, string? kind)
    {
        var value = form.Value!.Find(item);
        return value.IsMissing && form.IsTyped && kind is not null && JsonText.TryFind(item.Event, kind, out var typed) ? new MappedValue(typed, null) : value;
    }

    // A field of several inputs, such as a name, is several answers, so that each can be named.
    private static IEnumerable<(string Name, JsonElement Value)> Parts(string name, JsonElement value) =>
        value.ValueKind == JsonValueKind.Object ? value.EnumerateObject().Select(part => ($"{name}.{part.Name}", part.Value)) : [(name, value)];

    private static string Name(FormFields form, string name)
    {
        if (form.Prefix is not { } prefix || !name.StartsWith(prefix, StringComparison.Ordinal))
            return name;
        var rest = name.AsSpan(prefix.Length);
        var number = rest.IndexOfAnyExceptInRange('0', '9');
        return number > 0 && rest[number] == '_' ? rest[(number + 1)..].ToString() : name;
    }

    private static MappedValue Unescaped(FormFields form, MappedValue value) =>
        form.IsHtml && value.Made is null && value.Element.ValueKind == JsonValueKind.String ? new MappedValue(default, WebUtility.HtmlDecode(value.Element.GetString())) : value;

    // The ids of chosen options say nothing to a person; an id that is not listed stays.
    private static MappedValue Chosen(FormFields form, Scope item, MappedValue value)
    {
        if (form.Options is not { } list || value.Element.ValueKind == JsonValueKind.Object || list.At.Find(item) is not { ValueKind: JsonValueKind.Array } options)
            return value;
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var option in options.EnumerateArray())
        {
            var here = item with { Event = option };
            if (new MappedValue(list.Id.Find(here), null).AsText() is { } id && new MappedValue(list.Text.Find(here), null).AsText() is { } text)
                texts[id] = text;
        }

        var chosen = value.Element.ValueKind == JsonValueKind.Array ? value.Element.EnumerateArray().Select(one => new MappedValue(one, null).AsText()) : [value.AsText()];
        var all = chosen.OfType<string>().Select(id => texts.GetValueOrDefault(id, id)).ToList();
        if (all.Count == 0)
            return value;
        if (all.Count == 1)
            return new MappedValue(default, all[0]);
        using var document = JsonDocument.Parse(BodyTree.Written(json =>
        {
            json.WriteStartArray();
            all.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }));
        return new MappedValue(document.RootElement.Clone(), null);
    }
}
