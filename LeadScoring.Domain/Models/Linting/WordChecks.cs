using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Finds names and values that no event carries, with the nearest that exists.</summary>
internal sealed class WordChecks(ModelDefinition definition, Vocabulary vocabulary, LintFindings findings)
{
    private const string ProfilePrefix = "profile.";

    private string InLog => $"none of the {vocabulary.Log!.Events.ToString(CultureInfo.InvariantCulture)} events looked at carries it";

    public void Run()
    {
        foreach (var place in ModelPlaces.Types(definition))
        {
            foreach (var entry in place.On)
                CheckType(entry, place);
        }

        foreach (var place in ModelPlaces.Conditions(definition))
        {
            foreach (var test in place.Tests)
                CheckTest(place, test);
        }

        foreach (var rule in definition.Rules)
        {
            if (EventFields.MeasuredBy(rule) is { } field && EventFields.FilterOf(rule) is { } filter)
                CheckProperty(field, filter.On, rule.At, ModelPlaces.Name(rule));
        }

        foreach (var field in definition.Gates.Required)
            CheckAttribute(field, definition.Gates.At, "the gate 'required'");
        foreach (var lead in definition.Tests)
        {
            foreach (var (field, _) in lead.Profile)
                CheckAttribute(field, lead.At, $"the golden lead '{lead.Name}'");
        }
    }

    private void CheckTest(ConditionPlace place, Condition.Test test)
    {
        switch (place.Side)
        {
            case ConditionSide.Event:
                CheckProperty(test.Field, place.On, test.At, place.Owner);
                CheckEventValues(test, place);
                break;
            case ConditionSide.Profile:
                CheckAttribute(test.Field, test.At, place.Owner);
                CheckProfileValues(test, test.Field, place.Owner);
                break;
            case ConditionSide.Route when test.Field.StartsWith(ProfilePrefix, StringComparison.Ordinal):
                CheckAttribute(test.Field[ProfilePrefix.Length..], test.At, place.Owner);
                CheckProfileValues(test, test.Field[ProfilePrefix.Length..], place.Owner);
                break;
        }
    }

    private void CheckType(string entry, TypePlace place)
    {
        if (Vocabulary.Knows(entry) && !entry.EndsWith(".*", StringComparison.Ordinal) && KnownFields.Types.Contains(entry, StringComparer.Ordinal))
            return;
        if (Vocabulary.Knows(entry) || vocabulary.Carries(entry))
            return;
        var nearest = NearestName.In(vocabulary.Types, entry) ?? NearestPattern(entry);
        if (nearest is not null)
            findings.Warn(LintCodes.UnknownType, place.At, $"{ModelPlaces.Sentence(place.Owner)} names the event type '{entry}', which nobody is known to send.", $"Write '{nearest}' if that is meant.");
        else if (vocabulary.HasLog)
            findings.Warn(LintCodes.UnknownType, place.At, $"{ModelPlaces.Sentence(place.Owner)} names the event type '{entry}': {InLog}.", $"Write a type that is sent, such as {Some(vocabulary.Log!.Types.Keys)}, or send events of this one.");
    }

    private string? NearestPattern(string entry) => entry.EndsWith(".*", StringComparison.Ordinal)
        ? NearestName.In(vocabulary.Types.Select(static type => $"{type.Split('.')[0]}.*").Distinct(StringComparer.Ordinal), entry)
        : null;

    private void CheckAttribute(string field, SourcePosition at, string owner)
    {
        if (vocabulary.Attributes.Contains(field, StringComparer.Ordinal))
            return;
        if (NearestName.In(vocabulary.Attributes, field) is { } nearest)
            findings.Warn(LintCodes.UnknownAttribute, at, $"{ModelPlaces.Sentence(owner)} asks for the attribute '{field}', which no profile is known to have.", $"Write '{nearest}' if that is meant; names are case-sensitive.");
        else if (vocabulary.HasLog)
            findings.Warn(LintCodes.UnknownAttribute, at, $"{ModelPlaces.Sentence(owner)} asks for the attribute '{field}': {InLog}.", $"Write an attribute that is sent, such as {Some(vocabulary.Log!.Attributes.Keys)}, or send this one.");
    }

    private void CheckProperty(string field, ImmutableArray<string> on, SourcePosition at, string owner)
    {
        var name = EventFields.IsProperty(field) ? field[EventFields.Properties.Length..] : field;
        if (KnownFields.OfAllEvents.Contains(field, StringComparer.Ordinal) || vocabulary.PropertiesOf(on) is not { } known || known.Contains(name))
            return;
        if (NearestName.In(known, name) is { } nearest)
            findings.Warn(LintCodes.UnknownProperty, at, $"{ModelPlaces.Sentence(owner)} asks for the property '{name}', which no {List(on)} is known to have.", $"Write '{nearest}' if that is meant; names are case-sensitive.");
        else if (KnownFields.Properties.Contains(name, StringComparer.Ordinal) && !vocabulary.HasLog)
            findings.Warn(LintCodes.PropertyOfOtherType, at, $"{ModelPlaces.Sentence(owner)} asks for the property '{name}', but {List(on)} does not have it: {OwnersOf(name)} does.", known.IsEmpty ? "Name another event type, or remove the condition." : $"Name another event type, or ask for one of its properties: {string.Join(", ", known.Order(StringComparer.Ordinal))}.");
        else if (KnownFields.Properties.Contains(name, StringComparer.Ordinal))
            findings.Warn(LintCodes.PropertyOfOtherType, at, $"{ModelPlaces.Sentence(owner)} asks for the property '{name}' of {List(on)}: {InLog}.", $"Name another event type, or ask for one of its properties: {Some(known)}.");
        else if (vocabulary.HasLog)
            findings.Warn(LintCodes.UnknownProperty, at, $"{ModelPlaces.Sentence(owner)} asks for the property '{name}' of {List(on)}: {InLog}.", known.IsEmpty ? "Send the property, or remove the condition." : $"Ask for a property that is sent, such as {Some(known)}, or send this one.");
    }

