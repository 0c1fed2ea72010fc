using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals.States;

/// <summary>Different values with their newest days, and how many matches had a value on which day.</summary>
internal sealed class ValueCounts : RuleState
{
    private ValueDays _values = new();
    private DayCounts _matches = new();

    /// <summary>Newest day of each value.</summary>
    public ReadOnlySpan<ValueDay> Values => _values.Values;

    /// <summary>Matches that had a value.</summary>
    public DayCounts Matches => _matches;

    public override bool IsEmpty => _matches.IsEmpty;

    public override void Add(int day, ref TextValue field, StateShape shape, int oldest)
    {
        if (field.IsMissing)
            return;
        _values.Add(day, ref field, shape, oldest);
        _matches.Add(day, shape, oldest);
    }

    public override void Join(RuleState other, StateShape shape, int oldest)
    {
        _values.Join(((ValueCounts)other)._values, shape, oldest);
        _matches.Join(((ValueCounts)other)._matches, shape, oldest);
    }

    public override RuleState Clone() => new ValueCounts { _values = (ValueDays)_values.Clone(), _matches = (DayCounts)_matches.Clone() };

    public override void Write(SignalsWriter writer, StateShape shape, int oldest)
    {
        _values.Write(writer, shape, oldest);
        _matches.Write(writer, shape, oldest);
    }

    public override void Read(ref SignalsReader reader, StateShape shape)
    {
        _values.Read(ref reader, shape);
        _matches.Read(ref reader, shape);
    }
}
