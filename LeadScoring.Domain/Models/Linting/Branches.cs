using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>A test of a field that must hold, or must not.</summary>
internal readonly record struct Literal(Condition.Test Test, bool IsNegated);

/// <summary>Takes conditions apart into the ways in which they can hold: each a set of tests that hold, or do not, together.</summary>
internal static class Branches
{
    // Conditions that people write have a handful. Beyond this nothing is said about them.
    private const int Most = 256;

    /// <summary>All ways in which the conditions can hold together; null when there are too many to look at.</summary>
    /// <param name="conditions">Each with whether it is its opposite that must hold; null conditions always hold.</param>
    public static ImmutableArray<ImmutableArray<Literal>>? Of(params IEnumerable<(Condition? When, bool IsNegated)> conditions)
    {
        ImmutableArray<ImmutableArray<Literal>> all = [[]];
        foreach (var (when, isNegated) in conditions)
        {
            var ways = when is null ? (isNegated ? [] : [[]]) : Of(when, isNegated);
            if (ways is not { } some || (long)all.Length * some.Length > Most)
                return null;
            all = Combine(all, some);
        }

        return all;
    }

    private static ImmutableArray<ImmutableArray<Literal>>? Of(Condition condition, bool isNegated) => condition switch
    {
        Condition.Not not => Of(not.Item, !isNegated),
        Condition.All all => isNegated ? Either(all.Items, true) : Of(all.Items.Select(static item => ((Condition?)item, false))),
        Condition.Any any => isNegated ? Of(any.Items.Select(static item => ((Condition?)item, true))) : Either(any.Items, false),
        Condition.Test test => [[new Literal(test, isNegated)]],
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static ImmutableArray<ImmutableArray<Literal>>? Either(ImmutableArray<Condition> items, bool isNegated)
    {
        var ways = ImmutableArray.CreateBuilder<ImmutableArray<Literal>>();
        foreach (var item in items)
        {
            if (Of(item, isNegated) is not { } some || ways.Count + some.Length > Most)
                return null;
            ways.AddRange(some);
        }

        return ways.ToImmutable();
    }

    private static ImmutableArray<ImmutableArray<Literal>> Combine(ImmutableArray<ImmutableArray<Literal>> left, ImmutableArray<ImmutableArray<Literal>> right) =>
        [.. left.SelectMany(one => right.Select(other => one.AddRange(other)))];
}
