using System.Diagnostics;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>Compiles the rules of a model.</summary>
internal sealed class RuleCompiler
{
    private readonly ModelDefinition _definition;
    private readonly ProfileChecks _checks;
    private readonly Dictionary<string, int> _indexes;
    private readonly Dictionary<string, (int Index, CategoryTerms Terms)> _categories;
    private readonly List<StateShape> _shapes = [];
    private readonly List<(int After, int Every)> _inactivities = [];
    private readonly Dictionary<(long Points, Decay Decay, decimal LosePercent), ValueTable> _tables = [];
    private int _silences;
    private int _latest;

    public RuleCompiler(ModelDefinition definition, ProfileChecks checks)
    {
        _definition = definition;
        _checks = checks;
        _indexes = definition.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(rule => rule.Id, rule => rule.index, StringComparer.Ordinal);
        _categories = definition.Categories
            .Select(static (terms, index) => (terms, index))
            .ToDictionary(static category => category.terms.Name, static category => (category.index, category.terms), StringComparer.Ordinal);
        ShapesByRule = new StateShape?[definition.Rules.Length];
        Rules = [.. definition.Rules.Select(Compile)];
    }

    public CompiledRule[] Rules { get; }

    /// <summary>By rule; null for rules that remember no matches.</summary>
    public StateShape?[] ShapesByRule { get; }

    /// <summary>By slot.</summary>
    public StateShape[] Shapes => [.. _shapes];

    public int Silences => _silences;

    /// <summary>How many state rules there are.</summary>
    public int Latest => _latest;

    /// <summary>The different rhythms of inactivity nights.</summary>
    public (int After, int Every)[] Inactivities => [.. _inactivities];

    private CompiledRule Compile(Rule rule, int index)
    {
        var (category, terms) = _categories.TryGetValue(rule.Category, out var found)
            ? found
            : throw new ArgumentException($"The rule '{rule.Id}' names the category '{rule.Category}', which the model does not have.", nameof(rule));
        return rule switch
        {
            Rule.Profile profile => new CompiledRule.Profile([.. profile.Tiers.Select(tier => (_checks.Add(tier.When), tier.Points.Value))])
            {
                Index = index,
                Category = category,
            },
            Rule.Event e => new CompiledRule.Event(Shape(e, index), _checks.Add(e.While), Values(e.Points, e.Decay, terms))
            {
                Index = index,
                Category = category,
                Inactivity = InactivityOf(e.Points, terms),
            },
            Rule.Band band => new CompiledRule.Band(Shape(band, index), _checks.Add(band.While), Steps(band))
            {
                Index = index,
                Category = category,
            },
            Rule.Silence silence => new CompiledRule.Silence(_silences++, silence.OrNever, Steps(silence))
            {
                Index = index,
                Category = category,
            },
            Rule.State state => new CompiledRule.State(_latest++, state.Points.Value)
            {
                Index = index,
                Category = category,
            },
            Rule.Combination combination => new CompiledRule.Combination(
                [.. combination.Together.Select(id => _indexes[id])],
                combination.WithinDays ?? int.MaxValue,
                Values(combination.Points, combination.Decay, terms))
            {
                Index = index,
                Category = category,
                Inactivity = InactivityOf(combination.Points, terms),
            },
            _ => throw new UnreachableException(),
        };
    }

    private static (Bound AtLeast, long Points)[] Steps(Rule.Band band) =>
        [.. band.Steps.OrderByDescending(step => step.AtLeast).Select(step => (new Bound(step.AtLeast), step.Points.Value))];

    private static (int ForDays, long Points)[] Steps(Rule.Silence silence) =>
        [.. silence.Steps.OrderByDescending(step => step.ForDays).Select(step => (step.ForDays, step.Points.Value))];

    /// <summary>Decay and inactivity of a dimension or category take from positive points only.</summary>
    private ValueTable Values(MilliPoints points, Decay? own, CategoryTerms terms)
    {
        var isPositive = points.Value > 0;
        var decay = own ?? (isPositive ? terms.Decay : null) ?? new Decay.None();
        var key = (points.Value, decay, isPositive ? terms.Inactivity?.LosePercent ?? 0 : 0);
        if (!_tables.TryGetValue(key, out var table))
            _tables[key] = table = new ValueTable(points.Value, decay, key.Item3);
        return table;
    }

    private int InactivityOf(MilliPoints points, CategoryTerms terms)
    {
        if (points.Value <= 0 || terms.Inactivity is not { LosePercent: > 0 } inactivity)
            return -1;
        var rhythm = (inactivity.AfterDays, inactivity.EveryDays);
        var index = _inactivities.IndexOf(rhythm);
        if (index >= 0)
            return index;
        _inactivities.Add(rhythm);
        return _inactivities.Count - 1;
    }

    private StateShape Shape(Rule.Event rule, int index)
    {
        var newest = rule.Newest ?? DefaultNewest(rule.Points);
        var kind = rule.Count is CountMode.Distinct ? StateKind.Values : StateKind.Days;
        return Add(index, kind, rule.Count is CountMode.Once ? 1 : newest, rule.PerDay ?? int.MaxValue, rule.WithinDays);
    }

    private StateShape Shape(Rule.Band rule, int index)
    {
        var kind = rule.Of switch
        {
            Measure.Count => StateKind.Total,
            Measure.Days => StateKind.Days,
            Measure.Distinct => StateKind.ValuesAndDays,
            Measure.Most => StateKind.Tallies,
            Measure.Sum => StateKind.Sums,
            _ => throw new UnreachableException(),
        };
        return Add(index, kind, kind == StateKind.Tallies ? LargestBound(rule) : int.MaxValue, int.MaxValue, rule.WithinDays);
    }

    /// <summary>More matches than this make no difference.</summary>
    private static int LargestBound(Rule.Band rule) =>
        (int)Math.Clamp(rule.Steps.Select(static step => new Bound(step.AtLeast).Count).DefaultIfEmpty(1).Max(), 1, int.MaxValue);

    private StateShape Add(int rule, StateKind kind, int newest, int perDay, int? within)
    {
        var shape = new StateShape(_shapes.Count, kind, newest, perDay, within ?? int.MaxValue, _definition.ReadsWrittenNumbers);
        _shapes.Add(shape);
        ShapesByRule[rule] = shape;
        return shape;
    }

    /// <summary>The least N with N x |points| >= scale; all where points add up, which no scale cuts.</summary>
    private int DefaultNewest(MilliPoints points)
    {
        if (_definition.Points is not null)
            return int.MaxValue;
        var size = Math.Abs(points.Value);
        return (int)Math.Min(int.MaxValue, (_definition.Scale.Value + size - 1) / size);
    }
}
