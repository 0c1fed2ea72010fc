using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>A decision that was taken; never derived again.</summary>
/// <param name="Model">The model's id, or <see cref="NoModel"/>.</param>
/// <param name="Version">Of the model.</param>
/// <param name="At">When it was taken.</param>
/// <param name="Decision">The decision.</param>
/// <param name="Seq">The newest event that it could know: with <paramref name="AsOf"/> and the version, all that its figures were made of. 0 in facts of an older app.</param>
/// <param name="AsOf">The day of its figures; null without figures.</param>
public sealed record Fact(string Model, int Version, DateTimeOffset At, Decision Decision, long Seq = 0, Day? AsOf = null)
{
    /// <summary>Stands for the model of a decision that no model took.</summary>
    public const string NoModel = "-";
}
