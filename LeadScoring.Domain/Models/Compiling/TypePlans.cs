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
        .. Filters(definition).SelectMany(filter => filter.On),
        .. definition.Rules.OfType<Rule.Silence>().SelectMany(rule => rule.Of),
    ];

    private static IEnumerable<EventFilter> Filters(ModelDefinition definition) =>
    [
        .. definition.Ignore,
        .. definition.FastTracks.Select(track => track.Filter),
        .. definition.Personas.Select(persona => persona.On).OfType<EventFilter>(),
        .. definition.Responses.Select(response => response.Filter),
        .. definition.Rules.Select(FilterOf).OfType<EventFilter>(),
    ];

    private static EventFilter? FilterOf(Rule rule) => rule switch
    {
        Rule.Event e => e.Filter,
        Rule.Band band => band.Filter,
        _ => null,
    };

    private static string? MeasuredField(Rule rule) => rule switch
    {
        Rule.Event { Count: CountMode.Distinct distinct } => distinct.Field,
        Rule.Band { Of: Measure.Distinct distinct } => distinct.Field,
        Rule.Band { Of: Measure.Sum sum } => sum.Field,
        _ => null,
    };

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
            IsPassive = isPassive,
            BeginsSilence = !EventTypes.IsObjection(type),
            Fields = [.. fields.Select(name => new EventField(name))],
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
        FilterOf(rule) is { } filter && On(filter, type)
            ? new RuleMatch(_shapes[index]!, Where(filter, fields), MeasuredField(rule) is { } field ? Number(field, fields) : -1)
            : null;

    private static bool On(EventFilter filter, string type) => filter.On.Any(entry => EventTypes.Matches(entry, type));

    private Check<EventView>? Where(EventFilter filter, List<string> fields) => filter.Where is null
        ? null
        : Check<EventView>.Compile(filter.Where, test => new EventTest(Number(test.Field, fields), TextTest.Compile(test, _definition.ReadsWrittenNumbers)));

    private static int Number(string field, List<string> fields)
    {
        var index = fields.IndexOf(field);
        if (index >= 0)
            return index;
        fields.Add(field);
        return fields.Count - 1;
    }
}
