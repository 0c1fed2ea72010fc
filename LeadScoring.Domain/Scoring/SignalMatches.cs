using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>How many rules tagged <c>signal: true</c> matched lately. Each span holds the shorter ones.</summary>
/// <param name="Week">Within 7 days.</param>
/// <param name="Month">Within 30 days.</param>
/// <param name="Quarter">Within 90 days.</param>
public readonly record struct SignalMatches(int Week, int Month, int Quarter)
{
    internal const int WeekDays = 7;
    internal const int MonthDays = 30;
    internal const int QuarterDays = 90;

    /// <summary>Counts the newest days of the rules, one each.</summary>
    internal static SignalMatches Of(IReadOnlyCollection<Day> newest, Day asOf)
    {
        int Within(int days) => newest.Count(day => asOf - day <= days);
        return new SignalMatches(Within(WeekDays), Within(MonthDays), Within(QuarterDays));
    }
}
