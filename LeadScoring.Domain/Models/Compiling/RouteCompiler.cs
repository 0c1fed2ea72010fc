using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Compiling;

internal sealed class RouteCompiler(ModelDefinition definition, RouteFields fields, ProfileChecks checks)
{
    private const string ProfilePrefix = "profile.";

    private readonly List<RouteTest> _tests = [];

    /// <summary>All tests of the routes, once these are compiled.</summary>
    public RouteTest[] Tests => [.. _tests];

    public RoutePlan[] Routes() =>
        [.. definition.Routes.Select(route => new RoutePlan(route.Id, route.To, route.When is null ? null : Check<RouteView>.Compile(route.When, Leaf)))];

    private RouteTest Leaf(Condition.Test test)
    {
        var compiled = Compile(test);
        _tests.Add(compiled);
        return compiled;
    }

    private RouteTest Compile(Condition.Test test)
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
