using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads what the kinds of rules have of their own (docs/reference/model-language.md#rules).</summary>
internal sealed class RuleBodies(ModelScope scope, Filters filters, ConditionReader conditions)
{
    // More than any log has of one lead, and products with points stay far within 64 bits.
    private const int MostMatches = 1_000_000;
    private readonly Findings _findings = scope.Findings;
    private readonly StepReader _steps = new(scope.Findings);

    /// <summary>Null when the kind cannot be told; then the common keys are all that is checked.</summary>
    public Rule? Read(Keys keys, Node.Map map, string id, string category)
    {
        if (RuleKinds.Of(map) is not { } kind)
        {
            _findings.Add(Codes.Kind, keys.At, "The kind of this rule is not clear.", RuleKinds.NoKindFix(keys.Others().Select(static entry => entry.Key)));
            return null;
        }

        Rule rule = kind switch
        {
            RuleKind.Profile => new Rule.Profile(Tiers(keys)) { Id = id, Category = category, IsTiered = map["tiers"] is not null },
            RuleKind.Event => Event(keys, id, category),
            RuleKind.Band => Band(keys, id, category),
            RuleKind.Silence => Silence(keys, id, category),
            RuleKind.State => State(keys, id, category),
            RuleKind.Combination => Combination(keys, id, category),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
        keys.Close(key => RuleKinds.Fix(kind, key));
        return rule;
    }

    private ImmutableArray<Tier> Tiers(Keys keys)
    {
        if (keys.Optional("tiers") is not { } tiers)
            return [Tier(keys)];
        var read = ImmutableArray.CreateBuilder<Tier>();
        foreach (var item in _findings.SomeItems(tiers, "tiers"))
        {
            if (Keys.Of(item, "a tier", _findings) is not { } tier)
                continue;
            read.Add(Tier(tier));
            tier.Close();
        }

        return read.ToImmutable();
    }

    private Tier Tier(Keys keys) => new(
        conditions.Read(keys.Required("when"), "when", ConditionKind.Profile) ?? new Condition.All([]),
        _findings.Points(keys.Required("points"), "points") ?? default);

    private Rule.Event Event(Keys keys, string id, string category)
    {
        var filter = filters.Read(keys);
        var condition = conditions.Read(keys.Optional("while"), "while", ConditionKind.Profile);
        var points = NotZero(keys);
        RefuseReward(filter, points, keys);
        var count = _steps.Count(keys.Optional("count"));
        var perDayNode = keys.Optional("perDay");
        var perDay = _findings.Whole(perDayNode, "perDay", 1, MostMatches);
        if (perDayNode is not null && count is CountMode.Distinct)
            _findings.Add(Codes.PerDayWithDistinct, perDayNode.At, "'perDay' cannot be combined with 'count: { distinct: ... }'.", "Keep one of the two: each different value counts once already.");
        var newest = _findings.Whole(keys.Optional("newest"), "newest", 1, MostMatches);
        var within = _findings.Days(keys.Optional("within"), "within");
        var decay = DecayReader.Read(keys.Optional("decay"), _findings);
        return new Rule.Event(filter, condition, points ?? default, count, perDay, newest, within, decay) { Id = id, Category = category };
    }

    private Rule.Band Band(Keys keys, string id, string category)
    {
        var filter = filters.Read(keys);
        var condition = conditions.Read(keys.Optional("while"), "while", ConditionKind.Profile);
        var node = keys.Required("bands");
        if (Keys.Of(node, "'bands'", _findings) is not { } bands)
            return new Rule.Band(filter, condition, new Measure.Count(), null, []) { Id = id, Category = category };
        var of = _steps.Measure(bands.Required("of"));
        var within = _findings.Days(bands.Optional("within"), "within");
        var steps = _steps.Bands(bands.Required("steps"));
        bands.Close();
        if (steps.Any(static step => step.Points.Value > 0))
            RefuseReward(filter, new MilliPoints(1), keys);
        return new Rule.Band(filter, condition, of, within, steps) { Id = id, Category = category };
    }

    private Rule.Silence Silence(Keys keys, string id, string category)
    {
        var node = keys.Required("silence");
        if (Keys.Of(node, "'silence'", _findings) is not { } silence)
            return new Rule.Silence([], OrNever: false, []) { Id = id, Category = category };
        var ofNode = silence.Required("of");
        var of = _findings.Filter(ofNode, "of") ?? [];
        foreach (var type in of.Where(EventTypes.IsObjection))
            _findings.Add(Codes.SilenceOfUnsubscribing, ofNode!.At, $"A silence rule cannot name {Findings.Quote(type)}: a lead that has not unsubscribed is not silent.", "Name something that the lead does, such as 'email.opened'.");
        var orNever = _findings.Truth(silence.Optional("orNever"), "orNever") ?? false;
        var steps = _steps.Silences(silence.Required("steps"));
        silence.Close();
        return new Rule.Silence(of, orNever, steps) { Id = id, Category = category };
    }

    private Rule.State State(Keys keys, string id, string category)
    {
        var points = NotZero(keys);
        var node = keys.Required("state");
        if (Keys.Of(node, "'state'", _findings) is not { } state)
            return new Rule.State([], null, [], default) { Id = id, Category = category };
        var ofNode = state.Required("of");
        var of = _findings.Types(ofNode, "of");
        var where = conditions.Read(state.Optional("where"), "where", ConditionKind.Event);
        var isNode = state.Required("is");
        var isOne = _findings.Types(isNode, "is");
        state.Close();
        string[] types = [.. (of ?? []).Select(static type => type.Value.Trim())];
        string[] holding = [.. (isOne ?? []).Select(static type => type.Value.Trim())];
        if (of is not null && isOne is { } given)
        {
            foreach (var type in given.Where(type => !types.Contains(type.Value.Trim(), StringComparer.Ordinal)))
                _findings.Add(Codes.StateOfOtherType, type.At, $"{Findings.Quote(type.Value.Trim())} is in 'is' but not in 'of': the newest event is never of this type.", new Names(types).Fix(type.Value.Trim()));
            RefuseRewardOfState(types, holding, points, isNode!.At);
        }

        return new Rule.State([.. types], where, [.. holding], points ?? default) { Id = id, Category = category };
    }

    // Whichever of the two it is: points that unsubscribing brings, or a loss that it ends.
    private void RefuseRewardOfState(string[] of, string[] isOne, MilliPoints? points, SourcePosition at)
    {
        foreach (var type in of.Where(EventTypes.IsObjection))
        {
            var holds = isOne.Contains(type, StringComparer.Ordinal);
            if (points is { Value: > 0 } && holds)
                _findings.Add(Codes.RewardsUnsubscribing, at, $"A state rule with positive points cannot list {Findings.Quote(type)} in 'is': that must never help.", "Remove the type from 'is', or give negative points.");
            else if (points is { Value: < 0 } && !holds)
                _findings.Add(Codes.RewardsUnsubscribing, at, $"A state rule with negative points must list {Findings.Quote(type)} in 'is': else such an event ends the loss, and that must never help.", "Add the type to 'is', or remove it from 'of'.");
        }
    }

    private Rule.Combination Combination(Keys keys, string id, string category)
    {
        var together = _findings.Different(keys.Required("together"), "together");
        var within = _findings.Days(keys.Optional("within"), "within");
        var points = NotZero(keys);
        var decay = DecayReader.Read(keys.Optional("decay"), _findings);
        foreach (var node in together)
            CheckPart(node.Value.Trim(), node.At, points);
        return new Rule.Combination([.. together.Select(static node => node.Value.Trim())], within, points ?? default, decay) { Id = id, Category = category };
    }

    private void CheckPart(string id, SourcePosition at, MilliPoints? points)
    {
        scope.Refer(scope.RuleNames, Codes.AbsentRule, id, at, "rule");
        if (!scope.Rules.TryGetValue(id, out var part))
            return;
        if (part.Kind is { } kind and (RuleKind.Combination or RuleKind.Silence or RuleKind.State))
            _findings.Add(Codes.CombinationOfWrongKind, at, $"{Findings.Quote(id)} is a {RuleKinds.Name(kind)} rule, which a combination cannot list.", "List profile, event and band rules.");
        else if (part.NamesFarewell && points is { Value: > 0 })
            _findings.Add(Codes.RewardsUnsubscribing, at, $"A rule with positive points cannot list {Findings.Quote(id)}, which names unsubscribing or complaining: that must never help.", "Remove it from the list, or give negative points.");
    }

    private MilliPoints? NotZero(Keys keys)
    {
        var node = keys.Required("points");
        var points = _findings.Points(node, "points");
        if (points is { Value: 0 })
            _findings.Add(Codes.PointsZero, node!.At, "The rule gives 0 points.", "Give points, or remove the rule; to leave events out of the score, list them under 'ignore'.");
        return points;
    }

    private void RefuseReward(EventFilter filter, MilliPoints? points, Keys keys)
    {
        if (points is not { Value: > 0 })
            return;
        foreach (var type in filter.On.Where(EventTypes.IsObjection))
            _findings.Add(Codes.RewardsUnsubscribing, keys.Optional("on")!.At, $"A rule with positive points cannot name {Findings.Quote(type)}: that must never help.", "Remove the type, or give negative points.");
    }
}
