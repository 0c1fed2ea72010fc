using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;

namespace LeadScoring.Domain.Models.Golden;

/// <summary>Says which rules and categories keep a golden lead from what it expects.</summary>
internal static class GoldenReasons
{
    private const string CategoryPrefix = "category.";

    // A reader looks at the first few; the explanation of a lead has them all.
    private const int MostReasons = 4;
    private const int MostRules = 6;

    /// <summary>A sentence or more, beginning with a blank; empty when there is nothing to say beyond the figures.</summary>
    /// <param name="model">The model.</param>
    /// <param name="expect">What the lead should have.</param>
    /// <param name="failed">Names of the figures that differ.</param>
    /// <param name="actual">What it has.</param>
    public static string Of(ScoringModel model, GoldenExpectation expect, IReadOnlyCollection<string> failed, Explanation actual)
    {
        var definition = model.Definition;
        var reasons = new List<string>();
        if (failed.Contains("grade") && expect.Grade is { Length: 2 } grade && definition.Grades is { } grades)
        {
            reasons.AddRange(Grade(grades.Letter, $"{grade[0]}", Bounds(grades.LetterBounds, grade[0] - 'A'), actual));
            reasons.AddRange(Grade(grades.Number, $"{grade[1]}", Bounds(grades.NumberBounds, grade[1] - '1'), actual));
        }

        if (failed.Contains("route") && expect.Route is { } route)
            reasons.AddRange(Route(definition, route, actual));
        foreach (var name in failed)
        {
            if (actual.Dimensions.Any(dimension => dimension.Name == name))
                reasons.Add(Dimension(name, actual));
            else if (name.StartsWith(CategoryPrefix, StringComparison.Ordinal))
                reasons.Add(Category(name[CategoryPrefix.Length..], actual));
        }

        if (failed.Contains("score") || failed.Contains("progress"))
            reasons.AddRange(Score(actual));
        return string.Concat(reasons.Distinct(StringComparer.Ordinal).Take(MostReasons).Select(static reason => $" {reason}."));
    }

    private static (decimal Low, decimal High) Bounds(IReadOnlyList<decimal> bounds, int step) =>
        (step < bounds.Count ? bounds[step] : 0, step <= 0 ? 101 : step - 1 < bounds.Count ? bounds[step - 1] : 101);

    private static IEnumerable<string> Grade(string dimension, string mark, (decimal Low, decimal High) bounds, Explanation actual)
    {
        var shown = actual.Dimensions.Single(one => one.Name == dimension).Figure.Shown;
        if (shown < bounds.Low)
            yield return string.Create(CultureInfo.InvariantCulture, $"{mark} needs {dimension} {bounds.Low:0.###}; {Dimension(dimension, actual)}");
        else if (shown >= bounds.High)
            yield return string.Create(CultureInfo.InvariantCulture, $"{mark} needs {dimension} below {bounds.High:0.###}; {Dimension(dimension, actual)}");
    }

    private static IEnumerable<string> Route(ModelDefinition definition, string expected, Explanation actual)
    {
        if (actual.HeldBack is { } held)
            yield return actual.RouteId switch
            {
                Scorecard.NeedsInfo => $"The route '{definition.Routes[held].Id}' holds, but the gate needs {string.Join(", ", actual.Missing)}",
                Scorecard.Inactive => $"The route '{definition.Routes[held].Id}' holds, but the newest activity is {(actual.LastActivity is { } last ? string.Create(CultureInfo.InvariantCulture, $"{actual.AsOf - last} days old") : "missing")}",
                _ => $"The route '{definition.Routes[held].Id}' holds, but a gate holds it back",
            };
        var index = definition.Routes.Select(static route => route.Id).ToList().IndexOf(expected);
        if (index < 0)
            yield break;
        if (actual.RouteIndex is { } found && found < index)
            yield return $"The route '{definition.Routes[found].Id}' comes before it and holds";
        foreach (var field in ConditionFields.Of(definition.Routes[index].When).Distinct(StringComparer.Ordinal))
        {
            if (actual.Dimensions.Any(dimension => dimension.Name == field))
                yield return Dimension(field, actual);
            else if (field.StartsWith(CategoryPrefix, StringComparison.Ordinal))
                yield return Category(field[CategoryPrefix.Length..], actual);
            else if (field == "score" && actual.Target is not null)
                yield return $"The score is {actual.Score.Shown} of {actual.Target}: {string.Join("; ", Score(actual))}";
            else if (field is "grade" or "letter" && definition.Grades is { } grades)
                yield return $"The grade is {actual.Grade}: {string.Join("; ", actual.Dimensions.Where(dimension => dimension.Name == grades.Letter || dimension.Name == grades.Number).Select(dimension => Dimension(dimension.Name, actual)))}";
        }
    }

    // Where points add up there are no dimensions.
    private static IEnumerable<string> Score(Explanation actual) =>
        actual.Target is null ? actual.Dimensions.Select(dimension => Dimension(dimension.Name, actual)) : actual.Categories.Select(category => Category(category.Name, actual));

    private static string Dimension(string name, Explanation actual)
    {
        var categories = actual.Categories.Where(category => category.Dimension == name).Select(category => Category(category.Name, actual));
        return string.Create(CultureInfo.InvariantCulture, $"{name} is {actual.Dimensions.Single(dimension => dimension.Name == name).Figure.Shown} from {string.Join(", ", categories)}");
    }

    // "content 3.2 (whitepaper gave 3.2 instead of 4)"
    private static string Category(string name, Explanation actual)
    {
        string[] lines = [.. actual.Ledger.Where(line => line.Category == name).Select(Line)];
        var rules = lines.Length == 0 ? "no rule gave points" : string.Join(", ", lines.Take(MostRules)) + (lines.Length > MostRules ? ", ..." : "");
        return $"{name} {actual.Categories.Single(category => category.Name == name).Value} ({rules})";
    }

    private static string Line(LedgerLine line) => line.RuleIndex is null
        ? $"the bound took {line.Points}"
        : line.Raw == line.Points ? $"{line.Rule} gave {line.Points}" : $"{line.Rule} gave {line.Points} instead of {line.Raw}";
}
