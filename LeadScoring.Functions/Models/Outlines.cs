using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Outlining;

namespace LeadScoring.Functions.Models;

/// <summary>Writes outlines of models as the API shows them.</summary>
internal static class Outlines
{
    /// <summary>The outline of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="withRules">Whether it lists the rules.</param>
    public static OutlineItem Of(ScoringModel model, bool withRules)
    {
        var definition = model.Definition;
        var outline = new ModelOutline(model);
        return new OutlineItem(
            definition.Title,
            definition.Mode == ModelMode.Assess ? "assess" : "live",
            outline.Audience,
            definition.Points is null ? "grades" : "points",
            definition.Points is null ? definition.Scale.Points : null,
            definition.Points is null ? Dimensions(definition, outline) : null,
            definition.Grades is { } grades ? new GradesOutline(grades.Letter, grades.Number, Bounds("ABC", grades.LetterBounds), Bounds("123", grades.NumberBounds)) : null,
            definition.Points?.Target.Points,
            definition.Points is { } sum ? [.. sum.Categories.Select((category, index) => new SumOutline(category.Name, category.AtLeast?.Points, category.AtMost?.Points, outline.MostShareOf(index)?.ToString()))] : null,
            [.. definition.Routes.Select((route, index) => new RouteOutline(
                route.Id, WireNames.For(route.To), ModelOutline.TimeOf(route.RespondWithin), route.Attempts, route.Escalate, outline.GradesOf(index) is { } named ? [.. named.Select(static grade => grade.ToString())] : null))],
            [.. definition.FastTracks.Select(static track => new HandOffOutline(track.Id, WireNames.For(track.To), ModelOutline.TimeOf(track.RespondWithin), track.Attempts, track.Escalate))],
            [.. definition.Personas.Select(static persona => new HandOffOutline(
                persona.Id, persona.To is { } to ? WireNames.For(to) : null, ModelOutline.TimeOf(persona.RespondWithin), persona.Attempts, persona.Escalate))],
            withRules ? [.. definition.Rules.Select(static rule => new RuleOutline(rule.Id, rule.Title ?? rule.Id, rule.Category, ModelOutline.PointsOf(rule)))] : null);
    }

    private static List<DimensionOutline> Dimensions(ModelDefinition definition, ModelOutline outline)
    {
        var next = 0;
        return
        [
            .. definition.Dimensions.Select(dimension => new DimensionOutline(
                dimension.Name,
                dimension.Weight,
                // A category of a model with dimensions always has the scale as its bound.
                [.. dimension.Categories.Select(category => new CategoryOutline(category.Name, category.Weight, outline.MostShareOf(next++)!.Value.ToString()))])),
        ];
    }

    private static Dictionary<string, decimal> Bounds(string names, IEnumerable<decimal> bounds) =>
        bounds.Select((bound, index) => KeyValuePair.Create(names[index].ToString(), bound)).ToDictionary(StringComparer.Ordinal);
}
