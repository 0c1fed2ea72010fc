using System.Diagnostics;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiled;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;

namespace LeadScoring.Domain.Scoring;

/// <summary>What every rule of a model contributes for a lead as of a day (scoring, section 5). Scratch memory, reused.</summary>
internal sealed class RuleRun
{
    private readonly ScoringModel _model;
    private readonly NightCounter[] _nights;
    private readonly bool[] _dayHolds;
    private LeadSignals _signals = null!;
    private bool[] _holds;
    private int _asOf;

    public RuleRun(ScoringModel model)
    {
        _model = model;
        _nights = [.. model.Inactivities.Select(rhythm => new NightCounter(rhythm.After, rhythm.Every))];
        _dayHolds = new bool[model.Checks.Length];
        _holds = _dayHolds;
        View = new ProfileView(model.ProfileFields);
        Outcomes = new RuleOutcome[model.Rules.Length];
        Sums = new long[model.ScorePlan.Categories];
    }

    /// <summary>By rule.</summary>
    public RuleOutcome[] Outcomes { get; }

    /// <summary>Milli-points by category, not cut.</summary>
    public long[] Sums { get; }

    /// <summary>Loaded only when something that depends on the day looks at the profile.</summary>
    public ProfileView View { get; }

    public ProfileFacts Facts { get; private set; } = null!;

    public void Run(LeadSignals signals, LeadProfile profile, Day asOf)
    {
        _signals = signals;
        _asOf = asOf.Number;
        Facts = _model.FactsOf(profile);
        _holds = Facts.Holds;
        if (_model.DayChecks.Length > 0)
            HoldsOfDay(profile, asOf);
        foreach (var nights in _nights)
            nights.Prepare(signals.Activity, _asOf);
        Array.Clear(Sums);
        foreach (var rule in _model.Rules)
        {
            ref var outcome = ref Outcomes[rule.Index];
            outcome = default;
            outcome.Newest = RuleOutcome.NoDay;
            switch (rule)
            {
                case CompiledRule.Event e:
                    Run(e, ref outcome);
                    break;
                case CompiledRule.Profile p:
                    Run(p, ref outcome);
                    break;
                case CompiledRule.Band band:
                    Run(band, ref outcome);
                    break;
                case CompiledRule.Silence silence:
                    Run(silence, ref outcome);
                    break;
                case CompiledRule.Combination:
                    // After all others: it looks at them.
                    continue;
                default:
                    throw new UnreachableException();
            }

            Sums[rule.Category] += outcome.Points;
        }

        foreach (var combination in _model.Combinations)
        {
            Run(combination, ref Outcomes[combination.Index]);
            Sums[combination.Category] += Outcomes[combination.Index].Points;
        }
    }

    private void HoldsOfDay(LeadProfile profile, Day asOf)
    {
        View.Load(profile);
        Facts.Holds.CopyTo(_dayHolds, 0);
        foreach (var check in _model.DayChecks)
            _dayHolds[check] = _model.Checks[check].Holds(View, asOf);
        _holds = _dayHolds;
    }

    private void Run(CompiledRule.Profile rule, ref RuleOutcome outcome)
    {
        foreach (var (check, points) in rule.Tiers)
        {
            if (!_holds[check])
                continue;
            outcome.Holds = true;
            outcome.Raw = outcome.Points = points;
            return;
        }
    }

    private void Run(CompiledRule.Event rule, ref RuleOutcome outcome)
    {
        var state = _signals.StateOf(rule.Shape);
        if (state is null || (rule.While >= 0 && !_holds[rule.While]))
            return;
        if (state is DayCounts counts)
        {
            var days = counts.Days;
            for (var i = days.Length - 1; i >= 0 && Add(rule, days[i], counts.Counts[i], ref outcome); i--)
            {
            }
        }
        else
        {
            foreach (var day in ((ValueDays)state).Days)
                Add(rule, day, 1, ref outcome);
        }

        outcome.Holds = outcome.Matches > 0;
        outcome.Raw = outcome.Matches * rule.Values.Points;
    }

    /// <summary>False when the day is beyond the window.</summary>
    private bool Add(CompiledRule.Event rule, int day, int count, ref RuleOutcome outcome)
    {
        var age = _asOf - day;
        if (age > rule.Shape.Within)
            return false;
        outcome.Matches += count;
        outcome.Newest = Math.Max(outcome.Newest, day);
        outcome.Points += count * rule.Values[age, Nights(rule.Inactivity, day)];
        return true;
    }

