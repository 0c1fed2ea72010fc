using System.Collections.Immutable;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Where the grade alone sends a lead: by the routes that ask for nothing else. Routes that ask for more may send some leads of a grade elsewhere, and gates may hold some back.</summary>
public static class GradeRoutes
{
    private static readonly string[] GradeFields = ["grade", "letter", "number"];

    /// <summary>All sixteen grades, A1 first, each with the first such route that holds for it; null where none does. Empty for a model whose points add up.</summary>
    public static ImmutableArray<(Grade Grade, Route? Route)> Of(ScoringModel model)
    {
        if (model.GradePlan is null)
            return [];
        var view = new RouteView(model.RouteFields.Count);
        return [.. Enumerable.Range(0, 16).Select(Grade.At).Select(grade => (grade, RouteOf(grade)))];

        Route? RouteOf(Grade grade)
        {
            view.Grade = grade;
            view.Numbers[RouteFields.Number] = grade.Number * 1000L;
            for (var i = 0; i < model.Routes.Length; i++)
            {
                var route = model.Definition.Routes[i];
                if (ConditionFields.Of(route.When).All(static field => GradeFields.Contains(field, StringComparer.Ordinal)) && (model.Routes[i].When?.Holds(view, default) ?? true))
                    return route;
            }

            return null;
        }
    }
}
