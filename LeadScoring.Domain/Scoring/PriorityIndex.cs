using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>Whom to call first (docs/guide/hand-off.md#whom-to-call-first): parts of 0-3 each, times the model's weights. Immutable.</summary>
/// <param name="Score">3 from 67, 2 from 34, else 1, by the shown score: never 0. In a model whose points add up, by the progress.</param>
/// <param name="Grade">The letter: A 3, B 2, C 1, D 0. In a model without grades 0, with its weight left out.</param>
/// <param name="Recency">Newest day with activity at most 7 days before the day of the evaluation 3, 30 days 2, 90 days 1, else 0.</param>
/// <param name="Signals">The same steps for the newest buying signal.</param>
/// <param name="Activity">More than 50 events that are activity 3, from 26 on 2, from 10 on 1, else 0.</param>
/// <param name="Promise">What is promised to the lead; null where it is out, and its index 0.</param>
/// <param name="Matched">How many buying signals there are.</param>
/// <param name="Value">The index: each part times its weight, added up. At most 3 x the sum of the weights.</param>
/// <param name="Flames">The parts without the promise as 1-4 flames; see <see cref="FlamesOf"/>. 0 where the lead is out.</param>
public sealed record PriorityIndex(int Score, int Grade, int Recency, int Signals, int Activity, int? Promise, SignalMatches Matched, int Value, int Flames)
{
    private const int Parts = 5;

    /// <summary>The index of one evaluation.</summary>
    /// <param name="model">The document by which <paramref name="explanation"/> was made.</param>
    /// <param name="explanation">Figures, ledger and newest activity as of a day.</param>
    /// <param name="activityEvents">Distinct events that are activity.</param>
    /// <param name="promise">0-3: what is promised to the lead; null = it is not to be called at all.</param>
    public static PriorityIndex Of(ModelDefinition model, Explanation explanation, long activityEvents, int? promise)
    {
        var (weights, asOf) = (explanation.Grade is null ? model.Priority with { Grade = 0 } : model.Priority, explanation.AsOf);
        // Profile rules and clamps have no day: what somebody is, is no signal that he is buying now.
        List<Day> signals = [.. explanation.Ledger
            .Where(line => line is { NewestDay: not null, RuleIndex: { } rule } && model.Rules[rule].IsSignal)
            .Select(static line => line.NewestDay!.Value)];

        var score = ScorePart(explanation.Progress ?? explanation.Score.Shown);
        var grade = explanation.Grade is { } letters ? GradePart(letters.Letter) : 0;
        var recency = AgePart(asOf, explanation.LastActivity);
        var signal = AgePart(asOf, signals.Count == 0 ? null : signals.Max());
        var activity = ActivityPart(activityEvents);
        var (index, flames) = Of(weights, score, grade, recency, signal, activity, promise);
        return new PriorityIndex(score, grade, recency, signal, activity, promise, SignalMatches.Of(signals, asOf), index, flames);
    }

    /// <summary>The index and its flames, of the parts.</summary>
    public static (int Index, int Flames) Of(PriorityWeights weights, int score, int grade, int recency, int signals, int activity, int? promise)
    {
        var hot = (score * weights.Score) + (grade * weights.Grade) + (recency * weights.Recency) + (signals * weights.Signals) + (activity * weights.Activity);
        return promise is { } kept ? (hot + (kept * weights.Promise), FlamesOf(hot, weights)) : (0, 0);
    }

    /// <summary>
    /// Flames of an index without its promise. At weights of 1, whose indexes are whole numbers from 1 to 15: above 12 four, above 8 three, above 4 two, else one.
    /// Other weights stretch the scale: index x 5 / sum of the weights is compared with the same bounds, unrounded: 8.1 is three flames.
    /// </summary>
    public static int FlamesOf(int index, PriorityWeights weights)
    {
        // Multiplied crosswise: a quotient would need rounding.
        var stretched = index * Parts;
        var sum = weights.Score + weights.Grade + weights.Recency + weights.Signals + weights.Activity;
        return stretched > 12 * sum ? 4 : stretched > 8 * sum ? 3 : stretched > 4 * sum ? 2 : stretched > 0 ? 1 : 0;
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
