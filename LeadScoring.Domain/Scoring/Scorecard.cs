using System.Collections.Immutable;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring;

/// <summary>The figures of one evaluation. Reused: the next evaluation into it overwrites all; keep an <see cref="Scoring.Explanation"/> instead.</summary>
public sealed class Scorecard
{
    /// <summary>The route of a lead whose required fields are missing.</summary>
    public const string NeedsInfo = "needs-info";

    /// <summary>The route of a lead of which only strangers could have told.</summary>
    public const string NeedsProof = "needs-proof";

    /// <summary>The route of a lead that has been quiet for too long.</summary>
    public const string Inactive = "inactive";

    /// <summary>The route of a lead for which no route holds.</summary>
    public const string Nurture = "nurture";

    private readonly int[] _matchedRules;

    public Scorecard(ScoringModel model)
    {
        Model = model;
        CategoryFigures = new CategoryFigure[model.Categories];
        DimensionFigures = new Figure[model.Definition.Dimensions.Length];
        Matched = new RuleSet(model.Rules.Length);
        _matchedRules = new int[model.Rules.Length];
    }

    /// <summary>The model that it belongs to.</summary>
    public ScoringModel Model { get; }

    /// <summary>The day evaluated.</summary>
    public Day AsOf { get; internal set; }

    /// <summary>Categories in model order: dimension by dimension.</summary>
    public ReadOnlySpan<CategoryFigure> Categories => CategoryFigures;

    /// <summary>In the order of <see cref="ModelDefinition.Dimensions"/>.</summary>
    public ReadOnlySpan<Figure> Dimensions => DimensionFigures;

    /// <summary>The composite score, or the sum of points.</summary>
    public Figure Score { get; internal set; }

    /// <summary>Null in a model whose points add up.</summary>
    public Grade? Grade { get; internal set; }

    /// <summary>How much of the target is reached, in whole percent cut down, 0-100; null in a model with dimensions and grades.</summary>
    public int? Progress { get; internal set; }

    /// <summary>Index in <see cref="ModelDefinition.Routes"/>; null for <c>needs-proof</c>, <c>needs-info</c>, <c>inactive</c> and <c>nurture</c> without a route.</summary>
    public int? RouteIndex { get; internal set; }

    /// <summary>Index of the route that a gate held back; null otherwise.</summary>
    public int? HeldBack { get; internal set; }

    /// <summary>The route's id, or <see cref="NeedsProof"/>, <see cref="NeedsInfo"/>, <see cref="Inactive"/>, <see cref="Nurture"/>.</summary>
    public string RouteId { get; internal set; } = Nurture;

    /// <summary>Who has the lead; nurture when a gate holds it back.</summary>
    public Destination Destination { get; internal set; }

    /// <summary>For <see cref="NeedsInfo"/>: the required fields that are missing, in the order of the gate; otherwise empty.</summary>
    public ImmutableArray<string> Missing { get; internal set; } = [];

    /// <summary>Share of the fields in question that the profile has, in whole percent (docs/reference/scoring.md#known).</summary>
    public int Known { get; internal set; }

    /// <summary>The newest day with activity; null without one.</summary>
    public Day? LastActivity { get; internal set; }

    /// <summary>Indexes in <see cref="ModelDefinition.Rules"/> of the rules with a ledger line, in model order.</summary>
    public ReadOnlySpan<int> MatchedRules => _matchedRules.AsSpan(0, Matched.Write(_matchedRules));

    internal CategoryFigure[] CategoryFigures { get; }

    internal Figure[] DimensionFigures { get; }

    /// <summary>The same as a set.</summary>
    internal RuleSet Matched { get; }
}
