using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds grades and routes that no lead can reach, and routes that ask for what no rule gives.</summary>
internal sealed class RouteChecks(ScoringModel model, RouteReach reach, LintFindings findings)
{
    private const string CategoryPrefix = "category.";

    private readonly ModelDefinition _definition = model.Definition;

    public void Run()
    {
        Grades();
        var isOpen = true;
        for (var i = 0; i < _definition.Routes.Length; i++)
        {
            var route = _definition.Routes[i];
            AsksForNothing(route);
            if (isOpen && !reach.MayReach(i))
                findings.Error(LintCodes.RouteOutOfReach, route.At, $"No lead can reach the route '{route.Id}': {Reason(i)}", "Lower what it asks for, add rules that give these points, or move the narrower route up: the first route that holds wins.");
            if (isOpen && route.When is null && i < _definition.Routes.Length - 1)
            {
                isOpen = false;
                var behind = _definition.Routes.Skip(i + 1).Select(static after => $"'{after.Id}'");
                findings.Error(LintCodes.RouteBehindAlways, route.At, $"The route '{route.Id}' has no condition, so it takes every lead, and none reaches {string.Join(", ", behind)}.", "Give it a 'when', or move it to the end.");
            }
        }
    }

    private void Grades()
    {
        if (_definition.Grades is not { } bounds || model.GradePlan is not { } plan)
            return;
        var figures = reach.Figures;
        var grades = figures.Grades.ToArray();
        foreach (var letter in "ABC".Where(letter => !grades.Any(grade => grade.Letter == letter)))
            OutOfReach($"the letter {letter}", Asks("letter", grade => grade.Letter == letter), bounds.LetterBounds[letter - 'A'], bounds.Letter, plan.Letter, figures);
        foreach (var number in Enumerable.Range(1, 3).Where(number => !grades.Any(grade => grade.Number == number)))
            OutOfReach(string.Create(CultureInfo.InvariantCulture, $"the number {number}"), Asks("number", grade => grade.Number == number), bounds.NumberBounds[number - 1], bounds.Number, plan.Number, figures);
    }

    // A route that takes it with others may still be reached.
    private bool Asks(string field, Func<Grade, bool> isIt) => _definition.Routes
        .SelectMany(static route => ConditionFields.Tests(route.When))
        .Where(test => (test.Field == "grade" || test.Field == field) && test.Operator != Operator.IsNot)
        .Any(test => FigureBox.Accepted(test).Any(isIt));

    // What no route asks for is only never shown: a small model with the usual bounds is none the worse.
    private void OutOfReach(string what, bool isAskedFor, decimal bound, string dimension, int index, FigureBox figures)
    {
        var high = figures[RouteFields.FirstDimension + index].High;
        Action<string, SourcePosition, string, string> report = isAskedFor ? findings.Error : findings.Warn;
        report(
            LintCodes.GradeOutOfReach,
            _definition.Grades!.At,
            high < bound
                ? string.Create(CultureInfo.InvariantCulture, $"No lead can have {what}: it needs '{dimension}' of at least {bound:0.######}, and its rules reach {high:0} at most.")
                : string.Create(CultureInfo.InvariantCulture, $"No lead can have {what}: figures are whole numbers, and none lies between its bound {bound:0.######} and the next one."),
            "Lower the bound, or give more points to the categories of the dimension.");
    }

    private void AsksForNothing(Route route)
    {
        foreach (var test in ConditionFields.Tests(route.When))
        {
            string[] categories = test.Field.StartsWith(CategoryPrefix, StringComparison.Ordinal)
                ? [test.Field[CategoryPrefix.Length..]]
                : [.. _definition.Dimensions.Where(dimension => dimension.Name == test.Field).SelectMany(static dimension => dimension.Categories).Select(static category => category.Name)];
            if (categories.Length > 0 && _definition.Rules.All(rule => !categories.Contains(rule.Category, StringComparer.Ordinal)))
                findings.Warn(LintCodes.RouteAsksForNothing, test.At, $"The route '{route.Id}' asks for '{test.Field}', to which no rule gives points: it is always 0.", "Add rules for it, or remove the condition.");
        }
    }

    private string Reason(int index)
    {
        var route = _definition.Routes[index];
        if (route.When is not null && reach.MayReach(index, 0))
        {
            var before = Enumerable.Range(0, index + 1).First(count => !reach.MayReach(index, count)) - 1;
            return $"the route '{_definition.Routes[before].Id}' before it takes every lead that it would.";
        }

        var figures = reach.Figures;
        var tooHigh = ConditionFields.Tests(route.When)
            .Where(test => model.RouteFields.NumberOf(test.Field) is not null && !figures.Copy().Narrow(test, isNegated: false))
            .Select(test => (test.Field, Range: figures[model.RouteFields.NumberOf(test.Field)!.Value]))
            .Select(static wrong => string.Create(CultureInfo.InvariantCulture, $"'{wrong.Field}' is always from {wrong.Range.Low:0.###} to {wrong.Range.High:0.###}"))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        if (!tooHigh.IsEmpty)
            return $"{string.Join(", and ", tooHigh)}.";
        var grades = ConditionFields.Tests(route.When).Where(test => test.Field is "grade" or "letter" or "number" && !figures.Copy().Narrow(test, isNegated: false)).ToArray();
        if (grades.Length > 0)
            return $"{grades[0].Field} {string.Join(" or ", grades[0].Operands)} is out of reach; the grades that can be reached are {Reached(figures)}.";
        return route.To != Destination.Nurture && route.When is not null && _definition.Gates.ActiveWithinDays is { } days && reach.MayHold([(route.When, false)])
            ? string.Create(CultureInfo.InvariantCulture, $"it asks for a lead that is quiet for longer than the gate 'activeWithin' of {days} days allows.")
            : "its conditions contradict each other.";
    }

    private static string Reached(FigureBox figures)
    {
        Grade[] grades = [.. figures.Grades];
        return grades.Length == 0 ? "none" : string.Join(", ", grades.Select(static grade => grade.ToString()));
    }
}
