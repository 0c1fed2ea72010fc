namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The rules of a model by kind: each kind is evaluated in a loop of its own.</summary>
internal sealed class RuleGroups(CompiledRule[] rules, bool[] dayChecks)
{
    /// <summary>Profile rules whose answer is the same every day.</summary>
    public CompiledRule.Profile[] StaticProfiles { get; } = [.. rules.OfType<CompiledRule.Profile>().Where(rule => !Turns(rule, dayChecks))];

    /// <summary>Profile rules with a condition on a date's age.</summary>
    public CompiledRule.Profile[] DayProfiles { get; } = [.. rules.OfType<CompiledRule.Profile>().Where(rule => Turns(rule, dayChecks))];

    public EventPlan[] Events { get; } = [.. rules.OfType<CompiledRule.Event>().Select(rule => new EventPlan(rule))];

    public CompiledRule.Band[] Bands { get; } = [.. rules.OfType<CompiledRule.Band>()];

    public CompiledRule.Silence[] Silences { get; } = [.. rules.OfType<CompiledRule.Silence>()];

    public CompiledRule.State[] States { get; } = [.. rules.OfType<CompiledRule.State>()];

    public CompiledRule.Combination[] Combinations { get; } = [.. rules.OfType<CompiledRule.Combination>()];

    private static bool Turns(CompiledRule.Profile rule, bool[] dayChecks) => rule.Tiers.Any(tier => dayChecks[tier.Check]);
}

/// <summary>An event rule as the evaluation walks over it: side by side in memory.</summary>
internal readonly struct EventPlan(CompiledRule.Event rule)
{
    public readonly int Slot = rule.Shape.Slot;
    public readonly int While = rule.While;
    public readonly int Within = rule.Shape.Within;
    public readonly int Inactivity = rule.Inactivity;
    public readonly int Category = rule.Category;
    public readonly int Index = rule.Index;
    public readonly ValueTable Values = rule.Values;
}
