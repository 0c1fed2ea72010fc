using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>
/// Finds the days on which time alone turns something over at once: a match leaves the window of a band, a silence reaches a step, a date comes of age, the gate for quiet leads closes. Between two of
/// them points only fade: each event rule and combination gives less and less, towards 0, or the same.
/// </summary>
internal static class TurnFinder
{
    /// <summary>Stands for no day.</summary>
    public const int Never = int.MaxValue;

    /// <summary>The first day after <paramref name="after"/> on which anything but fading can change a figure; maybe nothing changes then. <see cref="Never"/> for none.</summary>
    /// <param name="model">The model.</param>
    /// <param name="signals">Of the lead.</param>
    /// <param name="profile">Of the lead.</param>
    /// <param name="view">Scratch memory.</param>
    /// <param name="after">Not before the newest event.</param>
    public static int FirstTurn(ScoringModel model, LeadSignals signals, LeadProfile profile, ProfileView view, int after)
    {
        long first = Never;
        foreach (var band in model.Groups.Bands)
        {
            if (band.Shape.Within != int.MaxValue && signals.StateOf(band.Shape.Slot) is { } state && FirstFrom(state, after - band.Shape.Within) is { } day)
                first = Math.Min(first, (long)day + band.Shape.Within + 1);
        }

        foreach (var silence in model.Groups.Silences)
        {
            if ((signals.SilenceSince(silence.Slot) ?? (silence.OrNever ? signals.Begun : null)) is not { } begin)
                continue;
            foreach (var (forDays, _) in silence.Steps)
                first = Sooner(first, (long)begin + forDays, after);
        }

        if (model.Definition.Gates.ActiveWithinDays is { } within && signals.NewestActivityDay is { } active)
            first = Sooner(first, (long)active.Number + within + 1, after);
        if (model.Ages.Length == 0)
            return (int)first;
        view.Load(profile);
        foreach (var (field, days) in model.Ages)
            first = Math.Min(first, FirstAge(ref view[field], days, model, after));
        return (int)first;
    }

    /// <summary>The day on which the age of a date passes a number of days; null for a text that is not a date.</summary>
    public static long? TurnOf(ReadOnlySpan<char> text, int days, ScoringModel model) =>
        DateText.TryParse(text, model.Zone, model.Definition.ReadsWrittenNumbers, out var date) ? (long)date.Number + days + 1 : null;

    private static long FirstAge(ref TextValue value, int days, ScoringModel model, int after)
    {
        if (!value.IsList)
            return Sooner(Never, TurnOf(value.Span, days, model), after);
        long first = Never;
        foreach (var item in value.Items)
            first = Sooner(first, TurnOf(NormalText.Of(item), days, model), after);
        return first;
    }

    private static long Sooner(long first, long? day, int after) => day > after && day < first ? day.Value : first;

    // Every day that a band measures is among these.
    private static int? FirstFrom(RuleState state, int oldest) => state switch
    {
        DayCounts counts => FirstFrom(counts, oldest),
        ValueCounts values => FirstFrom(values.Matches, oldest),
        ValueTallies tallies => FirstFrom(tallies.Matches, oldest),
        DaySums sums => FirstFrom(sums.Days, oldest),
        _ => null,
    };

    private static int? FirstFrom(DayCounts counts, int oldest)
    {
        foreach (var entry in counts.Days)
        {
            if (entry.Day >= oldest)
                return entry.Day;
        }

        return null;
    }

    private static int? FirstFrom(ReadOnlySpan<int> days, int oldest)
    {
        foreach (var day in days)
        {
            if (day >= oldest)
                return day;
        }

        return null;
    }
}
