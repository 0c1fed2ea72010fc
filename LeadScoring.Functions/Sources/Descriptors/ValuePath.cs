using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>
/// A place in a body: <c>/a/b</c> from the event, <c>$/a/b</c> from the whole body, <c>@/</c> the item of a kind that is several events; steps as in JSON Pointer, a
/// number into a list.
/// </summary>
internal sealed record ValuePath(PathOrigin Origin, ImmutableArray<string> Steps)
{
    /// <summary>The event itself.</summary>
    public static ValuePath Event { get; } = new(PathOrigin.Event, []);

    /// <summary>Reads a path; null when the text is none.</summary>
    public static ValuePath? Parse(string text)
    {
        var origin = text is ['$', ..] ? PathOrigin.Body : text is ['@', ..] ? PathOrigin.Item : PathOrigin.Event;
        var rest = origin == PathOrigin.Event ? text : text.AsSpan(1);
        if (rest is not ['/', ..] || rest.Length > 500)
            return null;
        if (rest.Length == 1)
            return new ValuePath(origin, []);
        var steps = rest[1..].ToString().Split('/').Select(JsonPointers.Unescape);
        return new ValuePath(origin, [.. steps]);
    }

    /// <summary>What stands there; undefined when nothing does.</summary>
    public JsonElement Find(Scope scope)
    {
        var at = Origin switch { PathOrigin.Body => scope.Root, PathOrigin.Item => scope.Item, _ => scope.Event };
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
/// <param name="Item">What the event is about, where one is reported of several.</param>
internal readonly record struct Scope(JsonElement Root, JsonElement Event, JsonElement Item = default);

/// <summary>Where a path begins.</summary>
internal enum PathOrigin
{
    Event,
    Body,
    Item,
}
