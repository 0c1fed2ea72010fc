using System.Collections.Immutable;

using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>What the fields of a condition are.</summary>
internal enum ConditionSide
{
    Profile,
    Event,
    Route,
}

/// <summary>A condition of the model and whose it is.</summary>
/// <param name="When">The condition.</param>
/// <param name="Side">What its fields are.</param>
/// <param name="Owner">Whose it is, for messages: "the rule 'x'".</param>
/// <param name="On">For conditions on events: the types and patterns to which it is applied.</param>
internal sealed record ConditionPlace(Condition When, ConditionSide Side, string Owner, ImmutableArray<string> On)
{
    /// <summary>All tests in it, in the order of the text.</summary>
    public IEnumerable<Condition.Test> Tests => ConditionFields.Tests(When);
}

/// <summary>An entry of the model that names event types.</summary>
/// <param name="On">Types and patterns.</param>
/// <param name="At">Where they stand.</param>
/// <param name="Owner">Whose they are.</param>
internal sealed record TypePlace(ImmutableArray<string> On, SourcePosition At, string Owner);

/// <summary>Finds all conditions and all event types of a model.</summary>
internal static class ModelPlaces
{
    /// <summary>In the order in which a document usually has them.</summary>
    public static ImmutableArray<ConditionPlace> Conditions(ModelDefinition definition) =>
    [
        .. definition.Ignore.SelectMany(static filter => OfFilter(filter, "an entry of 'ignore'")),
        .. definition.Rules.SelectMany(OfRule),
        .. definition.FastTracks.SelectMany(static track => OfFilter(track.Filter, $"the fast track '{track.Id}'")),
        .. definition.Personas.SelectMany(static persona => OfPersona(persona)),
        .. definition.Disqualify.Select(static entry => new ConditionPlace(entry.When, ConditionSide.Profile, $"the disqualification '{entry.Id}'", [])),
        .. definition.Responses.SelectMany(static response => OfFilter(response.Filter, $"the response '{response.Id}'")),
        .. definition.Routes.Where(static route => route.When is not null).Select(static route => new ConditionPlace(route.When!, ConditionSide.Route, $"the route '{route.Id}'", [])),
    ];

    /// <summary>All that names event types.</summary>
    public static ImmutableArray<TypePlace> Types(ModelDefinition definition) =>
    [
        .. definition.Ignore.Select(static filter => new TypePlace(filter.On, filter.TypesAt, "an entry of 'ignore'")),
        .. definition.Rules.Select(TypesOf).OfType<TypePlace>(),
        .. definition.FastTracks.Select(static track => new TypePlace(track.Filter.On, track.Filter.TypesAt, $"the fast track '{track.Id}'")),
        .. definition.Personas.Where(static persona => persona.On is not null).Select(static persona => new TypePlace(persona.On!.On, persona.On.TypesAt, $"the persona '{persona.Id}'")),
        .. definition.Responses.Select(static response => new TypePlace(response.Filter.On, response.Filter.TypesAt, $"the response '{response.Id}'")),
        .. definition.Tests.SelectMany(static lead => lead.Events.Select(e => new TypePlace([e.Type], lead.At, $"the golden lead '{lead.Name}'"))),
    ];

    /// <summary>A rule as messages call it.</summary>
    public static string Name(Rule rule) => $"the rule '{rule.Id}'";

    /// <summary>The same at the beginning of a sentence.</summary>
    public static string Sentence(string owner) => $"{char.ToUpperInvariant(owner[0])}{owner[1..]}";

    private static TypePlace? TypesOf(Rule rule) => rule switch
    {
        Rule.Silence silence => new TypePlace(silence.Of, rule.At, Name(rule)),
        Rule.State state => new TypePlace(state.Of, rule.At, Name(rule)),
        _ when EventFields.FilterOf(rule) is { } filter => new TypePlace(filter.On, filter.TypesAt, Name(rule)),
        _ => null,
    };

    private static IEnumerable<ConditionPlace> OfRule(Rule rule) => rule switch
    {
        Rule.Profile profile => profile.Tiers.Select(tier => new ConditionPlace(tier.When, ConditionSide.Profile, Name(rule), [])),
        Rule.Event e => [.. OfFilter(e.Filter, Name(rule)), .. OfProfile(e.While, Name(rule))],
        Rule.Band band => [.. OfFilter(band.Filter, Name(rule)), .. OfProfile(band.While, Name(rule))],
        Rule.State { Where: { } where } state => [new ConditionPlace(where, ConditionSide.Event, Name(rule), state.Of)],
        _ => [],
    };

    private static ConditionPlace[] OfPersona(Persona persona) =>
        [.. persona.On is { } on ? OfFilter(on, $"the persona '{persona.Id}'") : [], .. OfProfile(persona.When, $"the persona '{persona.Id}'")];

    private static ConditionPlace[] OfFilter(EventFilter filter, string owner) =>
        filter.Where is { } where ? [new ConditionPlace(where, ConditionSide.Event, owner, filter.On)] : [];

    private static ConditionPlace[] OfProfile(Condition? condition, string owner) =>
        condition is null ? [] : [new ConditionPlace(condition, ConditionSide.Profile, owner, [])];
}
