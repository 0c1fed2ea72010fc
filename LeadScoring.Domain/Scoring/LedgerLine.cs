using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>What one rule gives (docs/reference/scoring.md#the-ledger), or what a clamp takes.</summary>
/// <param name="Rule">The rule's id, or <see cref="Clamp"/>.</param>
/// <param name="Title">What users read: the rule's title, else its id.</param>
/// <param name="Category">To which the points go.</param>
/// <param name="NewestDay">Of the matches; null for profile rules and clamps.</param>
/// <param name="Matches">How many counted.</param>
/// <param name="Raw">Points before decay and inactivity.</param>
/// <param name="Points">Points as they count.</param>
/// <param name="RuleIndex">Index in the model's rules; null for a clamp.</param>
public sealed record LedgerLine(string Rule, string Title, string Category, Day? NewestDay, long Matches, MilliPoints Raw, MilliPoints Points, int? RuleIndex)
{
    /// <summary>The name of the line that takes what goes beyond the scale; no rule may be called so.</summary>
    public const string Clamp = "clamp";
}
