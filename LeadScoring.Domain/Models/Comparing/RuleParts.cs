using System.Diagnostics;
using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Comparing;

/// <summary>What a rule means, aspect by aspect.</summary>
internal static class RuleParts
{
    /// <summary>The aspect that says what a rule gives.</summary>
    public const string Points = "points";

    public static ModelPart Of(Rule rule, ModelDefinition model) => ModelPart.Of(
        "rule",
        rule.Id,
        rule.Title is { } title ? $"'{title}' ({rule.Id})" : $"'{rule.Id}'",
        [
            .. Body(rule, model),
            ("category", rule.Category),
            ("title", rule.Title),
            ("signal", rule.IsSignal ? "yes" : null),
            ("owner", MeaningText.Of(rule.Owner)),
            ("note", rule.Note),
        ]);

    private static IEnumerable<(string, string?)> Body(Rule rule, ModelDefinition model) => rule switch
    {
        Rule.Profile { Tiers: [var only] } => [("kind", "profile"), (Points, only.Points.ToString()), ("when", MeaningText.Of(only.When))],
        Rule.Profile profile => [("kind", "profile"), (Points, string.Join(", ", profile.Tiers.Select(static tier => $"{tier.Points}"))), ("when", string.Join(", else ", profile.Tiers.Select(static tier => MeaningText.Of(tier.When))))],
        Rule.Event e =>
        [
            ("kind", "event"), (Points, e.Points.ToString()), ("on", MeaningText.Of(e.Filter)), ("while", MeaningText.Of(e.While)), ("count", MeaningText.Of(e.Count)), ("a day at most", MeaningText.Number(e.PerDay)),
            ("newest", Newest(e, model)), ("within", MeaningText.Days(e.WithinDays)), ("decay", MeaningText.Of(e.Decay)),
        ],
        Rule.Band band =>
        [
            ("kind", "bands"), (Points, string.Join(", ", band.Steps.OrderBy(static step => step.AtLeast).Select(static step => $"{step.Points} from {MeaningText.Number(step.AtLeast)}"))), ("on", MeaningText.Of(band.Filter)),
            ("while", MeaningText.Of(band.While)), ("of", MeaningText.Of(band.Of)), ("within", MeaningText.Days(band.WithinDays)),
        ],
        Rule.Silence silence =>
        [
            ("kind", "silence"), (Points, string.Join(", ", silence.Steps.OrderBy(static step => step.ForDays).Select(static step => $"{step.Points} after {MeaningText.Days(step.ForDays)}"))),
            ("of", MeaningText.Words(silence.Of)), ("or never", silence.OrNever ? "yes" : null),
        ],
        Rule.State state => [("kind", "state"), (Points, state.Points.ToString()), ("of", MeaningText.Words(state.Of)), ("where", MeaningText.Of(state.Where)), ("is", MeaningText.Words(state.Is))],
        Rule.Combination together =>
        [
            ("kind", "combination"), (Points, together.Points.ToString()), ("together", MeaningText.Words(together.Together)), ("within", MeaningText.Days(together.WithinDays)), ("decay", MeaningText.Of(together.Decay)),
        ],
        _ => throw new UnreachableException(rule.ToString()),
    };

    // Without one it is the least N with N x |points| >= scale: a document that writes this number says the same.
    private static string Newest(Rule.Event rule, ModelDefinition model)
    {
        var points = Math.Abs(rule.Points.Value);
        var usual = points == 0 ? 0 : (model.Scale.Value + points - 1) / points;
        return rule.Newest is { } newest && newest != usual ? newest.ToString(CultureInfo.InvariantCulture) : "as many as fill the scale";
    }
}
