using System.Collections.Immutable;
using System.Numerics;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>
/// A set of figures that leads may have: an interval for each number that a route can ask for, in thousandths, and the grades that are left. It holds at least all figures
/// that are possible; when nothing is left, none is.
/// </summary>
internal sealed class FigureBox
{
    private const int Shown = 1000;
    private const long Limit = 1L << 40;

    private readonly ScoringModel _model;
    private readonly long[] _low;
    private readonly long[] _high;

    // Bit 0 is A1, bit 15 is D4.
    private int _grades = 0xFFFF;

    private FigureBox(ScoringModel model, long[] low, long[] high)
    {
        _model = model;
        _low = low;
        _high = high;
    }

    /// <summary>All figures that the categories allow.</summary>
    public static FigureBox Of(ScoringModel model, CategoryReach categories)
    {
        var fields = model.RouteFields;
        var (low, high) = (new long[fields.Count], new long[fields.Count]);
        high.AsSpan(0, fields.FirstCategory).Fill(100 * Shown);
        (low[RouteFields.Number], high[RouteFields.Number]) = (1 * Shown, 4 * Shown);
        high[RouteFields.LastActivityDays] = Limit;
        if (model.PointsPlan is not null)
            high[RouteFields.Score] = Limit;
        var index = fields.FirstCategory;
        foreach (var category in model.Definition.Categories)
            (low[index], high[index++]) = categories[category.Name];
        return new FigureBox(model, low, high);
    }

    public FigureBox Copy() => new(_model, [.. _low], [.. _high]) { _grades = _grades };

    /// <summary>The interval of a field, in its own unit.</summary>
    public (decimal Low, decimal High) this[int field] => (_low[field] / 1000m, _high[field] / 1000m);

    /// <summary>The grades that are left, best first.</summary>
    public IEnumerable<Grade> Grades => Enumerable.Range(0, 16).Where(index => (_grades & (1 << index)) != 0).Select(Grade.At);

    /// <summary>Leaves only what satisfies a test, or does not; false when nothing is left.</summary>
    public bool Narrow(Condition.Test test, bool isNegated)
    {
        if (test.Field is "grade" or "letter" or "number")
        {
            NarrowGrades(test, isNegated);
            return IsPossible();
        }

        if (_model.RouteFields.NumberOf(test.Field) is not { } field)
            return true;
        // Of a lead without activity the days are missing: what must fail says nothing then.
        if (isNegated && field == RouteFields.LastActivityDays)
            return true;
        NarrowNumber(field, test, isNegated);
        return IsPossible();
    }

    /// <summary>Whether figures are left that go together.</summary>
    public bool IsPossible()
    {
        for (var i = 0; i < _low.Length; i++)
        {
            if (i >= _model.RouteFields.FirstCategory)
                continue;
            _low[i] = CeilingTo(_low[i]);
            _high[i] = FloorTo(_high[i]);
        }

        if (_model is { ScorePlan: { } plan, GradePlan: { } grading, Definition.Grades: { } grades })
        {
            PassUpwards(plan);
            FitGrades(grading.Letter, grades.LetterBounds, static grade => grade.Letter - 'A');
            FitGrades(grading.Number, grades.NumberBounds, static grade => grade.Number - 1);
            PassScore();
        }
        else
        {
            PassSum();
        }

        for (var i = 0; i < _low.Length; i++)
        {
            if (_low[i] > _high[i])
                return false;
        }

        return _grades != 0;
    }

    /// <summary>The grades that satisfy a test of <c>grade</c>, <c>letter</c> or <c>number</c>, best first.</summary>
    public static ImmutableArray<Grade> Accepted(Condition.Test test)
    {
        var check = TextTest.Compile(test, readsWritten: false);
        return [.. Enumerable.Range(0, 16).Select(Grade.At).Where(Holds)];

        bool Holds(Grade grade)
        {
            var text = grade.ToString();
            var value = default(TextValue);
            value.Set(test.Field switch { "letter" => text[..1], "number" => text[1..], _ => text });
            return check.Holds(ref value, default);
        }
    }

    private void NarrowGrades(Condition.Test test, bool isNegated)
    {
        var accepted = Accepted(test);
        for (var i = 0; i < 16; i++)
        {
            if (accepted.Contains(Grade.At(i)) == isNegated)
                _grades &= ~(1 << i);
        }
    }

