using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the figures that a golden lead must have.</summary>
internal sealed class ExpectationReader(ModelScope scope)
{
    private const string CategoryPrefix = "category.";
    private static readonly NumberRange Shown = new(0, 100, 0);
    private static readonly NumberRange Sum = new(0, Figure.MostShown, 0);
    private readonly Findings _findings = scope.Findings;

    public GoldenExpectation Read(Node? node)
    {
        if (Keys.Of(node, "'expect'", _findings) is not { } keys)
            return new GoldenExpectation(null, null, null, [], [], []);
        var grade = Grade(keys);
        var route = Route(keys.Optional("route"));
        var decision = Decision(keys.Optional("decision"));
        var score = Range(keys.Optional("score"), "score", scope.AddsUp ? Sum : Shown, Codes.Number);
        var progress = scope.AddsUp ? Range(keys.Optional("progress"), "progress", Shown, Codes.Number) : null;
        var matched = Matched(keys.Optional("matched"));
        var dimensions = ImmutableArray.CreateBuilder<KeyValuePair<string, GoldenRange>>();
        var categories = ImmutableArray.CreateBuilder<KeyValuePair<string, GoldenRange>>();
        foreach (var entry in keys.Others())
        {
            if (entry.Key.StartsWith(CategoryPrefix, StringComparison.Ordinal))
                AddCategory(entry, categories);
            else if (scope.Dimensions?.Contains(entry.Key) is false)
                Unknown(entry);
            else if (Range(entry.Value, entry.Key, Shown, Codes.Number) is { } shown)
                dimensions.Add(new KeyValuePair<string, GoldenRange>(entry.Key, shown));
        }

        if (!keys.Others().Any() && !keys.Has("grade") && !keys.Has("route") && !keys.Has("score") && !keys.Has("matched") && !keys.Has("decision") && !keys.Has("progress"))
            _findings.Add(Codes.NothingListed, keys.At, "'expect' must expect at least one figure.", $"Write a {(scope.AddsUp ? "score, progress, route, decision" : "grade, route, decision, score, dimension")}, 'category.<name>' or 'matched'.");
        return new GoldenExpectation(grade, route, score, dimensions.ToImmutable(), categories.ToImmutable(), matched) { Decision = decision, Progress = progress };
    }

    private string? Grade(Keys keys)
    {
        var node = keys.Optional("grade");
        if (scope.AddsUp && node is not null)
        {
            _findings.Add(Codes.GradeWithoutGrades, node.At, "A golden lead of a model with 'scoring: points' has no grade.", "Write 'score', 'progress' or 'route'.");
            return null;
        }

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

    private string? Decision(Node? node)
    {
        var decision = _findings.Text(node, "decision");
        if (decision is null || ExpectedDecisions.Names.Contains(decision, StringComparer.Ordinal))
            return decision;
        _findings.Add(Codes.NotOneOf, node!.At, $"{Findings.Quote(decision)} is not a value of 'decision'.", new Names(ExpectedDecisions.Names).Fix(decision));
        return null;
    }

    // One figure, or the ends of a range.
    private GoldenRange? Range(Node? node, string key, NumberRange valid, string code)
    {
        if (node is not Node.Map)
            return _findings.Number(node, key, valid, code) is { } exact ? new GoldenRange(exact, exact) : null;
        var keys = Keys.Of(node, Findings.Quote(key), _findings)!;
        var isEmpty = !keys.Others().Any();
        var atLeast = _findings.Number(keys.Optional("atLeast"), "atLeast", valid, code);
        var atMost = _findings.Number(keys.Optional("atMost"), "atMost", valid, code);
        if (isEmpty)
            _findings.Add(Codes.NothingListed, keys.At, $"{Findings.Quote(key)} expects nothing.", "Write a number, or '{ atLeast: ... }', '{ atMost: ... }' or both.");
        if (atLeast > atMost)
            _findings.Add(code, keys.At, $"'atLeast' of {Findings.Quote(key)} is above 'atMost': no figure is between them.", "Write the smaller number as 'atLeast'.");
        keys.Close();
        return new GoldenRange(atLeast, atMost);
    }

    private ImmutableArray<string> Matched(Node? node)
    {
        var rules = _findings.TextList(node, "matched") ?? [];
        foreach (var rule in rules)
            scope.Refer(scope.RuleNames, Codes.AbsentRule, rule.Value.Trim(), rule.At, "rule");
        return [.. rules.Select(static rule => rule.Value.Trim())];
    }

    private void AddCategory(Entry entry, ImmutableArray<KeyValuePair<string, GoldenRange>>.Builder categories)
    {
        var name = entry.Key[CategoryPrefix.Length..];
        scope.Refer(scope.Categories, Codes.AbsentCategory, name, entry.At, "category");
        if (Range(entry.Value, entry.Key, NumberRange.Points, Codes.Points) is { } points)
            categories.Add(new KeyValuePair<string, GoldenRange>(name, points));
    }

    private void Unknown(Entry entry)
    {
        var names = new Names([scope.AddsUp ? "progress" : "grade", "route", "decision", "score", "matched", .. scope.Dimensions!.All, .. scope.Categories!.All.Select(static name => CategoryPrefix + name)]);
        var fix = scope.Categories.Contains(entry.Key) ? $"Write '{CategoryPrefix}{entry.Key}'." : names.Fix(entry.Key);
        _findings.Add(Codes.UnknownExpectation, entry.At, $"{Findings.Quote(entry.Key)} cannot be expected.", fix);
    }
}
