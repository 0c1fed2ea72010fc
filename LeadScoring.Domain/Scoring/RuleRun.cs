using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>What every rule of a model contributes for a lead as of a day (docs/reference/scoring.md#rules). Scratch memory, reused.</summary>
internal sealed class RuleRun
{
    private readonly ScoringModel _model;
    private readonly NightCounter[] _nights;
    private readonly bool[] _dayHolds;
    private readonly bool _combines;
    private LeadSignals _signals = null!;
    private bool[] _holds;
    private int _asOf;
    private bool _keepsOutcomes;

    public RuleRun(ScoringModel model)
    {
        _model = model;
        _nights = [.. model.Inactivities.Select(rhythm => new NightCounter(rhythm.After, rhythm.Every))];
        _dayHolds = new bool[model.Checks.Length];
        _holds = _dayHolds;
        _combines = model.Groups.Combinations.Length > 0;
        View = new ProfileView(model.ProfileFields);
        Outcomes = new RuleOutcome[model.Rules.Length];
        Outcomes.AsSpan().Fill(RuleOutcome.None);
        Matched = new RuleSet(model.Rules.Length);
        Sums = new long[model.Categories];
        Rising = new long[model.Categories];
    }

    /// <summary>By rule; only those of <see cref="Matched"/> mean anything, and all of them only for an explanation.</summary>
    public RuleOutcome[] Outcomes { get; }

    /// <summary>Rules with a ledger line.</summary>
    public RuleSet Matched { get; }

    /// <summary>Milli-points by category, not cut.</summary>
    public long[] Sums { get; }

    /// <summary>The part of them that time alone brings nearer to 0 from below: what matches and combinations take. What they give falls.</summary>
    public long[] Rising { get; }

    /// <summary>Loaded only when something that depends on the day looks at the profile.</summary>
    public ProfileView View { get; }

    public ProfileFacts Facts { get; private set; } = null!;

    /// <param name="signals">Of the lead.</param>
    /// <param name="profile">Of the lead.</param>
    /// <param name="asOf">Not before the newest event.</param>
    /// <param name="explain">Whether <see cref="Outcomes"/> are wanted.</param>
    public void Run(LeadSignals signals, LeadProfile profile, Day asOf, bool explain)
    {
        _keepsOutcomes = explain || _combines;
        _signals = signals;
        _asOf = asOf.Number;
        Facts = _model.FactsOf(profile, View);
        Facts.Sums.CopyTo(Sums, 0);
        Array.Clear(Rising);
        Matched.CopyFrom(Facts.Matched);
        _holds = Facts.Holds;
        if (_model.DayChecks.Length > 0)
            HoldsOfDay(profile, asOf);
        foreach (var nights in _nights)
            nights.Prepare(signals, _asOf);
        var groups = _model.Groups;
        foreach (var rule in groups.DayProfiles)
            Add(rule, rule.PointsFor(_holds));
        foreach (ref readonly var rule in groups.Events.AsSpan())
        {
            if (signals.StateOf(rule.Slot) is { } state && (rule.While < 0 || _holds[rule.While]))
                Run(rule, state);
        }

        foreach (var rule in groups.Bands)
        {
            if (signals.StateOf(rule.Shape.Slot) is { } state && (rule.While < 0 || _holds[rule.While]))
                Run(rule, state);
        }

        foreach (var rule in groups.Silences)
            Run(rule);
        foreach (var rule in groups.States)
            Run(rule);
        // After all others: they look at them.
        foreach (var rule in groups.Combinations)
            Run(rule);
        if (explain)
            FillProfileOutcomes();
    }

    private void FillProfileOutcomes()
    {
        foreach (var rule in _model.Rules)
        {
            if (rule is CompiledRule.Profile profile && profile.PointsFor(_holds) is { } points)
                Outcomes[rule.Index] = RuleOutcome.None with { Raw = points, Points = points };
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

    private void Add(CompiledRule rule, long? points)
    {
        if (points is { } given)
            Add(rule, RuleOutcome.None with { Raw = given, Points = given });
    }

    private void Add(CompiledRule rule, RuleOutcome outcome)
    {
        Outcomes[rule.Index] = outcome;
        Matched.Add(rule.Index);
        Sums[rule.Category] += outcome.Points;
    }

    private void Run(in EventPlan rule, RuleState state)
    {
        // Without a night in the history, as for most leads, no match needs to count its own.
        var nights = rule.Inactivity < 0 || _nights[rule.Inactivity].IsNone ? null : _nights[rule.Inactivity];
        var values = rule.Values;
        var fresh = values.Fresh;
        var newest = RuleOutcome.NoDay;
        long matches = 0, sum = 0;
        if (state is DayCounts counts)
        {
            var days = counts.Days;
            for (var i = days.Length - 1; i >= 0; i--)
            {
                var age = _asOf - days[i].Day;
                if (age > rule.Within)
                    break;
                matches += days[i].Count;
                sum += days[i].Count * (nights is null && age < fresh.Length ? fresh[age] : values[age, Nights(nights, days[i].Day)]);
            }

            if (matches > 0)
                newest = days[^1].Day;
        }
        else
        {
            foreach (ref readonly var value in ((ValueDays)state).Values)
            {
                var age = _asOf - value.Day;
                if (age > rule.Within)
                    continue;
                matches++;
                newest = Math.Max(newest, value.Day);
                sum += nights is null && age < fresh.Length ? fresh[age] : values[age, Nights(nights, value.Day)];
            }
        }

        if (matches == 0)
            return;
        Matched.Add(rule.Index);
        Sums[rule.Category] += sum;
        if (sum < 0)
            Rising[rule.Category] += sum;
        if (_keepsOutcomes)
            Outcomes[rule.Index] = new RuleOutcome { Newest = newest, Matches = matches, Raw = matches * values.Points, Points = sum };
    }

    private static int Nights(NightCounter? nights, int day) => nights is null ? 0 : nights.Since(day);

    private void Run(CompiledRule.Band rule, RuleState state)
    {
        var outcome = RuleOutcome.None;
        var reached = BandMeasure.Reached(rule, state, rule.Shape.OldestOf(_asOf), ref outcome);
        if (reached is not { } points)
            return;
        outcome.Raw = outcome.Points = points;
        Add(rule, outcome);
    }

    private void Run(CompiledRule.Silence rule)
    {
        var since = _signals.SilenceSince(rule.Slot);
        if ((since ?? (rule.OrNever ? _signals.Begun : null)) is not { } begin)
            return;
        foreach (var (forDays, points) in rule.Steps)
        {
            if (forDays > _asOf - begin)
                continue;
            Add(rule, RuleOutcome.None with { Newest = since ?? RuleOutcome.NoDay, Raw = points, Points = points });
            return;
        }
    }

    private void Run(CompiledRule.State rule)
    {
        if (_signals.LatestOf(rule.Slot) is { Holds: true } latest)
            Add(rule, RuleOutcome.None with { Newest = latest.Day, Raw = rule.Points, Points = rule.Points });
    }

    private void Run(CompiledRule.Combination rule)
    {
        var (oldest, newest) = (int.MaxValue, RuleOutcome.NoDay);
        foreach (var index in rule.Together)
        {
            if (!Matched.Has(index))
                return;
            var day = Outcomes[index].Newest;
            if (day == RuleOutcome.NoDay)
                continue;
            oldest = Math.Min(oldest, day);
            newest = Math.Max(newest, day);
        }

        var values = rule.Values;
        if (newest == RuleOutcome.NoDay)
        {
            Add(rule, values.Points);
        }
        else if (_asOf - oldest <= rule.Within)
        {
            var nights = rule.Inactivity < 0 ? 0 : _nights[rule.Inactivity].Since(newest);
            var points = values[_asOf - newest, nights];
            Add(rule, new RuleOutcome { Newest = newest, Matches = 1, Raw = values.Points, Points = points });
            Rising[rule.Category] += Math.Min(0, points);
        }
    }
}
