using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Scoring;

/// <summary>Finds a day from which on nothing changes by time alone, so that nobody looks further.</summary>
internal static class StabilityFinder
{
    /// <summary>A day number from which on all figures stay; maybe later than necessary, never earlier. <see cref="int.MaxValue"/> when there is none.</summary>
    public static long StableFrom(ScoringModel model, LeadSignals signals, LeadProfile profile, ProfileView view)
    {
        var rest = long.MinValue;
        foreach (var rule in model.Rules)
            rest = Math.Max(rest, OfRule(rule, model, signals));
        var active = signals.NewestActivityDay?.Number;
        if (active is { } day)
        {
            rest = Math.Max(rest, day + model.LastActivityRests);
            if (model.Definition.Gates.ActiveWithinDays is { } within)
                rest = Math.Max(rest, (long)day + within + 1);
        }

        if (model.Ages.Length == 0)
            return rest;
        view.Load(profile);
        foreach (var (field, days) in model.Ages)
            rest = Math.Max(rest, AgeTurns(ref view[field], days, model));
        return rest;
    }

    private static long OfRule(CompiledRule rule, ScoringModel model, LeadSignals signals)
    {
        switch (rule)
        {
            case CompiledRule.Event e when NewestOf(signals.StateOf(e.Shape.Slot)) is { } newest:
                return Rest(e.Values, e.Shape.Within, e.Inactivity, newest, model, signals);
            case CompiledRule.Band band when band.Shape.Within != int.MaxValue && NewestOf(signals.StateOf(band.Shape.Slot)) is { } newest:
                return (long)newest + band.Shape.Within + 1;
            case CompiledRule.Silence silence when silence.Steps.Length > 0:
                var since = signals.SilenceSince(silence.Slot) ?? (silence.OrNever ? signals.Begun : null);
                return since is { } begin ? (long)begin + silence.Steps[0].ForDays : long.MinValue;
            case CompiledRule.Combination combination when signals.NewestEventDay is { } newest:
                return Rest(combination.Values, combination.Within, combination.Inactivity, newest.Number, model, signals);
            default:
                return long.MinValue;
        }
    }

    private static long Rest(ValueTable values, int within, int inactivity, int newest, ScoringModel model, LeadSignals signals)
    {
        var leaves = within == int.MaxValue ? long.MinValue : (long)newest + within + 1;
        var fades = values.RestsAtAge == int.MaxValue ? long.MaxValue : (long)newest + values.RestsAtAge;
        if (inactivity >= 0 && values.RestsAfterNights is var nights and < int.MaxValue && signals.NewestActivityDay is { } active)
        {
            // Nights run on only after the newest activity, whatever lies before it.
            var (after, every) = model.Inactivities[inactivity];
            fades = Math.Min(fades, (long)Math.Max(active.Number, newest) + after + ((long)every * nights));
        }

        if (fades == long.MaxValue)
            return leaves;
        // Beyond the window there is nothing left to fade; a faded match may still leave it.
        return within == int.MaxValue ? fades : leaves;
    }

    private static int? NewestOf(RuleState? state) => state switch
    {
        DayCounts { Days: [.., var last] } => last.Day,
        ValueDays { Values: { IsEmpty: false } values } => Max(values),
        ValueCounts { Matches.Days: [.., var last] } => last.Day,
        ValueTallies { Matches.Days: [.., var last] } => last.Day,
        DaySums { Days: [.., var day] } => day,
        _ => null,
    };

    private static int Max(ReadOnlySpan<ValueDay> values)
    {
        var max = values[0].Day;
        foreach (var (_, day) in values)
            max = Math.Max(max, day);
        return max;
    }

    /// <summary>The last day on which the age of a date passes a number of days.</summary>
    private static long AgeTurns(ref Values.TextValue value, int days, ScoringModel model)
    {
        if (!value.IsList)
            return TurnFinder.TurnOf(value.Span, days, model) ?? long.MinValue;
        var turns = long.MinValue;
        foreach (var item in value.Items)
            turns = Math.Max(turns, TurnFinder.TurnOf(Values.NormalText.Of(item), days, model) ?? long.MinValue);
        return turns;
    }
}
