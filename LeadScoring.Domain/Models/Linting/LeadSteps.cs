using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Linting;

/// <summary>Makes what a lead has to have or do so that a rule matches, from the rule's own conditions.</summary>
internal sealed class LeadSteps(ModelDefinition definition, Day today)
{
    private const int MostEvents = 40;
    private const string ProfilePrefix = "profile.";

    /// <summary>Several ways to make a rule match, from few matches to many; empty when none was found.</summary>
    public ImmutableArray<LeadDraft> Of(Rule rule) => rule switch
    {
        Rule.Profile profile => [.. profile.Tiers.Select((tier, index) => Tier(profile, index)).OfType<LeadDraft>()],
        Rule.Event e => [.. Counts(Math.Min(MostEvents, CategoryReach.MatchesOf(definition, e))).Select(count => Matches(e.Filter, e.While, count, e.PerDay, (e.Count as CountMode.Distinct)?.Field, null)).OfType<LeadDraft>()],
        Rule.Band band => [.. band.Steps.OrderBy(static step => step.AtLeast).Select(step => Band(band, step)).OfType<LeadDraft>()],
        Rule.Silence silence => [.. silence.Steps.Select(step => Silence(silence, step.ForDays)).OfType<LeadDraft>()],
        Rule.State state => Event(state.Is, state.Where, null, 1) is { Length: > 0 } events ? [LeadDraft.Empty with { Events = events }] : [],
        Rule.Combination combination => Together(combination) is { } draft ? [draft] : [],
        _ => [],
    };

    /// <summary>A profile that satisfies a condition; null when none was found.</summary>
    public LeadDraft? Satisfying(Condition? condition) => Satisfying([(condition, false)]);

    /// <summary>A profile that satisfies what a route asks of it; null when none was found.</summary>
    public LeadDraft? ProfileFor(Route route)
    {
        if (route.When is null || Branches.Of((route.When, false)) is not { } ways)
            return LeadDraft.Empty;
        return ways.Select(way => Profile([.. way.Where(static literal => literal.Test.Field.StartsWith(ProfilePrefix, StringComparison.Ordinal)).Select(static literal => literal with { Test = literal.Test with { Field = literal.Test.Field[ProfilePrefix.Length..] } })])).OfType<LeadDraft>().FirstOrDefault();
    }

    private static IEnumerable<int> Counts(long most) => new[] { 1, 2, (int)(most / 2), (int)most }.Where(count => count > 0 && count <= most).Distinct();

    private LeadDraft? Satisfying(IEnumerable<(Condition? When, bool IsNegated)> conditions) =>
        Branches.Of(conditions)?.Select(way => Profile(way)).OfType<LeadDraft>().FirstOrDefault();

    private LeadDraft? Tier(Rule.Profile rule, int index) =>
        Satisfying([(rule.Tiers[index].When, false), .. rule.Tiers.Take(index).Select(static tier => ((Condition?)tier.When, true))]);

    private LeadDraft? Profile(ImmutableArray<Literal> literals)
    {
        var draft = LeadDraft.Empty;
        foreach (var field in literals.GroupBy(static literal => literal.Test.Field, StringComparer.Ordinal))
        {
            Literal[] tests = [.. field];
            if (FieldFill.HoldsMissing(tests))
                continue;
            if (FieldFill.Values(field.Key, tests, today, 1) is not [var value])
                return null;
            draft = draft with { Profile = Set(draft.Profile, field.Key, value) };
        }

        return draft;
    }

    // Derived fields by what they are derived from.
    private static ImmutableDictionary<string, string> Set(ImmutableDictionary<string, string> profile, string field, string value) => (field, value) switch
    {
        ("emailDomain", _) => profile.SetItem("email", $"ann@{value}"),
        ("emailKind", "free") => profile.SetItem("email", "ann@gmail.com"),
        ("emailKind", "role") => profile.SetItem("email", "info@acme.example"),
        ("emailKind", "disposable") => profile.SetItem("email", "ann@mailinator.com"),
        ("emailKind", "none") => profile.Remove("email"),
        ("emailKind", _) => profile.SetItem("email", "ann@acme.example"),
        _ => profile.SetItem(field, value),
    };

