using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Compiling;

internal sealed class RouteCompiler(ModelDefinition definition, RouteFields fields, ProfileChecks checks)
{
    private const string ProfilePrefix = "profile.";

    public RoutePlan[] Routes() =>
        [.. definition.Routes.Select(route => new RoutePlan(route.Id, route.To, route.When is null ? null : Check<RouteView>.Compile(route.When, Leaf)))];

    private Check<RouteView> Leaf(Condition.Test test)
    {
        if (test.Field.StartsWith(ProfilePrefix, StringComparison.Ordinal))
            return new RouteProfileTest(checks.Leaf(test with { Field = test.Field[ProfilePrefix.Length..] }));
        if (test.Field is "grade" or "letter")
            return new GradeTest(TextTest.Compile(test, readsWritten: false), letterOnly: test.Field == "letter");
        if (test.Field == "matched")
            return new MatchedTest(test, [.. definition.Rules.Select(rule => rule.Id)]);
        return fields.NumberOf(test.Field) is { } number
            ? FigureTest.Compile(number, test)
            : throw new ArgumentException($"No route field is called '{test.Field}'.", nameof(test));
    }
}
