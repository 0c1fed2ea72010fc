using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

namespace LeadScoring.Domain.Models.Comparing;

/// <summary>Texts of what conditions, filters, decays and times mean: the same for all ways of writing the same, and readable.</summary>
internal static class MeaningText
{
    /// <summary>A condition; null where there is none.</summary>
    public static string? Of(Condition? condition) => condition switch
    {
        null => null,
        Condition.All { Items: [var only] } => Of(only),
        Condition.Any { Items: [var only] } => Of(only),
        Condition.All all => Joined(" and ", all.Items.SelectMany(static item => item is Condition.All inner ? inner.Items : [item]), "always"),
        Condition.Any any => Joined(" or ", any.Items.SelectMany(static item => item is Condition.Any inner ? inner.Items : [item]), "never"),
        Condition.Not not => $"not ({Of(not.Item)})",
        Condition.Test test => Of(test),
        _ => throw new UnreachableException(condition.ToString()),
    };

    /// <summary>Which events: <c>page.viewed where path startsWith '/pricing'</c>.</summary>
    public static string? Of(EventFilter? filter) => filter is null ? null : Words(filter.On) + (Of(filter.Where) is { } where ? $" where {where}" : "");

    /// <summary>How points fade; null for a decay that the document does not name.</summary>
    public static string? Of(Decay? decay) => decay switch
    {
        null => null,
        Decay.None => "does not fade",
        Decay.HalfLife half => $"halves in {Days(half.Days)}",
        Decay.Linear linear => $"falls to nothing in {Days(linear.Days)}",
        Decay.Expire expire => $"ends after {Days(expire.Days)}",
        _ => throw new UnreachableException(decay.ToString()),
    };

    public static string? Of(Inactivity? inactivity) => inactivity is null
        ? null
        : $"{Number(inactivity.LosePercent)} % lost after {Days(inactivity.AfterDays)} and every {Days(inactivity.EveryDays)} from then";

    public static string Of(Measure measure) => measure switch
    {
        Measure.Count => "how many",
        Measure.Days => "on how many days",
        Measure.Distinct distinct => $"how many different {distinct.Field}",
        Measure.Most most => $"most with one {most.Field}",
        Measure.Sum sum => $"the sum of {sum.Field}",
        _ => throw new UnreachableException(measure.ToString()),
    };

    public static string Of(CountMode count) => count switch
    {
        CountMode.Each => "every match",
        CountMode.Once => "the newest match",
        CountMode.Distinct distinct => $"each {distinct.Field} once",
        _ => throw new UnreachableException(count.ToString()),
    };

    /// <summary>Whom a model is for.</summary>
    public static string Of(Audience audience) => audience.Kind switch
    {
        AudienceKind.Everyone => "everyone",
        AudienceKind.Prospect => "prospects" + Models(audience.Models),
        _ => "customers" + Models(audience.Models),
    };

    /// <summary>Who gets a lead.</summary>
    public static string Of(Destination destination) => destination switch
    {
        Destination.Sales => "sales",
        Destination.InsideSales => "inside sales",
        _ => "nurture",
    };

    public static string? Of(RuleOwner? owner) => owner switch
    {
        null => null,
        RuleOwner.Sales => "sales",
        _ => "marketing",
    };

    public static string? Of(TimeSpan? time) => time is not { } span ? null
        : span.Ticks % TimeSpan.TicksPerDay == 0 ? Days((int)span.TotalDays)
        : $"{Number((decimal)span.TotalHours)} hours";

    public static string? Of(FollowUp? followUp) => followUp switch
    {
        null => null,
        { AfterDays: { } days } => $"by {Of((RuleOwner?)followUp.By)} after {Days(days)}",
        _ => $"by {Of((RuleOwner?)followUp.By)} within {Of((TimeSpan?)followUp.Within)}",
    };

    /// <summary>A number of days; null for none.</summary>
    public static string? Days(int? days) => days is { } count ? Days(count) : null;

    public static string Days(int days) => days == 1 ? "1 day" : string.Create(CultureInfo.InvariantCulture, $"{days} days");

    public static string? Number(int? number) => number?.ToString(CultureInfo.InvariantCulture);

    public static string Number(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    /// <summary>Words whose order means nothing.</summary>
    public static string Words(IEnumerable<string> words) => string.Join(", ", words.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static string Models(ImmutableArray<string> models) => models.IsEmpty ? "" : $" of {Words(models)}";

    private static string Joined(string word, IEnumerable<Condition> items, string none)
    {
        var texts = items.Select(static item => Of(item)!).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return texts.Count switch { 0 => none, 1 => texts[0], _ => $"({string.Join(word, texts)})" };
    }

    // The ends of a range are in order; of all other operands any one is enough.
    private static string Of(Condition.Test test)
    {
        if (test.Operator == Operator.Exists)
            return $"{test.Field} {(test.Operands is ["true"] ? "exists" : "is missing")}";
        if (test.Operator == Operator.Between)
            return $"{test.Field} between {string.Join(" and ", test.Operands)}";
        var name = test.Operator == Operator.Is ? "is" : char.ToLowerInvariant($"{test.Operator}"[0]) + $"{test.Operator}"[1..];
        var unit = test.Operator is Operator.OlderThan or Operator.NewerThan ? " days" : "";
        return $"{test.Field} {name} {string.Join(" or ", test.Operands.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(static operand => $"'{operand}'"))}{unit}";
    }
}
