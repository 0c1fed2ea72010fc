using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds what is doubtful about a model that loads (docs/guide/check-a-model.md). Findings never stop an evaluation; errors refuse a publish.</summary>
public static class ModelLint
{
    // Without a day: any will do for made-up leads, as long as it is always the same.
    private static readonly Day SomeDay = new(20_000);

    /// <summary>Everything found, by place.</summary>
    /// <param name="definition">What the loader returned without errors.</param>
    /// <param name="model">The same, compiled.</param>
    /// <param name="vocabulary">Which names exist.</param>
    /// <param name="context">What is known besides; null = nothing.</param>
    public static ImmutableArray<ModelProblem> Check(ModelDefinition definition, ScoringModel model, Vocabulary vocabulary, LintContext? context = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(vocabulary);
        context ??= LintContext.Unknown;
        var findings = new LintFindings();
        var matches = new MatchChecks(definition, findings);
        matches.Run();
        new RuleChecks(definition, findings).Run();
        new PointsChecks(definition, findings).Run();
        new TestChecks(definition, findings).Run();
        new WordChecks(definition, vocabulary, findings).Run();
        new DocumentChecks(definition, context, findings).Run();
        new RouteChecks(model, new RouteReach(model, CategoryReach.Of(definition, rule => matches.CanMatch(rule.Id)), matches.CanMatch), findings).Run();
        new WayChecks(model, context.Now is { } now ? definition.TimeZone.DayOf(now) : SomeDay, findings).Run();
        return findings.ByPosition();
    }

    /// <summary>For each route, and each letter and number of the grades: a made-up lead that reaches it, proved by evaluating.</summary>
    /// <param name="model">The model.</param>
    /// <param name="today">As of which day.</param>
    public static ImmutableArray<Witness> FindWitnesses(ScoringModel model, Day today)
    {
        ArgumentNullException.ThrowIfNull(model);
        return Witnesses.Of(model, today);
    }
}
