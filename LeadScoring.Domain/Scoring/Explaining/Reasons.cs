using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>Why a score is as it is, in a few words (docs/reference/scoring.md#reasons).</summary>
public static class Reasons
{
    /// <summary>How many are named for the score.</summary>
    public const int Most = 3;

    /// <summary>
    /// The lines that give the score most after weights, decay and clamps, best first, then the one that takes most, e.g. <c>Pricing page (+4)</c>. What a line tells are the points of its rule.
    /// </summary>
    /// <param name="model">The model that the explanation is of.</param>
    /// <param name="explanation">One evaluation.</param>
    public static ImmutableArray<string> Of(ScoringModel model, Explanation explanation)
    {
        if (explanation.Ledger.IsEmpty)
            return [];
        var shares = new ScoreShares(model, explanation).AfterClamps();
        var against = shares.Where(static line => line.Share.Sign < 0).OrderBy(static line => line.Share).Take(1);
        return [.. shares.Where(static line => line.Share.Sign > 0).OrderByDescending(static line => line.Share).Take(Most).Concat(against).Select(static line => Text(line.Line))];
    }

    private static string Text(LedgerLine line) =>
        string.Create(CultureInfo.InvariantCulture, $"{line.Title} ({(line.Points.Value > 0 ? "+" : "")}{line.Points.Points:0.#})");
}
