using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds what is doubtful about single rules and about the rules as a whole.</summary>
internal sealed class RuleChecks(ModelDefinition definition, LintFindings findings)
{
    private const int MostRules = 60;

    // Beyond the scale points are cut; half as much again may still make up for a loss.
    private const decimal FarAbove = 1.5m;

    private static readonly string[] AboutPages = ["path", "url", "title", "referrer", "properties.path", "properties.url", "properties.title", "properties.referrer"];

    public void Run()
    {
        foreach (var rule in definition.Rules)
        {
            SalesOutcome(rule);
            Points(rule);
            if (rule is Rule.Event e)
            {
                AnyPage(e);
                Sending(e);
            }
        }

        Twice();
        if (definition.Rules.Length > MostRules)
            findings.Warn(LintCodes.ManyRules, definition.Rules[MostRules].At, string.Create(CultureInfo.InvariantCulture, $"The model has {definition.Rules.Length} rules, more than people can keep in mind when they explain a score."), $"Keep at most {MostRules}: merge rules with 'tiers' and lists, and remove those that never decide a route.");
        foreach (var (name, at) in Categories().Where(category => definition.Rules.All(rule => rule.Category != category.Name)))
            findings.Warn(LintCodes.CategoryWithoutRules, at, $"No rule gives points to the category '{name}'{(definition.Points is null ? ", so its weight only lowers the dimension" : "")}.", "Add a rule, or remove the category.");
        foreach (var (name, inactivity, at) in Losses().Where(static loss => loss.Inactivity is { LosePercent: > 0 and < 1 }))
            findings.Warn(LintCodes.TinyLoss, at, $"Inactivity takes {Plain(inactivity!.LosePercent)}% from '{name}', which nobody notices.", $"Write 'lose: {Plain(inactivity.LosePercent * 100)}%' if that is meant.");
    }

    private IEnumerable<(string Name, SourcePosition At)> Categories() => definition.Points is { } points
        ? points.Categories.Select(static category => (category.Name, category.At))
        : definition.Dimensions.SelectMany(static dimension => dimension.Categories).Select(static category => (category.Name, category.At));

    private IEnumerable<(string Name, Inactivity? Inactivity, SourcePosition At)> Losses() => definition.Points is { } points
        ? points.Categories.Select(static category => (category.Name, category.Inactivity, category.At))
        : definition.Dimensions.Select(static dimension => (dimension.Name, dimension.Inactivity, dimension.At));

    private static string Plain(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private void SalesOutcome(Rule rule)
    {
        var types = rule switch
        {
            Rule.Silence silence => silence.Of,
            Rule.State state => state.Of,
            _ => EventFields.FilterOf(rule)?.On ?? [],
        };
        if (types.FirstOrDefault(static type => type.StartsWith("sales.", StringComparison.Ordinal)) is { } outcome)
            findings.Error(LintCodes.ScoresSales, EventFields.FilterOf(rule)?.TypesAt ?? rule.At, $"The rule '{rule.Id}' scores '{outcome}': what sales found out would come back as a reason for its own decision.", "Remove the type; sales' answers move the lead's stage, and reports compare them with the score.");
    }

    private void Points(Rule rule)
    {
        if (definition.Points is not null)
            return;
        var largest = rule switch
        {
            Rule.Profile profile => profile.Tiers.Select(static tier => tier.Points),
            Rule.Event e => [e.Points],
            Rule.Band band => band.Steps.Select(static step => step.Points),
            Rule.Silence silence => silence.Steps.Select(static step => step.Points),
            Rule.State state => [state.Points],
            Rule.Combination combination => [combination.Points],
            _ => [],
        };
        foreach (var points in largest.Where(points => Math.Abs(points.Value) > definition.Scale.Value * FarAbove).Take(1))
            findings.Warn(LintCodes.PointsAboveScale, rule.At, $"The rule '{rule.Id}' gives {points} points, far above the scale: a category is cut to -{definition.Scale}..+{definition.Scale}.", $"Give at most {definition.Scale} points, or raise 'scale' for the whole model.");
    }

    private void AnyPage(Rule.Event rule)
    {
        if (rule.Points.Value <= 0 || !rule.Filter.On.Any(static entry => EventTypes.Matches(entry, "page.viewed")) || ConditionFields.Of(rule.Filter.Where).Any(static field => AboutPages.Contains(field, StringComparer.Ordinal)))
            return;
        findings.Warn(LintCodes.AnyPage, rule.Filter.TypesAt, $"The rule '{rule.Id}' gives points for any page, careers and imprint too.", "Add 'where: { path: { startsWith: /pricing } }' with the pages that show interest, or list the others in 'ignore'.");
    }

    private void Sending(Rule.Event rule)
    {
        if (rule.Points.Value > 0 && rule.Filter.On.FirstOrDefault(static type => type is "email.sent" or "email.delivered" or "email.bounced") is { } type)
            findings.Warn(LintCodes.RewardsSending, rule.Filter.TypesAt, $"The rule '{rule.Id}' gives points for '{type}': the lead did nothing.", "Score 'email.clicked' or what the lead does next.");
    }

    private void Twice()
    {
        var first = new Dictionary<string, Rule>(StringComparer.Ordinal);
        foreach (var rule in definition.Rules)
        {
            if (Meaning(rule) is { } meaning && !first.TryAdd(meaning, rule))
                findings.Warn(LintCodes.SameCondition, rule.At, $"The rule '{rule.Id}' asks for the same as '{first[meaning].Id}' (line {first[meaning].At.Line}): one fact counts twice.", "Keep one of the two with the points of both, or make their conditions differ.");
        }
    }

    // Everything but the points.
    private static string? Meaning(Rule rule) => rule switch
    {
        Rule.Profile profile => $"profile {ConditionKey.Sorted(profile.Tiers.Select(static tier => ConditionKey.Of(tier.When)))}",
        Rule.Event e => $"event {ConditionKey.Of(e.Filter)} while {ConditionKey.Of(e.While)} within {e.WithinDays} {(e.Count as CountMode.Distinct)?.Field}",
        Rule.Band band => $"band {ConditionKey.Of(band.Filter)} while {ConditionKey.Of(band.While)} within {band.WithinDays} {band.Of}",
        Rule.Silence silence => $"silence {ConditionKey.Sorted(silence.Of)} {silence.OrNever}",
        Rule.State state => $"state {ConditionKey.Sorted(state.Of)} where {ConditionKey.Of(state.Where)} is {ConditionKey.Sorted(state.Is)}",
        Rule.Combination combination => $"together {ConditionKey.Sorted(combination.Together)} within {combination.WithinDays}",
        _ => null,
    };
}
