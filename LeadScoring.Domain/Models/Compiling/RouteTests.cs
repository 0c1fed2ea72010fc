using System.Globalization;
using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>A test of one figure.</summary>
internal abstract class RouteTest : Check<RouteView>
{
    /// <summary>
    /// Whether the answer is the same for all figures between two views, of which the first has the lower numbers; false where it cannot be told. Grades are the same in both, dates are as old, and
    /// rules that hold in the first may have ceased to in the second, but none may have begun.
    /// </summary>
    public abstract bool IsSteady(RouteView low, RouteView high);
}

/// <summary>Compares a numeric figure with numbers.</summary>
internal sealed class FigureTest : RouteTest
{
    private readonly int _number;
    private readonly Operator _operator;
    private readonly (long Floor, long Ceiling)[] _operands;

    private FigureTest(int number, Condition.Test test)
    {
        _number = number;
        _operator = test.Operator;
        // A figure is a number: text that is none never equals it.
        _operands = [.. test.Operands.Select(NormalText.Of).Where(IsNumber).Select(text => ExactNumber.Thousandths(NumberText.Parse(text)))];
    }

    /// <summary>Compares as numbers where the operator does, else as the text of the figure.</summary>
    public static RouteTest Compile(int number, Condition.Test test) => test.Operator
        is Operator.Is or Operator.IsNot or Operator.AtLeast or Operator.AtMost or Operator.Above or Operator.Below or Operator.Between
        ? new FigureTest(number, test)
        : new FigureTextTest(number, TextTest.Compile(test, readsWritten: false));

    public override bool Holds(RouteView subject, Day asOf) => Holds(subject.Numbers[_number]);

    public override bool IsSteady(RouteView low, RouteView high)
    {
        var (least, most) = (low.Numbers[_number], high.Numbers[_number]);
        if (least == most)
            return true;
        return _operator switch
        {
            Operator.Is or Operator.IsNot => !MeetsAny(least, most),
            // What is inside stays inside; what is outside could cross.
            Operator.Between => Holds(least) ? Holds(most) : most < _operands[0].Ceiling || least > _operands[1].Floor,
            _ => Holds(least) == Holds(most),
        };
    }

    private bool Holds(long value)
    {
        if (value == RouteView.Missing)
            return false;
        return _operator switch
        {
            Operator.Is => EqualsAny(value),
            Operator.IsNot => !EqualsAny(value),
            Operator.AtLeast => value >= _operands[0].Ceiling,
            Operator.AtMost => value <= _operands[0].Floor,
            Operator.Above => value > _operands[0].Floor,
            Operator.Below => value < _operands[0].Ceiling,
            _ => value >= _operands[0].Ceiling && value <= _operands[1].Floor,
        };
    }

    private static bool IsNumber(string text) => NumberText.TryParse(text, out _);

    private bool EqualsAny(long value) => MeetsAny(value, value);

    /// <summary>Some operand is a figure of the range.</summary>
    private bool MeetsAny(long least, long most)
    {
        foreach (var (floor, ceiling) in _operands)
        {
            if (floor == ceiling && floor >= least && floor <= most)
                return true;
        }

        return false;
    }
}

/// <summary>Compares a numeric figure as text. Such conditions are rare; this one allocates the text.</summary>
internal sealed class FigureTextTest(int number, TextTest test) : RouteTest
{
    public override bool IsSteady(RouteView low, RouteView high) => low.Numbers[number] == high.Numbers[number];

    public override bool Holds(RouteView subject, Day asOf)
    {
        var value = default(TextValue);
        if (subject.Numbers[number] != RouteView.Missing)
            value.Set((subject.Numbers[number] / 1000m).ToString("0.###", CultureInfo.InvariantCulture));
        return test.Holds(ref value, asOf);
    }
}

/// <summary>Compares the grade or its letter; the answers for all sixteen grades are known beforehand.</summary>
internal sealed class GradeTest : RouteTest
{
    private readonly bool[] _answers = new bool[16];

    public GradeTest(TextTest test, bool letterOnly)
    {
        for (var i = 0; i < _answers.Length; i++)
        {
            var text = Grade.At(i).ToString();
            var value = default(TextValue);
            value.Set(letterOnly ? text[..1] : text);
            _answers[i] = test.Holds(ref value, default);
        }
    }

    public override bool Holds(RouteView subject, Day asOf) => _answers[subject.Grade.Index];

    public override bool IsSteady(RouteView low, RouteView high) => true;
}

/// <summary>Compares <c>matched</c>, the list of the rules with a ledger line; what each rule's id answers is known beforehand.</summary>
internal sealed class MatchedTest : RouteTest
{
    private readonly Operator _operator;
    private readonly RuleSet _yes;
    private readonly RuleSet _no;
    private readonly bool _exists;

    public MatchedTest(Condition.Test test, IReadOnlyList<string> rules)
    {
        _operator = test.Operator;
        _exists = test.Operator == Operator.Exists && test.Operands[0].Trim().Equals("true", StringComparison.OrdinalIgnoreCase);
        _yes = new RuleSet(rules.Count);
        _no = new RuleSet(rules.Count);
        // On a list, contains means a whole element.
        var element = TextTest.Compile(test.Operator == Operator.Contains ? test with { Operator = Operator.Is } : test, readsWritten: false);
        for (var i = 0; i < rules.Count; i++)
        {
            var value = default(TextValue);
            value.Set(rules[i]);
            (element.Holds(ref value, default) ? _yes : _no).Add(i);
        }
    }

    public override bool Holds(RouteView subject, Day asOf) => _operator switch
    {
        Operator.Exists => subject.Matched.IsEmpty != _exists,
        Operator.IsNot => !subject.Matched.IsEmpty && !subject.Matched.Meets(_no),
        _ => subject.Matched.Meets(_yes),
    };

    public override bool IsSteady(RouteView low, RouteView high) => low.Matched.IsSame(high.Matched);
}

/// <summary>Compares a profile field.</summary>
internal sealed class RouteProfileTest(ProfileTest test) : RouteTest
{
    public override bool Holds(RouteView subject, Day asOf) => test.Holds(subject.Profile!, asOf);

    public override bool IsSteady(RouteView low, RouteView high) => true;
}