    private void NarrowNumber(int field, Condition.Test test, bool isNegated)
    {
        if (test.Operator is not (Operator.Is or Operator.AtLeast or Operator.AtMost or Operator.Above or Operator.Below or Operator.Between))
            return;
        (long Floor, long Ceiling)[] operands = [.. test.Operands.Select(NormalText.Of).Where(static text => NumberText.TryParse(text, out _)).Select(static text => ExactNumber.Thousandths(NumberText.Parse(text)))];
        if (operands.Length == 0)
        {
            // A figure is a number: text that is none never equals it.
            if (!isNegated)
                _low[field] = _high[field] + 1;
            return;
        }

        var (low, high) = test.Operator switch
        {
            Operator.AtLeast => (operands[0].Ceiling, Limit),
            Operator.Above => (operands[0].Floor + 1, Limit),
            Operator.AtMost => (-Limit, operands[0].Floor),
            Operator.Below => (-Limit, operands[0].Ceiling - 1),
            Operator.Between => (operands[0].Ceiling, operands[1].Floor),
            _ => (operands.Min(static operand => operand.Ceiling), operands.Max(static operand => operand.Floor)),
        };
        if (!isNegated)
            (_low[field], _high[field]) = (Math.Max(_low[field], low), Math.Min(_high[field], high));
        else if (test.Operator == Operator.Is && operands.Length > 1)
            return;
        else if (low <= _low[field] && high >= _low[field])
            _low[field] = high + 1;
        else if (high >= _high[field] && low <= _high[field])
            _high[field] = low - 1;
    }

    // From the categories to the dimensions.
    private void PassUpwards(ScorePlan scoring)
    {
        var fields = _model.RouteFields;
        for (var i = 0; i < scoring.Dimensions.Length; i++)
        {
            var (low, high) = (ShownOf(i, _low), ShownOf(i, _high));
            var field = RouteFields.FirstDimension + i;
            (_low[field], _high[field]) = (Math.Max(_low[field], low), Math.Min(_high[field], high));
        }

        long ShownOf(int dimension, long[] ends)
        {
            var plan = scoring.Dimensions[dimension];
            var sum = BigInteger.Zero;
            for (var c = 0; c < plan.BigWeights.Length; c++)
                sum += plan.BigWeights[c] * ends[fields.FirstCategory + plan.FirstCategory + c];
            sum = BigInteger.Clamp(100 * sum, 0, 100 * plan.BigDenominator);
            return (long)(((2 * sum) + plan.BigDenominator) / (2 * plan.BigDenominator)) * Shown;
        }
    }

    // Grades and the dimension that makes their letter or number.
    private void FitGrades(int dimension, ImmutableArray<decimal> bounds, Func<Grade, int> step)
    {
        var field = RouteFields.FirstDimension + dimension;
        var (low, high) = (long.MaxValue, long.MinValue);
        for (var i = 0; i < 16; i++)
        {
            if ((_grades & (1 << i)) == 0)
                continue;
            var (from, to) = RangeOf(step(Grade.At(i)), bounds);
            if (from > to || from > _high[field] || to < _low[field])
            {
                _grades &= ~(1 << i);
                continue;
            }

            (low, high) = (Math.Min(low, from), Math.Max(high, to));
        }

        (_low[field], _high[field]) = (Math.Max(_low[field], low), Math.Min(_high[field], high));
    }

    private static (long From, long To) RangeOf(int step, ImmutableArray<decimal> bounds)
    {
        var from = step < bounds.Length ? Bound(bounds[step]) : 0;
        var to = step == 0 ? 100 * Shown : Bound(bounds[step - 1]) - Shown;
        return (from, to);
    }

    private static long Bound(decimal bound) => (long)Math.Ceiling(Math.Clamp(bound, -1_000_000m, 1_000_000m)) * Shown;

    private void PassScore()
    {
        var dimensions = _model.Definition.Dimensions;
        decimal low = 0, high = 0, all = 0;
        for (var i = 0; i < dimensions.Length; i++)
        {
            var field = RouteFields.FirstDimension + i;
            all += dimensions[i].Weight;
            // Exact values may lie half a point beside the shown ones.
            low += dimensions[i].Weight * Math.Max(0, (_low[field] / 1000m) - 0.5m);
            high += dimensions[i].Weight * Math.Min(100, (_high[field] / 1000m) + 0.5m);
        }

        if (all == 0)
            return;
        _low[RouteFields.Score] = Math.Max(_low[RouteFields.Score], (long)Math.Floor(low / all) * Shown);
        _high[RouteFields.Score] = Math.Min(_high[RouteFields.Score], (long)Math.Ceiling((high / all) + 0.5m) * Shown);
    }

    // Where points add up. The shown score is rounded.
    private void PassSum()
    {
        Int128 low = 0, high = 0;
        for (var i = _model.RouteFields.FirstCategory; i < _low.Length; i++)
            (low, high) = (low + _low[i], high + _high[i]);
        _low[RouteFields.Score] = Math.Max(_low[RouteFields.Score], FloorTo((long)Int128.Clamp(low, 0, Limit)));
        _high[RouteFields.Score] = Math.Min(_high[RouteFields.Score], (long)Int128.Clamp(high, 0, Limit) is var most && most >= Limit ? Limit : CeilingTo(most));
    }

    private static long CeilingTo(long value) => value <= -Limit ? value : (long)Math.Ceiling(value / (decimal)Shown) * Shown;

    private static long FloorTo(long value) => value >= Limit ? value : (long)Math.Floor(value / (decimal)Shown) * Shown;
}
