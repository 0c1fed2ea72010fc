using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>The fields that a route's condition can name, and what they can be equal to (docs/reference/scoring.md#route-fields).</summary>
internal sealed class RouteFieldChecks(ModelScope scope)
{
    private const string Category = "category.";
    private const string Profile = "profile.";
    private static readonly string[] Fixed = ["score", "grade", "letter", "number", "lastActivityDays", "matched"];

    /// <summary>
    /// What no dimension may be called: the route fields, the words of conditions, which could not be told from it in a route, and
    /// <c>route</c>, which could not in a golden lead.
    /// </summary>
    public static IReadOnlyCollection<string> Reserved { get; } = [.. Fixed, "all", "any", "not", "route"];

    private static readonly string[] OfGrades = ["grade", "letter", "number"];

    // What other models usually have.
    private static readonly string[] DimensionWords = ["fit", "engagement", "need"];

    /// <summary>Whether there is such a field; reports when not.</summary>
    public bool Check(string field, SourcePosition at)
    {
        if (scope.AddsUp && (OfGrades.Contains(field, StringComparer.Ordinal) || DimensionWords.Contains(field, StringComparer.Ordinal)))
        {
            var what = OfGrades.Contains(field, StringComparer.Ordinal) ? field : $"dimension '{field}'";
            scope.Findings.Add(Codes.GradeWithoutGrades, at, $"There is no {what} in a model with 'scoring: points'.", "Write 'score: { atLeast: ... }' or 'category.<name>: { atLeast: ... }'.");
            return false;
        }

        if (Fixed.Contains(field, StringComparer.Ordinal) || (field.StartsWith(Profile, StringComparison.Ordinal) && field.Length > Profile.Length))
            return true;
        if (field.StartsWith(Category, StringComparison.Ordinal))
        {
            scope.Refer(scope.Categories, Codes.AbsentCategory, field[Category.Length..], at, "category");
            return true;
        }

        if (scope.Dimensions?.Contains(field) is not false)
            return true;
        scope.Findings.Add(Codes.UnknownRouteField, at, $"{Findings.Quote(field)} is not a field of a route.", Fix(field));
        return false;
    }

    /// <summary>Reports what a field can never be equal to.</summary>
    public void CheckOperands(string field, Operator op, ImmutableArray<OperandNode> operands)
    {
        foreach (var operand in operands)
        {
            var value = operand.Value.Trim();
            if (field is "matched" && op is Operator.Is or Operator.IsNot or Operator.Contains)
            {
                // Conditions compare without case; ids are lower-case.
                scope.Refer(scope.RuleNames, Codes.AbsentRule, value.ToLowerInvariant(), operand.At, "rule");
            }
            else if (op is Operator.Is or Operator.IsNot && !GradeText.CanBe(field, value))
            {
                scope.Findings.Add(Codes.ImpossibleGrade, operand.At, $"{Findings.Quote(operand.Value)} is not a {field}.", GradeText.Fix(field));
            }
        }
    }

    private string Fix(string field)
    {
        if (scope.Categories?.Contains(field) is true)
            return $"Write '{Category}{field}'.";
        string[] known = scope.AddsUp ? [.. Fixed.Except(OfGrades, StringComparer.Ordinal)] : Fixed;
        var names = new Names([.. known, .. scope.Dimensions?.All ?? [], .. (scope.Categories?.All ?? []).Select(static name => Category + name)]);
        return names.Nearest(field) is { } nearest
            ? $"Write '{nearest}'."
            : $"Use {(scope.AddsUp ? "" : "a dimension, ")}'category.<name>', 'profile.<field>' or one of: {string.Join(", ", known)}. A field of the profile is 'profile.{field}'.";
    }
}
