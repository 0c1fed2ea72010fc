using System.Collections.Immutable;

using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Leads.Curves;

/// <summary>The days of a curve, in the model's time zone.</summary>
/// <param name="From">The first.</param>
/// <param name="To">The last.</param>
/// <param name="Today">The day of the question; what comes after it lies ahead.</param>
public sealed record CurvePeriod(Day From, Day To, Day Today)
{
    /// <summary>Days before today, today among them, when the question names none.</summary>
    internal const int UsualDays = 90;

    /// <summary>Days ahead when the question names none.</summary>
    internal const int UsualDaysAhead = 30;

    /// <summary>A longer period has a point a week: a year, and what lies three months ahead.</summary>
    internal const int MostDaily = 366 + 90;

    /// <summary>Most days of a period: as many points by the week as by the day.</summary>
    internal const int MostDays = WeekDays * MostDaily;

    private const int WeekDays = 7;

    /// <summary>How far ahead a curve looks at most.</summary>
    internal const int MostDaysAhead = Evaluator.Horizon;

    /// <summary>Whether there is a point a week only.</summary>
    public bool IsByWeek => To - From >= MostDaily;

    /// <summary>The days to be looked at, in rising order: all, or every seventh from the first on, today and the last.</summary>
    public ImmutableArray<Day> Days
    {
        get
        {
            var every = IsByWeek ? WeekDays : 1;
            var days = Enumerable.Range(0, ((To - From) / every) + 1).Select(step => From.AddDays(step * every)).Append(To);
            return [.. (Today >= From && Today <= To ? days.Append(Today) : days).Distinct().Order()];
        }
    }
}

/// <param name="Model">The model in the version by which the lead is scored.</param>
/// <param name="Period">The days.</param>
public sealed record AskedCurve(VersionedModel Model, CurvePeriod Period);
