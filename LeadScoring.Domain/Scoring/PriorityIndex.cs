using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Whom to call first (docs/guide/hand-off.md#whom-to-call-first): five parts of 0-3 each, times the model's weights. Immutable.</summary>
/// <param name="Score">3 from 67, 2 from 34, else 1, by the shown score: never 0.</param>
/// <param name="Grade">The letter: A 3, B 2, C 1, D 0.</param>
/// <param name="Recency">Newest day with activity at most 7 days before the day of the evaluation 3, 30 days 2, 90 days 1, else 0.</param>
/// <param name="Signals">The same steps for the newest buying signal.</param>
/// <param name="Activity">More than 50 events that are activity 3, from 26 on 2, from 10 on 1, else 0.</param>
/// <param name="Matched">How many buying signals there are.</param>
/// <param name="Value">The index: each part times its weight, added up. At least the score's weight, at most 3 x the sum of the weights.</param>
/// <param name="Flames">The index as 1-4 flames; see <see cref="FlamesOf"/>.</param>
public sealed record PriorityIndex(int Score, int Grade, int Recency, int Signals, int Activity, SignalMatches Matched, int Value, int Flames)
{
    private const int Parts = 5;

    /// <summary>The index of one evaluation.</summary>
    /// <param name="model">The document by which <paramref name="explanation"/> was made.</param>
    /// <param name="explanation">Figures, ledger and newest activity as of a day.</param>
    /// <param name="activityEvents">Distinct events that are activity.</param>
    public static PriorityIndex Of(ModelDefinition model, Explanation explanation, long activityEvents)
    {
        var (weights, asOf) = (model.Priority, explanation.AsOf);
        // Profile rules and clamps have no day: what somebody is, is no signal that he is buying now.
        List<Day> signals = [.. explanation.Ledger
            .Where(line => line is { NewestDay: not null, RuleIndex: { } rule } && model.Rules[rule].IsSignal)
            .Select(static line => line.NewestDay!.Value)];

        var score = ScorePart(explanation.Score.Shown);
        var grade = GradePart(explanation.Grade.Letter);
        var recency = AgePart(asOf, explanation.LastActivity);
        var signal = AgePart(asOf, signals.Count == 0 ? null : signals.Max());
        var activity = ActivityPart(activityEvents);
        var index = (score * weights.Score) + (grade * weights.Grade) + (recency * weights.Recency) + (signal * weights.Signals) + (activity * weights.Activity);
        return new PriorityIndex(score, grade, recency, signal, activity, SignalMatches.Of(signals, asOf), index, FlamesOf(index, weights));
    }

    /// <summary>
    /// Flames of an index. At weights of 1, whose indexes are whole numbers from 1 to 15: above 12 four, from 9 three, from 5 two, else one.
    /// Other weights stretch the scale: index x 5 / sum of the weights is compared with the same bounds, unrounded, so what lies between two
    /// whole bounds belongs to the lower of them: 8.9 is two flames, 12.1 four.
    /// </summary>
    public static int FlamesOf(int index, PriorityWeights weights)
    {
        // Multiplied crosswise: a quotient would need rounding.
        var stretched = index * Parts;
        var sum = weights.Score + weights.Grade + weights.Recency + weights.Signals + weights.Activity;
        return stretched > 12 * sum ? 4 : stretched >= 9 * sum ? 3 : stretched >= 5 * sum ? 2 : 1;
    }

    /// <summary>Thirds of 0-100.</summary>
    internal static int ScorePart(int shown) => shown >= 67 ? 3 : shown >= 34 ? 2 : 1;

    /// <summary>Only the letter counts: the number is engagement, which recency and activity stand for.</summary>
    internal static int GradePart(char letter) => letter switch
    {
        'A' => 3,
        'B' => 2,
        'C' => 1,
        _ => 0,
    };

    /// <summary>By whole days; null = never.</summary>
    internal static int AgePart(Day asOf, Day? newest) => newest is not { } day ? 0 : (asOf - day) switch
    {
        <= SignalMatches.WeekDays => 3,
        <= SignalMatches.MonthDays => 2,
        <= SignalMatches.QuarterDays => 1,
        _ => 0,
    };

    /// <summary>By the number of events.</summary>
    internal static int ActivityPart(long events) => events switch
    {
        > 50 => 3,
        > 25 => 2,
        >= 10 => 1,
        _ => 0,
    };
}
