using System.Collections.Immutable;

using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads what a model with <c>scoring: points</c> has instead of dimensions and grades: <c>target</c>, <c>minimalPath</c> and <c>categories</c>.</summary>
internal sealed class PointsSection
{
    /// <summary>Id of the route that such a model has where it gives none.</summary>
    public const string TargetRouteId = "target";

    private static readonly string[] OfGrades = ["dimensions", "grades", "scale"];
    private static readonly string[] OfPoints = ["target", "minimalPath", "categories"];

    // A target of 0 is reached by everybody.
    private static readonly NumberRange Target = NumberRange.Points with { Least = 0.001m };

    private readonly Keys _keys;
    private readonly ModelScope _scope;
    private readonly ImmutableArray<PointsCategory>? _categories;

    /// <summary>Reads the categories, and tells the scope their names.</summary>
    public PointsSection(Keys keys, ModelScope scope)
    {
        (_keys, _scope) = (keys, scope);
        foreach (var key in OfGrades.Where(keys.Has))
            scope.Findings.Add(Codes.OtherScoring, keys.Optional(key)!.At, $"'{key}' does not belong to a model with 'scoring: points': its points add up to a target.", "Remove it, or remove 'scoring: points'.");
        scope.Dimensions = new Names([]);
        _categories = PointsCategories.Read(keys.Optional("categories"), scope);
        if (_categories is null)
            PointsCategories.Outline(keys.Optional("rules"), scope);
    }

    /// <summary>How the points add up.</summary>
    /// <param name="rules">Those of the model that could be read.</param>
    public PointsScoring Read(ImmutableArray<Rule> rules)
    {
        var findings = _scope.Findings;
        var targetNode = _keys.Optional("target");
        var pathNode = _keys.Optional("minimalPath");
        var given = findings.Number(targetNode, "target", Target, Codes.Points);
        var categories = _categories ?? PointsCategories.Named(rules);
        var path = new MinimalPath(rules, _scope).Read(pathNode, categories);
        if (targetNode is null && pathNode is null)
            findings.Add(Codes.NoTarget, _keys.At, "The model has no target: 'scoring: points' needs 'target' or 'minimalPath'.", "Write 'target: 65', or 'minimalPath: [ ... ]' with the rules that together make a lead ready.");
        if (given is { } target && path.Sum is { } sum && target != sum)
            findings.Add(Codes.OtherTarget, targetNode!.At, $"'target' is {new MilliPoints((long)(target * 1000))}, but the rules of 'minimalPath' add up to {new MilliPoints((long)(sum * 1000))}.", $"Write 'target: {new MilliPoints((long)(sum * 1000))}', or remove 'target': it follows from 'minimalPath'.");
        return new PointsScoring(new MilliPoints((long)((given ?? path.Sum ?? 1) * 1000)), path.Rules, categories);
    }

    /// <summary>The route of a model that gives none.</summary>
    public static Route TargetRoute(MilliPoints target) =>
        new(TargetRouteId, new Condition.Test("score", Operator.AtLeast, [target.ToString()]), Destination.Sales, null, null, null);

    /// <summary>For a key of the other kind of scoring: its fix; null for other keys.</summary>
    public static string? Fix(string key, bool addsUp) => addsUp || !OfPoints.Contains(key, StringComparer.Ordinal)
        ? null
        : key == "categories"
            ? "Write 'categories' inside each dimension, or add 'scoring: points' and remove 'dimensions', 'grades' and 'scale'."
            : "Add 'scoring: points' and remove 'dimensions', 'grades' and 'scale'.";
}
