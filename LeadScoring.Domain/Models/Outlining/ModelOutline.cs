using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Comparing;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Linting;
using LeadScoring.Domain.Scoring.Explaining;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Outlining;

/// <summary>What a page shows of a model that its document does not say directly: what a category can give, which grades a route asks for, points and times as people write them.</summary>
public sealed class ModelOutline
{
    private const string GradeField = "grade";

    private readonly ModelDefinition _definition;
    private readonly ImmutableArray<ExactShare?> _mostShares;
    private readonly ImmutableArray<ImmutableArray<Grade>?> _grades;

    /// <param name="model">The model.</param>
    public ModelOutline(ScoringModel model)
    {
        ArgumentNullException.ThrowIfNull(model);
        _definition = model.Definition;
        var reach = CategoryReach.Of(_definition, static _ => true);
        var shares = new PointShares(model);
        _mostShares = [.. _definition.Categories.Select((category, index) => reach[category.Name].High is var most && most < CategoryReach.Limit ? shares.Of(index, most) : (ExactShare?)null)];
        var routes = new RouteReach(model, reach, static _ => true);
        _grades = [.. _definition.Routes.Select(route => model.GradePlan is null ? null : GradesOf(route, routes))];
    }

    /// <summary>
    /// The most that a category can give, in points of the score: at its limit, or by all its rules together where that is less. By the number of the category in <see cref="ModelDefinition.Categories"/>;
    /// null where nothing bounds it.
    /// </summary>
    public ExactShare? MostShareOf(int category) => _mostShares[category];

    /// <summary>
    /// The grades with which the condition of a route can hold, best first, whatever the routes before it take; null where it names neither the grade nor its letter or number. By the index in
    /// <see cref="ModelDefinition.Routes"/>.
    /// </summary>
    public ImmutableArray<Grade>? GradesOf(int route) => _grades[route];

    /// <summary>Whom the model is for, in words, such as <c>prospects of crm-suite</c>.</summary>
    public string Audience => MeaningText.Of(_definition.Audience);

    /// <summary>What a rule gives, with its sign, such as <c>+2.5</c>; <c>-1 to -3</c> where it depends, the least first.</summary>
    public static string PointsOf(Rule rule)
    {
        MilliPoints[] points = rule switch
        {
            Rule.Profile profile => [.. profile.Tiers.Select(static tier => tier.Points)],
            Rule.Event e => [e.Points],
            Rule.Band band => [.. band.Steps.Select(static step => step.Points)],
            Rule.Silence silence => [.. silence.Steps.Select(static step => step.Points)],
            Rule.State state => [state.Points],
            Rule.Combination combination => [combination.Points],
            _ => throw new UnreachableException(rule.ToString()),
        };
        var (low, high) = (points.Min(), points.Max());
        // Of losses the smallest is the largest number.
        var (least, most) = high.Value <= 0 ? (high, low) : (low, high);
        return least == most ? Signed(least) : $"{Signed(least)} to {Signed(most)}";
    }

    /// <summary>A response time as documents write it: <c>4h</c> or <c>2d</c>; null for none.</summary>
    public static string? TimeOf(TimeSpan? time) => time is not { } span ? null
        : span.Ticks % TimeSpan.TicksPerDay == 0 ? string.Create(CultureInfo.InvariantCulture, $"{span.Days}d")
        : string.Create(CultureInfo.InvariantCulture, $"{span.TotalHours:0}h");

    private static ImmutableArray<Grade>? GradesOf(Route route, RouteReach reach) =>
        ConditionFields.Of(route.When).Any(static field => field is GradeField or "letter" or "number")
            ? [.. reach.Figures.Grades.Where(grade => reach.MayHold([(route.When, false), (new Condition.Test(GradeField, Operator.Is, [grade.ToString()]), false)]))]
            : null;

    private static string Signed(MilliPoints points) => points.Value > 0 ? $"+{points}" : points.ToString();
}
