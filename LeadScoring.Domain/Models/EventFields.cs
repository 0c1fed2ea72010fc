namespace LeadScoring.Domain.Models;

/// <summary>Which events and which of their fields a model asks for.</summary>
public static class EventFields
{
    /// <summary>What the name of a field begins with that is a property as it was sent (docs/reference/scoring.md#event-fields).</summary>
    public const string Properties = "properties.";

    /// <summary>Whether a condition or a measure names a property by its prefix.</summary>
    public static bool NamesProperties(ModelDefinition definition) =>
        Filters(definition).SelectMany(static filter => Of(filter.Where))
            .Concat(definition.Rules.OfType<Rule.State>().SelectMany(static rule => Of(rule.Where)))
            .Concat(definition.Rules.Select(MeasuredBy).OfType<string>())
            .Any(IsProperty);

    /// <summary>Whether a name is that of a property by its prefix.</summary>
    internal static bool IsProperty(string name) => name.Length > Properties.Length && name.StartsWith(Properties, StringComparison.Ordinal);

    /// <summary>All that a model says of which events it means, but for silences and states.</summary>
    internal static IEnumerable<EventFilter> Filters(ModelDefinition definition) =>
    [
        .. definition.Ignore,
        .. definition.FastTracks.Select(static track => track.Filter),
        .. definition.Personas.Select(static persona => persona.On).OfType<EventFilter>(),
        .. definition.Responses.Select(static response => response.Filter),
        .. definition.Rules.Select(FilterOf).OfType<EventFilter>(),
    ];

    /// <summary>Which events match a rule; null for rules that match none.</summary>
    internal static EventFilter? FilterOf(Rule rule) => rule switch
    {
        Rule.Event e => e.Filter,
        Rule.Band band => band.Filter,
        _ => null,
    };

    /// <summary>The field that a rule measures; null for rules that measure none.</summary>
    internal static string? MeasuredBy(Rule rule) => rule switch
    {
        Rule.Event { Count: CountMode.Distinct distinct } => distinct.Field,
        Rule.Band { Of: Measure.Distinct distinct } => distinct.Field,
        Rule.Band { Of: Measure.Most most } => most.Field,
        Rule.Band { Of: Measure.Sum sum } => sum.Field,
        _ => null,
    };

    private static IEnumerable<string> Of(Condition? condition) => condition switch
    {
        Condition.All all => all.Items.SelectMany(Of),
        Condition.Any any => any.Items.SelectMany(Of),
        Condition.Not not => Of(not.Item),
        Condition.Test test => [test.Field],
        _ => [],
    };
}
