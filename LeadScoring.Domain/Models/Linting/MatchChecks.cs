using System.Collections.Immutable;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds rules that can never match, tiers behind others, and what the fast track takes from rules.</summary>
internal sealed class MatchChecks(ModelDefinition definition, LintFindings findings)
{
    private readonly HashSet<string> _never = new(StringComparer.Ordinal);

    /// <summary>Whether the rule may match at all, as far as can be told; after <see cref="Run"/>.</summary>
    public bool CanMatch(string rule) => !_never.Contains(rule);

    public void Run()
    {
        foreach (var rule in definition.Rules)
        {
            if (!MayMatch(rule))
                _never.Add(rule.Id);
        }

        foreach (var combination in definition.Rules.OfType<Rule.Combination>())
        {
            if (combination.Together.FirstOrDefault(part => !CanMatch(part)) is not { } part)
                continue;
            _never.Add(combination.Id);
            findings.Warn(LintCodes.NeverHolds, combination.At, $"The rule '{combination.Id}' can never match: its part '{part}' cannot.", $"Correct '{part}', or remove the rule.");
        }

        foreach (var place in ModelPlaces.Conditions(definition).Where(static place => place.Side != ConditionSide.Route && !place.Owner.StartsWith("the rule", StringComparison.Ordinal)))
        {
            if (!Contradictions.CanHold((place.When, false)))
                Never(place.When.At, $"The condition of {place.Owner}");
        }
    }

    private bool MayMatch(Rule rule) => rule switch
    {
        Rule.Profile profile => MayMatch(profile),
        Rule.Event e => MayMatch(e, e.Filter, e.While) && IsLeft(e, e.Filter),
        Rule.Band band => MayMatch(band, band.Filter, band.While) && IsLeft(band, band.Filter),
        Rule.State { Where: { } where } => MayHold(rule, where, "where"),
        _ => true,
    };

    private bool MayMatch(Rule.Profile rule)
    {
        var isPossible = false;
        for (var i = 0; i < rule.Tiers.Length; i++)
        {
            var when = rule.Tiers[i].When;
            if (!Contradictions.CanHold((when, false)))
                Never(when.At, rule.Tiers.Length == 1 ? $"The rule '{rule.Id}'" : $"Tier {i + 1} of the rule '{rule.Id}'");
            else if (i > 0 && !Contradictions.CanHold([(when, false), .. rule.Tiers.Take(i).Select(static tier => ((Condition?)tier.When, true))]))
                findings.Warn(LintCodes.ShadowedTier, when.At, $"Tier {i + 1} of the rule '{rule.Id}' never gives its points: a tier before it takes every lead that it would.", "The first tier that holds counts: put the narrower condition first, or remove the tier.");
            else
                isPossible = true;
        }

        return isPossible;
    }

    private bool MayMatch(Rule rule, EventFilter filter, Condition? condition) =>
        (filter.Where is null || MayHold(rule, filter.Where, "where")) && (condition is null || MayHold(rule, condition, "while"));

    private bool MayHold(Rule rule, Condition condition, string key)
    {
        if (Contradictions.CanHold((condition, false)))
            return true;
        Never(condition.At, $"'{key}' of the rule '{rule.Id}'");
        return false;
    }

    private void Never(SourcePosition at, string what) =>
        findings.Warn(LintCodes.NeverHolds, at, $"{what} can never hold: its tests contradict each other, or one compares with blank text, which counts as missing.", "All tests of a map must hold together. Write 'any: [ ... ]' when one of them is enough.");

    // What neither the fast track nor 'ignore' takes.
    private bool IsLeft(Rule rule, EventFilter filter)
    {
        if (!IsLeft(filter, definition.Ignore))
        {
            findings.Warn(LintCodes.NeverHolds, filter.TypesAt, $"The rule '{rule.Id}' can never match: 'ignore' takes every event that it asks for.", "Remove the rule, or narrow the entry of 'ignore'.");
            return false;
        }

        if (!IsLeft(filter, [.. definition.FastTracks.Select(static track => track.Filter)]))
        {
            findings.Error(LintCodes.OnlyFastTracked, filter.TypesAt, $"The rule '{rule.Id}' never gives points: {Names(filter)} takes every event that it asks for, and a fast-tracked event is not scored.", "Remove the rule, or narrow the fast track with 'where'.");
            return false;
        }

        if (Meeting(filter).FirstOrDefault() is { } track)
            findings.Warn(LintCodes.MeetsFastTrack, filter.TypesAt, $"The rule '{rule.Id}' asks for events that the fast track '{track.Id}' takes; those give no points.", $"Exclude them with 'where', such as {Exclusion(track)}, or leave it if that is meant.");
        return true;
    }

    private static bool IsLeft(EventFilter filter, ImmutableArray<EventFilter> takers) => filter.On.Any(entry =>
    {
        var covering = takers.Where(taker => taker.On.Any(type => Covers(type, entry))).ToArray();
        return covering.Length == 0 || Contradictions.CanHold([(filter.Where, false), .. covering.Select(static taker => (taker.Where, true))]);
    });

    private IEnumerable<FastTrack> Meeting(EventFilter filter) => definition.FastTracks.Where(track =>
        track.Filter.On.Any(type => filter.On.Any(entry => Covers(type, entry) || Covers(entry, type))) && Contradictions.CanHold((filter.Where, false), (track.Filter.Where, false)));

    private string Names(EventFilter filter)
    {
        var names = Meeting(filter).Select(static track => $"'{track.Id}'").ToArray();
        return $"the fast track {string.Join(" or ", names)}";
    }

    private static string Exclusion(FastTrack track) => track.Filter.Where is Condition.Test { Operator: Operator.Is } test
        ? $"'not: {{ {test.Field}: [{string.Join(", ", test.Operands)}] }}'"
        : "'not: { ... }' with the condition of the fast track";

    // Whether every event of the one is of the other.
    private static bool Covers(string type, string entry) =>
        type == entry || (type.EndsWith(".*", StringComparison.Ordinal) && !EventTypes.IsObjection(entry) && entry.StartsWith(type[..^1], StringComparison.Ordinal));
}
