using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>As what a model reads a value.</summary>
public enum FieldReading
{
    /// <summary>Any text will do.</summary>
    Text,

    /// <summary>By <c>atLeast</c> and the like, or a <c>sum</c>.</summary>
    Number,

    /// <summary>By <c>before</c>, <c>after</c>, <c>olderThan</c> and <c>newerThan</c>.</summary>
    Date,

    /// <summary>By a comparison with <c>true</c> or <c>false</c>.</summary>
    Truth,

    /// <summary>The profile's country, by a comparison with a country.</summary>
    Country,
}

/// <summary>A place of a model that asks for a field.</summary>
/// <param name="On">Which events are asked; empty for the profile.</param>
/// <param name="Field">Name of the attribute or of the event's field.</param>
/// <param name="Reading">As what its values are read.</param>
/// <param name="Entry">Id of the rule, route or other entry; the name of the list for one without an id.</param>
public sealed record FieldUse(ImmutableArray<string> On, string Field, FieldReading Reading, string Entry)
{
    /// <summary>Whether an attribute of the profile is asked for.</summary>
    public bool IsOfProfile => On.IsEmpty;

    /// <summary>Whether events of a type are asked.</summary>
    public bool Asks(string eventType) => On.Any(entry => EventTypes.Matches(entry, eventType));

    /// <summary>Whether a value can be read as what the model reads it. One that is missing can: it says nothing.</summary>
    /// <param name="value">One text or a list, of which each element is read.</param>
    /// <param name="readsWritten">Whether the model reads what people write (<see cref="ModelDefinition.ReadsWrittenNumbers"/>).</param>
    public bool CanRead(FieldValue value, bool readsWritten)
    {
        if (Reading == FieldReading.Text || value.IsMissing)
            return true;
        if (value.Text is { } text)
            return CanRead(text, readsWritten);
        foreach (var item in value.Items)
        {
            if (!CanRead(item, readsWritten))
                return false;
        }

        return true;
    }

    /// <summary>What people call a reading.</summary>
    public static string NameOf(FieldReading reading) => reading switch
    {
        FieldReading.Number => "number",
        FieldReading.Date => "date",
        FieldReading.Truth => "true or false",
        FieldReading.Country => "country",
        _ => "text",
    };

    /// <summary>All places of a model, in the order of the document.</summary>
    public static ImmutableArray<FieldUse> Of(ModelDefinition model) =>
    [
        .. model.Ignore.SelectMany(static filter => OfEvents(filter, "ignore")),
        .. model.Rules.SelectMany(OfRule),
        .. model.FastTracks.SelectMany(static track => OfEvents(track.Filter, track.Id)),
        .. model.Personas.SelectMany(static persona => OfProfile(persona.When, persona.Id).Concat(persona.On is { } on ? OfEvents(on, persona.Id) : [])),
        .. model.Disqualify.SelectMany(static entry => OfProfile(entry.When, entry.Id)),
        .. model.Responses.SelectMany(static response => OfEvents(response.Filter, response.Id)),
        .. model.Routes.SelectMany(static route => OfRoute(route)),
        .. model.Gates.Required.Select(static field => new FieldUse([], field, FieldReading.Text, "gates")),
    ];

    private bool CanRead(string text, bool readsWritten)
    {
        var value = default(TextValue);
        value.Set(text);
        return !value.HasText || Reading switch
        {
            FieldReading.Number => value.IsNumeric(readsWritten),
            FieldReading.Date => DateText.TryParse(value.Span, readsWritten, out _),
            FieldReading.Country => Countries.IsCountry(text),
            _ => WrittenTruth.Read(value.Span) is not null,
        };
    }

    private static IEnumerable<FieldUse> OfRule(Rule rule) => rule switch
    {
        Rule.Profile profile => profile.Tiers.SelectMany(tier => OfProfile(tier.When, rule.Id)),
        Rule.Event e => OfProfile(e.While, rule.Id).Concat(OfEvents(e.Filter, rule.Id)).Concat(e.Count is CountMode.Distinct distinct ? [new FieldUse(e.Filter.On, PropertyOf(distinct.Field), FieldReading.Text, rule.Id)] : []),
        Rule.Band band => OfProfile(band.While, rule.Id).Concat(OfEvents(band.Filter, rule.Id)).Concat(OfMeasure(band)),
        Rule.State state => OfEvents(state.Of, state.Where, rule.Id),
        _ => [],
    };

    private static IEnumerable<FieldUse> OfMeasure(Rule.Band band) => band.Of switch
    {
        Measure.Distinct distinct => [new FieldUse(band.Filter.On, PropertyOf(distinct.Field), FieldReading.Text, band.Id)],
        Measure.Most most => [new FieldUse(band.Filter.On, PropertyOf(most.Field), FieldReading.Text, band.Id)],
        Measure.Sum sum => [new FieldUse(band.Filter.On, PropertyOf(sum.Field), FieldReading.Number, band.Id)],
        _ => [],
    };

    private static IEnumerable<FieldUse> OfProfile(Condition? condition, string entry) =>
        ConditionFields.Tests(condition).Select(test => new FieldUse([], test.Field, ReadingOfProfile(test.Field, test), entry));

    private static IEnumerable<FieldUse> OfEvents(EventFilter filter, string entry) => OfEvents(filter.On, filter.Where, entry);

    private static IEnumerable<FieldUse> OfEvents(ImmutableArray<string> on, Condition? where, string entry) =>
        ConditionFields.Tests(where).Select(test => new FieldUse(on, PropertyOf(test.Field), ReadingOf(test), entry));

    // 'properties.amount' asks for the property amount.
    private static string PropertyOf(string field) => field.StartsWith(EventFields.Properties, StringComparison.Ordinal) ? field[EventFields.Properties.Length..] : field;

    private static IEnumerable<FieldUse> OfRoute(Route route)
    {
        const string Prefix = "profile.";
        return ConditionFields.Tests(route.When).Where(static test => test.Field.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(test => new FieldUse([], test.Field[Prefix.Length..], ReadingOfProfile(test.Field[Prefix.Length..], test), route.Id));
    }

    private static FieldReading ReadingOfProfile(string field, Condition.Test test) => field == "country" && test.Operator is (Operator.Is or Operator.IsNot) ? FieldReading.Country : ReadingOf(test);

    private static FieldReading ReadingOf(Condition.Test test) => test.Operator switch
    {
        Operator.AtLeast or Operator.AtMost or Operator.Above or Operator.Below or Operator.Between => FieldReading.Number,
        Operator.Before or Operator.After or Operator.OlderThan or Operator.NewerThan => FieldReading.Date,
        Operator.Is or Operator.IsNot when test.Operands.All(static operand => WrittenTruth.OfOperand(NormalText.Of(operand)) is not null) => FieldReading.Truth,
        _ => FieldReading.Text,
    };
}
