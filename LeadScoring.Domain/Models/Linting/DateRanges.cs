using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Which dates satisfy tests of one field.</summary>
internal static class DateRanges
{
    /// <summary>Whether some date may satisfy those that must hold and none of those that must fail.</summary>
    public static bool CanHold(IReadOnlyCollection<Condition.Test> holding, IReadOnlyCollection<Condition.Test> failing) =>
        AgesFit(holding, failing) && DaysFit(holding, failing);

    // Ages in days: olderThan n = above n, newerThan n = at most n.
    private static bool AgesFit(IReadOnlyCollection<Condition.Test> holding, IReadOnlyCollection<Condition.Test> failing)
    {
        if (!holding.Any(IsAge))
            return true;
        var least = Highest(holding, Operator.OlderThan, 1).Concat(Highest(failing, Operator.NewerThan, 1)).DefaultIfEmpty(int.MinValue).Max();
        var most = Highest(holding, Operator.NewerThan, 0).Concat(Highest(failing, Operator.OlderThan, 0)).DefaultIfEmpty(int.MaxValue).Min();
        return least <= most;
    }

    private static bool DaysFit(IReadOnlyCollection<Condition.Test> holding, IReadOnlyCollection<Condition.Test> failing)
    {
        if (!holding.Any(static test => test.Operator is Operator.Before or Operator.After))
            return true;
        var first = Days(holding, Operator.After, 1).Concat(Days(failing, Operator.Before, 0)).DefaultIfEmpty(int.MinValue).Max();
        var last = Days(holding, Operator.Before, -1).Concat(Days(failing, Operator.After, 0)).DefaultIfEmpty(int.MaxValue).Min();
        return first <= last;
    }

    private static bool IsAge(Condition.Test test) => test.Operator is Operator.OlderThan or Operator.NewerThan;

    private static IEnumerable<int> Highest(IEnumerable<Condition.Test> tests, Operator op, int add) =>
        tests.Where(test => test.Operator == op).Select(test => int.Parse(test.Operands[0], CultureInfo.InvariantCulture) + add);

    private static IEnumerable<int> Days(IEnumerable<Condition.Test> tests, Operator op, int add) =>
        tests.Where(test => test.Operator == op && DateText.TryParse(test.Operands[0].Trim(), out _)).Select(test => DateText.TryParse(test.Operands[0].Trim(), out var day) ? day.Number + add : 0);
}