    private int Nights(int inactivity, int day) => inactivity < 0 ? 0 : _nights[inactivity].Since(_signals.Activity, day);

    private void Run(CompiledRule.Band rule, ref RuleOutcome outcome)
    {
        var state = _signals.StateOf(rule.Shape);
        if (state is null || (rule.While >= 0 && !_holds[rule.While]))
            return;
        var oldest = rule.Shape.OldestOf(_asOf);
        var measured = default(ExactSum);
        long number = 0;
        var isSum = false;
        switch (state)
        {
            case DayCounts counts:
                number = Measure(counts, rule.Shape, oldest, ref outcome);
                break;
            case ValueCounts values:
                Measure(values.Matches, rule.Shape, oldest, ref outcome);
                foreach (var day in values.ValueDays)
                    number += day >= oldest ? 1 : 0;
                break;
            case DaySums sums:
                measured = Measure(sums, oldest, ref outcome);
                isSum = true;
                break;
        }

        foreach (var (atLeast, points) in rule.Steps)
        {
            if (outcome.Matches == 0 || !(isSum ? atLeast.IsReachedBy(measured) : number >= atLeast.Count))
                continue;
            outcome.Holds = true;
            outcome.Raw = outcome.Points = points;
            return;
        }

        outcome.Newest = RuleOutcome.NoDay;
        outcome.Matches = 0;
    }

    /// <summary>Matches, or different days, within the window.</summary>
    private static long Measure(DayCounts counts, StateShape shape, int oldest, ref RuleOutcome outcome)
    {
        var days = counts.Days;
        if (days.IsEmpty || days[^1] < oldest)
            return 0;
        outcome.Newest = days[^1];
        if (shape.OnlyTotal)
            return outcome.Matches = counts.Total;
        var at = days.Length - 1;
        for (; at >= 0 && days[at] >= oldest; at--)
            outcome.Matches += counts.Counts[at];
        return shape.Kind == StateKind.Days ? days.Length - 1 - at : outcome.Matches;
    }

    private static ExactSum Measure(DaySums sums, int oldest, ref RuleOutcome outcome)
    {
        var sum = default(ExactSum);
        for (var i = sums.Days.Length - 1; i >= 0 && sums.Days[i] >= oldest; i--)
        {
            outcome.Newest = Math.Max(outcome.Newest, sums.Days[i]);
            outcome.Matches += sums.Counts[i];
            sum = sum.Plus(sums.Sums[i]);
        }

        return sum;
    }

    private void Run(CompiledRule.Silence rule, ref RuleOutcome outcome)
    {
        var since = _signals.SilenceSince(rule.Slot);
        if ((since ?? (rule.OrNever ? _signals.Begun : null)) is not { } begin)
            return;
        foreach (var (forDays, points) in rule.Steps)
        {
            if (forDays > _asOf - begin)
                continue;
            outcome.Holds = true;
            outcome.Newest = since ?? RuleOutcome.NoDay;
            outcome.Raw = outcome.Points = points;
            return;
        }
    }

    private void Run(CompiledRule.Combination rule, ref RuleOutcome outcome)
    {
        outcome = default;
        outcome.Newest = RuleOutcome.NoDay;
        var (oldest, newest) = (int.MaxValue, RuleOutcome.NoDay);
        foreach (var index in rule.Together)
        {
            ref var part = ref Outcomes[index];
            if (!part.Holds)
                return;
            if (part.Newest == RuleOutcome.NoDay)
                continue;
            oldest = Math.Min(oldest, part.Newest);
            newest = Math.Max(newest, part.Newest);
        }

        if (newest != RuleOutcome.NoDay && _asOf - oldest > rule.Within)
            return;
        outcome.Holds = true;
        outcome.Newest = newest;
        outcome.Matches = newest == RuleOutcome.NoDay ? 0 : 1;
        outcome.Raw = rule.Values.Points;
        outcome.Points = newest == RuleOutcome.NoDay ? outcome.Raw : rule.Values[_asOf - newest, Nights(rule.Inactivity, newest)];
    }
}
