using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the figures that a golden lead must have.</summary>
internal sealed class ExpectationReader(ModelScope scope)
{
    private const string CategoryPrefix = "category.";
    private readonly Findings _findings = scope.Findings;

    public GoldenExpectation Read(Node? node)
    {
        if (Keys.Of(node, "'expect'", _findings) is not { } keys)
            return new GoldenExpectation(null, null, null, [], [], []);
        var grade = Grade(keys.Optional("grade"));
        var route = Route(keys.Optional("route"));
        var score = _findings.Whole(keys.Optional("score"), "score", 0, 100);
        var matched = Matched(keys.Optional("matched"));
        var dimensions = ImmutableArray.CreateBuilder<KeyValuePair<string, int>>();
        var categories = ImmutableArray.CreateBuilder<KeyValuePair<string, decimal>>();
        foreach (var entry in keys.Others())
        {
            if (entry.Key.StartsWith(CategoryPrefix, StringComparison.Ordinal))
                AddCategory(entry, categories);
            else if (scope.Dimensions?.Contains(entry.Key) is false)
                Unknown(entry);
            else if (_findings.Whole(entry.Value, entry.Key, 0, 100) is { } shown)
                dimensions.Add(new KeyValuePair<string, int>(entry.Key, shown));
        }

        if (!keys.Others().Any() && !keys.Has("grade") && !keys.Has("route") && !keys.Has("score") && !keys.Has("matched"))
            _findings.Add(Codes.NothingListed, keys.At, "'expect' must expect at least one figure.", "Write a grade, route, score, dimension, 'category.<name>' or 'matched'.");
        return new GoldenExpectation(grade, route, score, dimensions.ToImmutable(), categories.ToImmutable(), matched);
    }

    private string? Grade(Node? node)
    {
        var grade = _findings.Text(node, "grade");
        if (grade is null || GradeText.CanBe("grade", grade))
            return grade?.ToUpperInvariant();
        _findings.Add(Codes.ImpossibleGrade, node!.At, $"{Findings.Quote(grade)} is not a grade.", GradeText.Fix("grade"));
        return null;
    }

    private string? Route(Node? node)
    {
        var route = _findings.Text(node, "route");
        if (route is not null)
            scope.Refer(new Names([.. scope.Routes, .. RouteSection.Reserved]), Codes.AbsentRoute, route, node!.At, "route");
        return route;
    }

    private ImmutableArray<string> Matched(Node? node)
    {
        var rules = _findings.TextList(node, "matched") ?? [];
        foreach (var rule in rules)
            scope.Refer(scope.RuleNames, Codes.AbsentRule, rule.Value.Trim(), rule.At, "rule");
        return [.. rules.Select(static rule => rule.Value.Trim())];
    }

    private void AddCategory(Entry entry, ImmutableArray<KeyValuePair<string, decimal>>.Builder categories)
    {
        var name = entry.Key[CategoryPrefix.Length..];
        scope.Refer(scope.Categories, Codes.AbsentCategory, name, entry.At, "category");
        if (_findings.Points(entry.Value, entry.Key) is { } points)
            categories.Add(new KeyValuePair<string, decimal>(name, points.Points));
    }

    private void Unknown(Entry entry)
    {
        var names = new Names(["grade", "route", "score", "matched", .. scope.Dimensions!.All, .. scope.Categories!.All.Select(static name => CategoryPrefix + name)]);
        var fix = scope.Categories.Contains(entry.Key) ? $"Write '{CategoryPrefix}{entry.Key}'." : names.Fix(entry.Key);
        _findings.Add(Codes.UnknownExpectation, entry.At, $"{Findings.Quote(entry.Key)} cannot be expected.", fix);
    }
}
