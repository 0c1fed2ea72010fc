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
    private readonly Dictionary<string, (int Category, Dimension Dimension)> _categories;
    private readonly List<StateShape> _shapes = [];
    private readonly List<(int After, int Every)> _inactivities = [];
    private readonly Dictionary<(long Points, Decay Decay, decimal LosePercent), ValueTable> _tables = [];
    private int _silences;

    public RuleCompiler(ModelDefinition definition, ProfileChecks checks)
    {
        _definition = definition;
        _checks = checks;
        _indexes = definition.Rules.Select((rule, index) => (rule.Id, index)).ToDictionary(rule => rule.Id, rule => rule.index, StringComparer.Ordinal);
        _categories = definition.Dimensions
            .SelectMany(dimension => dimension.Categories.Select(category => (category.Name, dimension)))
            .Select((category, index) => (category.Name, index, category.dimension))
            .ToDictionary(category => category.Name, category => (category.index, category.dimension), StringComparer.Ordinal);
        ShapesByRule = new StateShape?[definition.Rules.Length];
        Rules = [.. definition.Rules.Select(Compile)];
    }

    public CompiledRule[] Rules { get; }

    /// <summary>By rule; null for rules that remember no matches.</summary>
    public StateShape?[] ShapesByRule { get; }

    /// <summary>By slot.</summary>
    public StateShape[] Shapes => [.. _shapes];

    public int Silences => _silences;

    /// <summary>The different rhythms of inactivity nights.</summary>
    public (int After, int Every)[] Inactivities => [.. _inactivities];

    private CompiledRule Compile(Rule rule, int index)
    {
        var (category, dimension) = _categories.TryGetValue(rule.Category, out var found)
            ? found
            : throw new ArgumentException($"The rule '{rule.Id}' names the category '{rule.Category}', which no dimension has.", nameof(rule));
        return rule switch
        {
            Rule.Profile profile => new CompiledRule.Profile([.. profile.Tiers.Select(tier => (_checks.Add(tier.When), tier.Points.Value))])
            {
                Index = index,
                Category = category,
            },
            Rule.Event e => new CompiledRule.Event(Shape(e, index), _checks.Add(e.While), Values(e.Points, e.Decay, dimension))
            {
                Index = index,
                Category = category,
                Inactivity = InactivityOf(e.Points, dimension),
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
            Rule.Combination combination => new CompiledRule.Combination(
                [.. combination.Together.Select(id => _indexes[id])],
                combination.WithinDays ?? int.MaxValue,
                Values(combination.Points, combination.Decay, dimension))
            {
                Index = index,
                Category = category,
                Inactivity = InactivityOf(combination.Points, dimension),
            },
            _ => throw new UnreachableException(),
        };
    }

    private static (Bound AtLeast, long Points)[] Steps(Rule.Band band) =>
        [.. band.Steps.OrderByDescending(step => step.AtLeast).Select(step => (new Bound(step.AtLeast), step.Points.Value))];

    private static (int ForDays, long Points)[] Steps(Rule.Silence silence) =>
        [.. silence.Steps.OrderByDescending(step => step.ForDays).Select(step => (step.ForDays, step.Points.Value))];

    /// <summary>A dimension's decay and inactivity take from positive points only.</summary>
    private ValueTable Values(MilliPoints points, Decay? own, Dimension dimension)
    {
        var isPositive = points.Value > 0;
        var decay = own ?? (isPositive ? dimension.Decay : null) ?? new Decay.None();
        var key = (points.Value, decay, isPositive ? dimension.Inactivity?.LosePercent ?? 0 : 0);
        if (!_tables.TryGetValue(key, out var table))
            _tables[key] = table = new ValueTable(points.Value, decay, key.Item3);
        return table;
    }

    private int InactivityOf(MilliPoints points, Dimension dimension)
    {
        if (points.Value <= 0 || dimension.Inactivity is not { LosePercent: > 0 } inactivity)
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
            Measure.Sum => StateKind.Sums,
            _ => throw new UnreachableException(),
        };
        return Add(index, kind, int.MaxValue, int.MaxValue, rule.WithinDays);
    }

    private StateShape Add(int rule, StateKind kind, int newest, int perDay, int? within)
    {
        var shape = new StateShape(_shapes.Count, kind, newest, perDay, within ?? int.MaxValue, _definition.ReadsWrittenNumbers);
        _shapes.Add(shape);
        ShapesByRule[rule] = shape;
        return shape;
    }

    /// <summary>The least N with N x |points| >= scale.</summary>
    private int DefaultNewest(MilliPoints points)
    {
        var size = Math.Abs(points.Value);
        return (int)Math.Min(int.MaxValue, (_definition.Scale.Value + size - 1) / size);
    }
}