    private void CheckEventValues(Condition.Test test, ConditionPlace place)
    {
        if (test.Operator is not (Operator.Is or Operator.IsNot))
            return;
        if (test.Field == "type")
            CheckTypeValues(test, place);
        else if (test.Field == "channel")
            CheckValues(test, "channel", [.. KnownFields.Types.Select(EventTypes.ChannelOf).OfType<string>().Distinct(StringComparer.Ordinal)], place.Owner, onlyNear: true);
        else if (test.Field != "source" && vocabulary.ValuesOf(place.On, EventFields.IsProperty(test.Field) ? test.Field[EventFields.Properties.Length..] : test.Field) is { } carried)
            CheckValues(test, test.Field, carried.Values, place.Owner, onlyNear: false, carried.Events);
    }

    private void CheckTypeValues(Condition.Test test, ConditionPlace place)
    {
        foreach (var operand in test.Operands.Where(operand => !place.On.Any(entry => EventTypes.Matches(entry, operand.Trim()))))
            findings.Warn(LintCodes.UnknownValue, test.At, $"{ModelPlaces.Sentence(place.Owner)} asks for the type '{operand}', which its 'on' does not name.", "Write the types in 'on'.");
    }

    private void CheckProfileValues(Condition.Test test, string field, string owner)
    {
        if (field == "country")
            CheckCountry(test, owner);
        else if (test.Operator is not (Operator.Is or Operator.IsNot))
            return;
        else if (KnownFields.ValuesOf(field) is { } values)
            CheckValues(test, field, values, owner, onlyNear: false);
        else if (field != "emailDomain" && vocabulary.ValuesOf(field) is { } carried)
            CheckValues(test, field, carried.Values, owner, onlyNear: false, carried.Events);
    }

    private void CheckCountry(Condition.Test test, string owner)
    {
        foreach (var operand in test.Operands)
        {
            var isName = Countries.IsCountry(operand);
            var isCode = operand.Trim().Length == 2;
            if (test.Operator is Operator.Is or Operator.IsNot or Operator.Contains)
            {
                // A code of two letters that is not listed is taken as it is; UK is read as GB.
                if (!isName && !isCode)
                    findings.Warn(LintCodes.UnknownValue, test.At, $"{ModelPlaces.Sentence(owner)} asks for the country '{operand}', which is not the name or code of a country.", Countries.Nearest(operand) is { } near ? $"Write '{near.Code}' ({near.Name})." : "Write the two letters of ISO 3166, such as 'DE' for Germany.");
            }
            else if (test.Operator is Operator.StartsWith or Operator.EndsWith or Operator.HasWord && operand.Trim().Length > 2)
            {
                findings.Warn(LintCodes.UnknownValue, test.At, $"{ModelPlaces.Sentence(owner)} looks for '{operand}' in the country, but countries are two letters.", isName ? $"Write 'country: {Countries.CodeOf(operand)}'." : "Write 'country: DE', with the two letters of ISO 3166.");
            }
        }
    }

    // Of a log it is said how many events had the field.
    private void CheckValues(Condition.Test test, string field, IReadOnlyCollection<string> values, string owner, bool onlyNear, long? events = null)
    {
        var never = events is { } seen ? string.Create(CultureInfo.InvariantCulture, $": none of the {seen} events looked at that have it has that value") : ", which it is never known to be";
        foreach (var operand in test.Operands.Where(operand => !values.Contains(operand.Trim(), StringComparer.OrdinalIgnoreCase)))
        {
            var nearest = (field, operand.Trim().ToLowerInvariant()) switch
            {
                ("emailKind", "personal" or "private" or "freemail" or "consumer") => "free",
                ("emailKind", "corporate" or "company" or "work") => "business",
                ("emailKind", "generic" or "shared" or "function") => "role",
                ("emailKind", "temporary" or "throwaway") => "disposable",
                _ => NearestName.In(values, operand.Trim()),
            };
            if (nearest is null && onlyNear)
                continue;
            findings.Warn(
                LintCodes.UnknownValue,
                test.At,
                $"{ModelPlaces.Sentence(owner)} compares '{field}' with '{operand}'{never}.",
                nearest is not null ? $"Write '{nearest}' if that is meant." : $"Use one of: {string.Join(", ", values.Take(LogWords.MostValues))}.");
        }
    }

    private static string OwnersOf(string property) => List([.. KnownFields.Types.Where(type => KnownFields.PropertiesOf(type) is { } fields && fields.Contains(property, StringComparer.Ordinal)).Take(3)]);

    private static string List(ImmutableArray<string> types) => string.Join(" or ", types.Select(static type => $"'{type}'"));

    private static string Some(IEnumerable<string> names) => string.Join(", ", names.Order(StringComparer.Ordinal).Take(5).Select(static name => $"'{name}'"));
}
