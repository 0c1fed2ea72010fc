using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>A place in a body: <c>/a/b</c> from the event, <c>$/a/b</c> from the whole body; steps as in JSON Pointer, a number into a list.</summary>
internal sealed record ValuePath(bool FromRoot, ImmutableArray<string> Steps)
{
    /// <summary>The event itself.</summary>
    public static ValuePath Event { get; } = new(FromRoot: false, []);

    /// <summary>Reads a path; null when the text is none.</summary>
    public static ValuePath? Parse(string text)
    {
        var fromRoot = text.StartsWith('$');
        var rest = fromRoot ? text.AsSpan(1) : text;
        if (rest is not ['/', ..] || rest.Length > 500)
            return null;
        if (rest.Length == 1)
            return new ValuePath(fromRoot, []);
        var steps = rest[1..].ToString().Split('/').Select(JsonPointers.Unescape);
        return new ValuePath(fromRoot, [.. steps]);
    }

    /// <summary>What stands there; undefined when nothing does.</summary>
    public JsonElement Find(Scope scope)
    {
        var at = FromRoot ? scope.Root : scope.Event;
        foreach (var step in Steps)
        {
            if (JsonText.TryFind(at, step, out var member))
                at = member;
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < at.GetArrayLength())
                at = at[index];
            else
                return default;
        }

        return at;
    }
}

/// <summary>Where paths begin.</summary>
/// <param name="Root">The whole body.</param>
/// <param name="Event">The event in it, or an item of the event.</param>
internal readonly record struct Scope(JsonElement Root, JsonElement Event);