    private LeadDraft? Matches(EventFilter filter, Condition? condition, int count, int? perDay, string? distinct, (string Field, decimal Sum)? sum)
    {
        if (Satisfying(condition) is not { } profile || Event(filter.On, filter.Where, distinct, count, sum) is not { Length: > 0 } events)
            return null;
        return profile with { Events = [.. events.Select((e, index) => e with { DaysAgo = perDay is { } a ? index / a : 0 })] };
    }

    private LeadDraft? Band(Rule.Band band, BandStep step)
    {
        var count = (int)Math.Min(MostEvents, Math.Ceiling(step.AtLeast));
        return band.Of switch
        {
            Measure.Days => Matches(band.Filter, band.While, count, 1, null, null),
            Measure.Distinct distinct => Matches(band.Filter, band.While, count, null, distinct.Field, null),
            Measure.Sum sum => Matches(band.Filter, band.While, 1, null, null, (sum.Field, step.AtLeast)),
            Measure.Most most => Matches(band.Filter, band.While, count, null, null, null) is { } draft ? draft with { Events = [.. draft.Events.Select(e => Put(e, most.Field, "x"))] } : null,
            _ => Matches(band.Filter, band.While, count, null, null, null),
        };
    }

    private LeadDraft? Silence(Rule.Silence silence, int days) =>
        Event(silence.Of, null, null, 1) is [var e] ? LeadDraft.Empty with { Events = [e with { DaysAgo = days }] } : null;

    private LeadDraft? Together(Rule.Combination combination)
    {
        var draft = LeadDraft.Empty;
        foreach (var part in combination.Together)
        {
            if (Of(definition.Rules.First(rule => rule.Id == part)) is not { Length: > 0 } ways)
                return null;
            draft = draft.With(ways[0]);
        }

        return draft;
    }

    private ImmutableArray<GoldenEvent> Event(ImmutableArray<string> on, Condition? where, string? distinct, int count, (string Field, decimal Sum)? sum = null)
    {
        foreach (var way in Branches.Of((where, false)) ?? [])
        {
            var properties = new SortedDictionary<string, ImmutableArray<string>>(StringComparer.Ordinal);
            var type = TypeOf(on, [.. way.Where(static literal => literal.Test.Field == "type")]);
            if (type is null || !way.GroupBy(static literal => literal.Test.Field, StringComparer.Ordinal).All(field => Fill(properties, field.Key, [.. field], field.Key == distinct ? count : 1)))
                continue;
            if (distinct is not null && !properties.ContainsKey(distinct))
                properties[distinct] = [.. Enumerable.Range(1, count).Select(static n => string.Create(CultureInfo.InvariantCulture, $"x-{n}"))];
            if (sum is { } total)
                properties[total.Field] = [total.Sum.ToString(CultureInfo.InvariantCulture)];
            var values = properties;
            return [.. Enumerable.Range(0, count).Select(n => new GoldenEvent(type, 0, [.. values.Where(static pair => pair.Key != "type").Select(pair => KeyValuePair.Create(NameOf(pair.Key), pair.Value[n % pair.Value.Length]))]))];
        }

        return [];
    }

    private bool Fill(SortedDictionary<string, ImmutableArray<string>> properties, string field, Literal[] tests, int most)
    {
        if (field is "type" || FieldFill.HoldsMissing(tests))
            return true;
        // Golden events have no source and no channel of their own but as a property.
        if (field is "source" || FieldFill.Values(field, tests, today, most) is not { Length: > 0 } values)
            return false;
        properties[field] = values;
        return true;
    }

    private static string? TypeOf(ImmutableArray<string> on, Literal[] tests) => on.Select(static entry => entry.EndsWith(".*", StringComparison.Ordinal)
            ? KnownFields.Types.FirstOrDefault(type => EventTypes.Matches(entry, type) && !EventTypes.IsPassive(type)) ?? $"{entry[..^1]}happened"
            : entry)
        .FirstOrDefault(type => tests.Length == 0 || FieldFill.Values("type", [.. tests, new Literal(new Condition.Test("type", Operator.Is, [type]), false)], default, 1).Length > 0);

    private static string NameOf(string field) => EventFields.IsProperty(field) ? field[EventFields.Properties.Length..] : field;

    private static GoldenEvent Put(GoldenEvent e, string field, string value) =>
        e.Properties.Any(pair => pair.Key == NameOf(field)) ? e : e with { Properties = e.Properties.Add(KeyValuePair.Create(NameOf(field), value)) };
}
