using System.Diagnostics;
using System.Text;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>One unambiguous text of the parts of a model that decide what signals remember: each word preceded by its length.</summary>
internal sealed class ModelText
{
    private readonly StringBuilder _text = new();

    /// <summary>Two models with equal fingerprints remember the same about the same events. Part of schema 1: it never changes.</summary>
    public static ulong Fingerprint(ModelDefinition definition, IEnumerable<StateShape> shapes)
    {
        var text = new ModelText();
        text.Add("v1", definition.Id);
        if (!definition.TimeZone.IsUtc)
            text.Add("zone", definition.TimeZone.Id);
        foreach (var filter in definition.Ignore)
            text.Add("ignore", filter);
        foreach (var track in definition.FastTracks)
            text.Add("fastTrack", track.Filter);
        foreach (var rule in definition.Rules)
            text.Add(rule);
        foreach (var shape in shapes)
            text.Add("state", $"{(int)shape.Kind} {shape.Newest} {shape.PerDay} {shape.Within}");
        // FNV-1a, 64 bits: it tells models apart; nothing rests on it being hard to forge.
        var hash = 14695981039346656037UL;
        foreach (var value in Encoding.UTF8.GetBytes(text.ToString()))
            hash = unchecked((hash ^ value) * 1099511628211UL);
        return hash;
    }

    public override string ToString() => _text.ToString();

    public void Add(params ReadOnlySpan<string> words)
    {
        foreach (var word in words)
            _text.Append(word.Length).Append(':').Append(word);
        _text.Append('\n');
    }

    public void Add(string name, EventFilter filter)
    {
        Add([name, .. filter.On]);
        if (filter.Where is not null)
            Add(filter.Where);
    }

    public void Add(Rule rule)
    {
        switch (rule)
        {
            case Rule.Event e:
                Add("event", e.Id, (e.Count as CountMode.Distinct)?.Field ?? "");
                Add("on", e.Filter);
                break;
            case Rule.Band band:
                Add("band", band.Id, band.Of switch
                {
                    Measure.Distinct distinct => distinct.Field,
                    Measure.Most most => most.Field,
                    Measure.Sum sum => sum.Field,
                    _ => "",
                });
                Add("on", band.Filter);
                break;
            case Rule.Silence silence:
                Add(["silence", silence.Id, .. silence.Of]);
                break;
            case Rule.State state:
                Add(["state", state.Id, .. state.Of, "is", .. state.Is]);
                if (state.Where is not null)
                    Add(state.Where);
                break;
        }
    }

    private void Add(Condition condition)
    {
        switch (condition)
        {
            case Condition.All all:
                AddAll("all", all.Items);
                break;
            case Condition.Any any:
                AddAll("any", any.Items);
                break;
            case Condition.Not not:
                AddAll("not", [not.Item]);
                break;
            case Condition.Test test:
                Add([test.Field, test.Operator.ToString(), .. test.Operands]);
                break;
            default:
                throw new UnreachableException();
        }
    }

    private void AddAll(string name, IReadOnlyCollection<Condition> items)
    {
        Add(name, $"{items.Count}");
        foreach (var item in items)
            Add(item);
    }
}
