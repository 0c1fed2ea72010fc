using System.Text.Json;

using Microsoft.Extensions.Primitives;

namespace LeadScoring.Functions.Sources.Bodies;

/// <summary>Makes a tree of a form's fields: <c>data[merges][FNAME]</c> is three levels, a name without brackets is one.</summary>
internal sealed class FormTree
{
    private const int Levels = 5;

    private readonly Dictionary<string, object> _members = new(StringComparer.Ordinal);

    /// <summary>The tree of some fields.</summary>
    public static FormTree Of(IReadOnlyDictionary<string, StringValues> fields)
    {
        var tree = new FormTree();
        foreach (var (name, values) in fields)
            tree.Add(name, values);
        return tree;
    }

    /// <summary>Writes it as a JSON object of texts, lists of texts and objects.</summary>
    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        foreach (var (name, value) in _members)
        {
            json.WritePropertyName(name);
            if (value is FormTree inner)
                inner.Write(json);
            else
                Write(json, (StringValues)value);
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, StringValues values)
    {
        if (values.Count == 1)
        {
            json.WriteStringValue(values[0]);
            return;
        }

        json.WriteStartArray();
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    private void Add(string name, StringValues values)
    {
        var steps = Steps(name);
        var tree = this;
        foreach (var step in steps.AsSpan()[..^1])
        {
            if (!tree._members.TryGetValue(step, out var inner))
                tree._members[step] = inner = new FormTree();
            if (inner is not FormTree next)
            {
                // A value stands where a level would begin: both are kept, this one under its whole name.
                _members[name] = values;
                return;
            }

            tree = next;
        }

        if (!tree._members.TryAdd(steps[^1], values))
            _members[name] = values;
    }

    // A form without brackets, with too many or with broken ones is a name as it stands; "[]" at the end marks a list, which several values are anyway.
    private static string[] Steps(string name)
    {
        var open = name.IndexOf('[', StringComparison.Ordinal);
        if (open <= 0 || name[^1] != ']')
            return [name];
        var inner = name[(open + 1)..^1].Split("][");
        if (inner.Length >= Levels || inner.Any(step => step.AsSpan().ContainsAny('[', ']')))
            return [name];
        return inner is [.., ""] ? [name[..open], .. inner[..^1]] : [name[..open], .. inner];
    }
}
