using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>The fields of one event that a model names for its type, normalised for conditions. Scratch memory, one per thread.</summary>
internal sealed class EventView
{
    [ThreadStatic]
    private static EventView? _ofThread;

    private TextValue[] _values = new TextValue[8];

    /// <summary>The scratch of this thread.</summary>
    public static EventView OfThread => _ofThread ??= new EventView();

    /// <summary>By the plan's number of the field.</summary>
    public ref TextValue this[int field] => ref _values[field];

    public void Load(LeadEvent e, EventField[] fields)
    {
        if (_values.Length < fields.Length)
            _values = new TextValue[fields.Length];
        for (var i = 0; i < fields.Length; i++)
            fields[i].Read(e, ref _values[i]);
    }
}
