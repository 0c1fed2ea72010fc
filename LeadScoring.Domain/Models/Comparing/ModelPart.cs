using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Comparing;

/// <summary>A part of a model as it is compared: what it means, aspect by aspect.</summary>
/// <param name="Kind">One of <see cref="ModelDiff.Parts"/>.</param>
/// <param name="Id">Null for a part that a model has once.</param>
/// <param name="Name">What a sentence calls it.</param>
/// <param name="Aspects">Names and texts; two parts mean the same when all texts are equal.</param>
internal sealed record ModelPart(string Kind, string? Id, string Name, ImmutableArray<KeyValuePair<string, string>> Aspects)
{
    /// <summary>The text of an aspect that says nothing.</summary>
    public const string None = "none";

    public static ModelPart Of(string kind, string? id, string name, params IEnumerable<(string Aspect, string? Text)> aspects) =>
        new(kind, id, name, [.. aspects.Select(static aspect => KeyValuePair.Create(aspect.Aspect, string.IsNullOrEmpty(aspect.Text) ? None : aspect.Text))]);

    /// <summary>The text of an aspect.</summary>
    public string this[string aspect] => Aspects.FirstOrDefault(one => one.Key == aspect).Value ?? None;

    /// <summary>All that it says, for one that came or went.</summary>
    public string Summary => string.Join("; ", Aspects.Where(static aspect => aspect.Value != None && aspect.Key != "title").Select(static aspect => $"{aspect.Key} {aspect.Value}"));
}
