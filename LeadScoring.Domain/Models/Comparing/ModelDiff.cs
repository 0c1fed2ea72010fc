using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Comparing;

/// <summary>
/// What two documents of a model say differently. By meaning and not by line: the order of keys, comments, layout, and two ways to write the same are no difference; the order of routes, fast tracks and
/// disqualifications is one, since the first that holds wins.
/// </summary>
public static class ModelDiff
{
    /// <summary>What a change can be about.</summary>
    public static ImmutableArray<string> Parts { get; } =
        ["model", "dimension", "category", "ignored events", "rule", "fast track", "persona", "disqualification", "response", "grades", "route", "gates", "requalify", "priority", "golden lead"];

    /// <summary>All changes, in the order of <see cref="Parts"/> and of the documents; empty for documents of one meaning.</summary>
    /// <param name="old">As it was.</param>
    /// <param name="new">As it is.</param>
    public static ImmutableArray<ModelChange> Between(ModelDefinition old, ModelDefinition @new)
    {
        var (before, after) = (ModelParts.Of(old).ToList(), ModelParts.Of(@new).ToList());
        return [.. Parts.SelectMany(kind => Compare(kind, [.. before.Where(part => part.Kind == kind)], [.. after.Where(part => part.Kind == kind)]))];
    }

    private static IEnumerable<ModelChange> Compare(string kind, ImmutableArray<ModelPart> before, ImmutableArray<ModelPart> after)
    {
        foreach (var part in after)
        {
            if (Find(before, part.Id) is { } known)
            {
                foreach (var change in Changes(known, part))
                    yield return change;
            }
            else
            {
                yield return new ModelChange(ModelChangeKind.Added, kind, part.Id, null, null, part.Summary, $"New {kind} {part.Name}{After(part)}.");
            }
        }

        foreach (var gone in before.Where(part => Find(after, part.Id) is null))
            yield return new ModelChange(ModelChangeKind.Removed, kind, gone.Id, null, gone.Summary, null, $"Removed {kind} {gone.Name}{After(gone)}.");
        if (ModelParts.Ordered.Contains(kind, StringComparer.Ordinal) && Order(kind, before, after) is { } moved)
            yield return moved;
    }

    private static IEnumerable<ModelChange> Changes(ModelPart before, ModelPart after) =>
        before.Aspects.Select(static aspect => aspect.Key).Union(after.Aspects.Select(static aspect => aspect.Key), StringComparer.Ordinal)
            .Where(aspect => before[aspect] != after[aspect])
            .Select(aspect => new ModelChange(
                before.Kind == "rule" && aspect == RuleParts.Points ? ModelChangeKind.Reweighted : ModelChangeKind.Changed,
                before.Kind,
                before.Id,
                aspect,
                before[aspect],
                after[aspect],
                $"{Subject(before)}: {aspect} {before[aspect]} -> {after[aspect]}."));

    private static ModelChange? Order(string kind, ImmutableArray<ModelPart> before, ImmutableArray<ModelPart> after)
    {
        var (old, now) = (Common(before, after), Common(after, before));
        return old == now ? null : new ModelChange(ModelChangeKind.Moved, kind, null, "order", old, now, $"Order of {kind}s: {old} -> {now}.");
    }

    private static string Common(ImmutableArray<ModelPart> parts, ImmutableArray<ModelPart> others) =>
        string.Join(", ", parts.Where(part => Find(others, part.Id) is not null).Select(static part => part.Id));

    private static ModelPart? Find(ImmutableArray<ModelPart> parts, string? id) => parts.FirstOrDefault(part => part.Id == id);

    private static string After(ModelPart part) => part.Summary is { Length: > 0 } summary ? $": {summary}" : "";

    private static string Subject(ModelPart part) => part.Id is null ? part.Name : $"{char.ToUpperInvariant(part.Kind[0])}{part.Kind[1..]} {part.Name}";
}
