using System.Collections.Concurrent;
using System.Collections.Frozen;
using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The plans of a model by event type: of known and named types from the start, of others when they turn up.</summary>
internal sealed class TypePlans
{
    // Types come from outside: remembering each without end would let a stranger fill the memory.
    private const int MaxLearnt = 1000;

    private readonly ModelDefinition _definition;
    private readonly StateShape?[] _shapes;
    private readonly FrozenDictionary<string, TypePlan> _named;
    private readonly ConcurrentDictionary<string, TypePlan> _learnt = new(StringComparer.Ordinal);

    /// <param name="definition">Of the model.</param>
    /// <param name="shapes">By rule; null for rules that match no events.</param>
    public TypePlans(ModelDefinition definition, StateShape?[] shapes)
    {
        _definition = definition;
        _shapes = shapes;
        _named = EventTypes.Known.Concat(Entries(definition)).Where(entry => !entry.EndsWith(".*", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToFrozenDictionary(type => type, Build, StringComparer.Ordinal);
    }

    public TypePlan this[string type] => _named.TryGetValue(type, out var plan) || _learnt.TryGetValue(type, out plan) ? plan : Learn(type);

    private static IEnumerable<string> Entries(ModelDefinition definition) =>
    [
        .. EventFields.Filters(definition).SelectMany(filter => filter.On),
        .. definition.Rules.OfType<Rule.Silence>().SelectMany(rule => rule.Of),
        .. definition.Rules.OfType<Rule.State>().SelectMany(rule => rule.Of),
    ];

    private TypePlan Learn(string type)
    {
        var plan = Build(type);
        if (_learnt.Count < MaxLearnt)
            _learnt[type] = plan;
        return plan;
    }

    private TypePlan Build(string type)
    {
        var fields = new List<string>();
        var isPassive = EventTypes.IsPassive(type);
        return new TypePlan
        {
            Ignore = [.. _definition.Ignore.Where(filter => On(filter, type)).Select(filter => Where(filter, fields))],
            FastTracks = Matches(_definition.FastTracks.Select(track => track.Filter), type, fields),
            Personas = Matches(_definition.Personas.Select(persona => persona.On), type, fields),
            Responses = Matches(_definition.Responses.Select(response => response.Filter), type, fields),
            Rules = [.. _definition.Rules.Select((rule, index) => RuleOf(rule, index, type, fields)).OfType<RuleMatch>()],
            Silences =
            [
                .. _definition.Rules.OfType<Rule.Silence>().Select((rule, slot) => (rule, slot))
                    .Where(silence => silence.rule.Of.Any(entry => EndsSilence(entry, type, isPassive)))
                    .Select(silence => silence.slot),
            ],
            States =
            [
                .. _definition.Rules.OfType<Rule.State>().Select((rule, slot) => (rule, slot))
                    .Where(state => state.rule.Of.Contains(type, StringComparer.Ordinal))
                    .Select(state => new StateMatch(state.slot, Where(state.rule.Where, fields), state.rule.Is.Contains(type, StringComparer.Ordinal))),
            ],
            IsPassive = isPassive,
            BeginsSilence = !EventTypes.IsObjection(type),
            Fields = [.. fields.Select(name => new EventField(name, _definition.ReadsPropertiesByName))],
        };
    }

    /// <summary>In <c>silence</c> a pattern finds no passive type.</summary>
    private static bool EndsSilence(string entry, string type, bool isPassive) =>
        entry == type || (!isPassive && EventTypes.Matches(entry, type));

    private EntryMatch[] Matches(IEnumerable<EventFilter?> filters, string type, List<string> fields) =>
    [
        .. filters.Select((filter, index) => filter is not null && On(filter, type) ? new EntryMatch(index, Where(filter, fields)) : null)
            .OfType<EntryMatch>(),
    ];

    private RuleMatch? RuleOf(Rule rule, int index, string type, List<string> fields) =>
        EventFields.FilterOf(rule) is { } filter && On(filter, type)
            ? new RuleMatch(_shapes[index]!, Where(filter, fields), EventFields.MeasuredBy(rule) is { } field ? Number(field, fields) : -1)
            : null;

    private static bool On(EventFilter filter, string type) => filter.On.Any(entry => EventTypes.Matches(entry, type));

    private Check<EventView>? Where(EventFilter filter, List<string> fields) => Where(filter.Where, fields);

    private Check<EventView>? Where(Condition? condition, List<string> fields) => condition is null
        ? null
        : Check<EventView>.Compile(condition, test => new EventTest(Number(test.Field, fields), TextTest.Compile(test, _definition.ReadsWrittenNumbers, _definition.TimeZone)));

    private static int Number(string field, List<string> fields)
    {
        var index = fields.IndexOf(field);
        if (index >= 0)
            return index;
        fields.Add(field);
        return fields.Count - 1;
    }
}
