using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>How far figures are from a route: 0 on it, more the further. Only a direction for a search: evaluating decides.</summary>
internal sealed class RouteGap(ScoringModel model, int route)
{
    private readonly ModelDefinition _definition = model.Definition;

    /// <summary>How long a lead must have been quiet for it; null when it does not ask for that.</summary>
    public int? QuietDays => ConditionFields.Tests(_definition.Routes[route].When)
        .Where(static test => test.Field == "lastActivityDays" && test.Operator is Operator.AtLeast or Operator.Above)
        .Select(static test => (int?)((int)Math.Ceiling(Math.Min(36_000, Number(test.Operands[0]))) + (test.Operator == Operator.Above ? 1 : 0))).Max();

    /// <summary>The distance.</summary>
    public double Of(Scorecard card)
    {
        double sum = 0;
        for (var before = 0; before < route; before++)
            sum += Of(_definition.Routes[before].When, isNegated: true, card);
        return sum + Of(_definition.Routes[route].When, isNegated: false, card);
    }

    private double Of(Condition? condition, bool isNegated, Scorecard card) => condition switch
    {
        null => isNegated ? 1 : 0,
        Condition.Not not => Of(not.Item, !isNegated, card),
        Condition.All all => isNegated ? Least(all.Items, isNegated, card) : all.Items.Sum(item => Of(item, isNegated, card)),
        Condition.Any any => isNegated ? any.Items.Sum(item => Of(item, isNegated, card)) : Least(any.Items, isNegated, card),
        Condition.Test test => Of(test, isNegated, card),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private double Least(IEnumerable<Condition> items, bool isNegated, Scorecard card) => items.Select(item => Of(item, isNegated, card)).DefaultIfEmpty(0).Min();

    private double Of(Condition.Test test, bool isNegated, Scorecard card)
    {
        if (test.Field is "grade" or "letter" or "number")
            return GradeGap(test, isNegated, card);
        if (test.Field == "matched")
        {
            var isMatched = false;
            foreach (var rule in card.MatchedRules)
                isMatched |= test.Operands.Contains(_definition.Rules[rule].Id, StringComparer.OrdinalIgnoreCase);
            return isMatched == isNegated && test.Operator is Operator.Is or Operator.Contains ? 0.5 : 0;
        }

        return ValueOf(test.Field, card) is { } value && test.Operator is Operator.AtLeast or Operator.Above or Operator.AtMost or Operator.Below or Operator.Between or Operator.Is
            ? NumberGap(test, isNegated, value.Value, value.Unit)
            : 0;
    }

    private static double NumberGap(Condition.Test test, bool isNegated, double value, double unit)
    {
        var bound = (double)Number(test.Operands[0]);
        var high = test.Operator == Operator.Between ? (double)Number(test.Operands[1]) : bound;
        var (below, above) = test.Operator switch
        {
            Operator.AtLeast or Operator.Above => (bound - value, 0d),
            Operator.AtMost or Operator.Below => (0d, value - bound),
            _ => (bound - value, value - high),
        };
        var missing = Math.Max(0, Math.Max(below, above));
        return isNegated ? (missing > 0 ? 0 : 0.05 + (Math.Abs(value - bound) / unit)) : missing / unit;
    }

    private (double Value, double Unit)? ValueOf(string field, Scorecard card)
    {
        if (model.RouteFields.NumberOf(field) is not { } number)
            return null;
        return number switch
        {
            RouteFields.Score => (card.Score.Shown, (double?)_definition.Points?.Target.Points ?? 100),
            RouteFields.LastActivityDays => card.LastActivity is { } last ? (card.AsOf - last, 100) : null,
            _ when number >= model.RouteFields.FirstCategory => ((double)card.Categories[number - model.RouteFields.FirstCategory].Value.Points, (double)(_definition.Points?.Target ?? _definition.Scale).Points),
            _ when number >= RouteFields.FirstDimension => (card.Dimensions[number - RouteFields.FirstDimension].Shown, 100),
            _ => null,
        };
    }

    // To the nearest of the grades that will do.
    private double GradeGap(Condition.Test test, bool isNegated, Scorecard card)
    {
        if (model.GradePlan is not { } plan || _definition.Grades is not { } grades)
            return 0;
        var check = TextTest.Compile(test, readsWritten: false);
        var least = 2d;
        for (var i = 0; i < 16; i++)
        {
            var grade = Grade.At(i);
            var text = grade.ToString();
            var value = default(TextValue);
            value.Set(test.Field switch { "letter" => text[..1], "number" => text[1..], _ => text });
            if (check.Holds(ref value, default) != isNegated)
                least = Math.Min(least, Step(card.Dimensions[plan.Letter].Shown, grades.LetterBounds, grade.Letter - 'A') + Step(card.Dimensions[plan.Number].Shown, grades.NumberBounds, grade.Number - 1));
        }

        return least;
    }

    private static double Step(int shown, System.Collections.Immutable.ImmutableArray<decimal> bounds, int step)
    {
        var low = step < bounds.Length ? (double)bounds[step] : 0;
        var high = step == 0 ? 100 : (double)bounds[step - 1] - 1;
        return Math.Max(0, Math.Max(low - shown, shown - high)) / 100;
    }

    private static decimal Number(string text) =>
        decimal.TryParse(text.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) ? number : 0;
}
