using System.Collections.Immutable;

using LeadScoring.Domain.Models.Compiling;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Proves that routes and grades cannot be reached. What it cannot prove counts as reachable.</summary>
/// <param name="model">The model.</param>
/// <param name="categories">Between which points the categories can be.</param>
/// <param name="canMatch">By rule id: whether the rule may match at all.</param>
internal sealed class RouteReach(ScoringModel model, CategoryReach categories, Func<string, bool> canMatch)
{
    private const string ProfilePrefix = "profile.";

    // Far more than routes that people write have ways to hold.
    private const int MostSteps = 20_000;

    private readonly FigureBox _start = FigureBox.Of(model, categories);
    private int _steps;

    /// <summary>The figures before any condition.</summary>
    public FigureBox Figures
    {
        get
        {
            var box = _start.Copy();
            box.IsPossible();
            return box;
        }
    }

    /// <summary>Whether a lead may reach the route at an index: its condition may hold and those of the routes before it need not.</summary>
    public bool MayReach(int route) => MayReach(route, route);

    /// <summary>The same, with only some of the routes before it.</summary>
    /// <param name="route">Index of the route.</param>
    /// <param name="before">How many of the routes before it are looked at.</param>
    public bool MayReach(int route, int before)
    {
        var routes = model.Definition.Routes;
        var conditions = ImmutableList.CreateRange<(Condition? When, bool IsNegated)>([(routes[route].When, false), .. routes.Take(before).Select(static earlier => (earlier.When, true))]);
        if (routes[route].To != Destination.Nurture && model.Definition.Gates.ActiveWithinDays is { } days)
        {
            var active = new Condition.Test("lastActivityDays", Operator.AtMost, [days.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
            conditions = conditions.Add((active, false));
        }

        return MayHold(conditions);
    }

    /// <summary>Whether the conditions may hold together.</summary>
    public bool MayHold(ImmutableList<(Condition? When, bool IsNegated)> conditions)
    {
        _steps = 0;
        return Holds(_start.Copy(), conditions, []);
    }

    private bool Holds(FigureBox box, ImmutableList<(Condition? When, bool IsNegated)> open, ImmutableList<Literal> profile)
    {
        if (++_steps > MostSteps)
            return true;
        if (open.IsEmpty)
            return box.IsPossible() && Contradictions.CanHold([.. profile]);
        var (when, isNegated) = open[0];
        var rest = open.RemoveAt(0);
        switch (when)
        {
            case null:
                return !isNegated && Holds(box, rest, profile);
            case Condition.Not not:
                return Holds(box, rest.Insert(0, (not.Item, !isNegated)), profile);
            case Condition.All all when !isNegated:
                return Holds(box, rest.InsertRange(0, all.Items.Select(static item => ((Condition?)item, false))), profile);
            case Condition.Any any when isNegated:
                return Holds(box, rest.InsertRange(0, any.Items.Select(static item => ((Condition?)item, true))), profile);
            case Condition.All all:
                return all.Items.Any(item => Holds(box.Copy(), rest.Insert(0, (item, true)), profile));
            case Condition.Any any:
                return any.Items.Any(item => Holds(box.Copy(), rest.Insert(0, (item, false)), profile));
            case Condition.Test test:
                return HoldsTest(box, test, isNegated, rest, profile);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private bool HoldsTest(FigureBox box, Condition.Test test, bool isNegated, ImmutableList<(Condition? When, bool IsNegated)> rest, ImmutableList<Literal> profile)
    {
        if (test.Field.StartsWith(ProfilePrefix, StringComparison.Ordinal))
            return Holds(box, rest, profile.Add(new Literal(test with { Field = test.Field[ProfilePrefix.Length..] }, isNegated)));
        if (test.Field == "matched")
            return (isNegated || test.Operator is not (Operator.Is or Operator.Contains) || test.Operands.Any(rule => canMatch(rule.Trim().ToLowerInvariant()))) && Holds(box, rest, profile);
        // Each of several numbers by itself: together they would seem to allow all between them.
        if (!isNegated && test is { Operator: Operator.Is, Operands.Length: > 1 } && model.RouteFields.NumberOf(test.Field) is not null && test.Field != "number")
            return test.Operands.Any(operand => HoldsTest(box.Copy(), test with { Operands = [operand] }, isNegated, rest, profile));
        return box.Narrow(test, isNegated) && Holds(box, rest, profile);
    }
}
