using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>
/// Makes the steps that could bring a lead further: for each rule in model order a choice of events or values, of which each is a match or satisfies the rule by itself.
/// </summary>
/// <param name="model">The model.</param>
/// <param name="signals">Of the lead.</param>
/// <param name="profile">Of the lead.</param>
/// <param name="asOf">The day on which all of it happens.</param>
internal sealed class StepMaker(ScoringModel model, LeadSignals signals, LeadProfile profile, Day asOf)
{
    private const string Source = "why-not-yet";
    private const int MostOfARule = 6;
    private const int MostTypes = 4;

    private readonly ModelDefinition _definition = model.Definition;
    // A stranger's event would prove nobody: whose lead is only claimed stays so.
    private readonly bool _isClaimed = profile.IsOnlyClaimed;
    private readonly ProfileView _view = new(model.ProfileFields);

    /// <summary>The choices; each has at least one step.</summary>
    /// <param name="time">1 or 2: the second of two matches of one rule has an id and a value of its own.</param>
    public IReadOnlyList<ImmutableArray<Step>> Make(int time)
    {
        var inCombinations = _definition.Rules.OfType<Rule.Combination>().Where(static rule => rule.Points.Value > 0).SelectMany(static rule => rule.Together).ToHashSet(StringComparer.Ordinal);
        var choices = _definition.Rules.Select((rule, index) => rule switch
        {
            Rule.Event e when e.Points.Value > 0 || inCombinations.Contains(e.Id) => Matches(e, e.Filter, index, time),
            Rule.Band band when band.Steps.Any(static step => step.Points.Value > 0) || inCombinations.Contains(band.Id) => Matches(band, band.Filter, index, time),
            Rule.State { Points.Value: > 0 } state when time == 1 => States(state, index),
            Rule.Profile values when time == 1 => Values(values, (CompiledRule.Profile)model.Rules[index]),
            _ => [],
        });
        var required = time > 1 ? [] : model.FactsOf(profile).Missing.Select(Required);
        return [.. choices.Concat(required).Where(static choice => !choice.IsEmpty)];
    }

    /// <summary>What an attribute is told by.</summary>
    public LeadEvent Telling(string field, FieldValue value) => new()
    {
        Source = Source,
        Id = field,
        Type = EventTypes.ProfileUpdated,
        // Newer than all that was told by then.
        OccurredAt = model.Zone.EndOf(asOf),
        Profile = new Fields([KeyValuePair.Create(field, value)]),
        IsClaimed = _isClaimed,
    };

    private ImmutableArray<Step> Matches(Rule rule, EventFilter filter, int index, int time)
    {
        var slot = model.Rules[index] is CompiledRule.Event e ? e.Shape.Slot : ((CompiledRule.Band)model.Rules[index]).Shape.Slot;
        var measured = EventFields.MeasuredBy(rule);
        (string, IReadOnlyList<string>)? more = measured is null ? null : (measured, MeasuredValues(rule, model.Shapes[slot], time));
        return
        [
            .. Types(filter.On).SelectMany(type => FieldChoices.For(filter.Where, more, asOf).Select(chosen => Happening(rule, type, chosen, time)))
                .Where(happening => IsMatch(happening, slot))
                .Take(MostOfARule)
                .Select(happening => new Step.Match(rule.Id, happening) { Text = ActionText.OfMatch(rule, filter.On, filter.Where, MeasuredText(rule, happening)) }),
        ];
    }

    private ImmutableArray<Step> States(Rule.State rule, int index)
    {
        var slot = ((CompiledRule.State)model.Rules[index]).Slot;
        return
        [
            .. rule.Is.SelectMany(type => FieldChoices.For(rule.Where, null, asOf).Select(chosen => Happening(rule, type, chosen, 1)))
                .Where(happening => IsState(happening, slot))
                .Take(1)
                .Select(happening => new Step.Match(rule.Id, happening) { Text = ActionText.OfMatch(rule, rule.Is, rule.Where, null) }),
        ];
    }

    // The least that the rule gives comes first: of several tiers that would do, the one that is easiest to meet.
    private ImmutableArray<Step> Values(Rule.Profile rule, CompiledRule.Profile compiled) =>
    [
        .. rule.Tiers.Zip(compiled.Tiers).Where(static tier => tier.First.Points.Value >= 0).Reverse().OrderBy(static tier => tier.First.Points)
            .SelectMany(tier => ValuesOf(rule, tier.First.When, tier.Second.Check)),
    ];

    private IEnumerable<Step> ValuesOf(Rule.Profile rule, Condition when, int check)
    {
        foreach (var tests in ConditionFields.Tests(when).GroupBy(static test => Attribute(test.Field), StringComparer.Ordinal))
        {
            foreach (var value in tests.GroupBy(static test => test.Field, StringComparer.Ordinal).SelectMany(of => FieldCandidates.For([.. of], asOf).Select(value => Told(of.Key, value))).OfType<string>())
            {
                _view.Load(profile.With(Telling(tests.Key, value)));
                if (!model.Checks[check].Holds(_view, asOf))
                    continue;
                yield return new Step.Value(rule.Id, tests.Key, value) { Text = ActionText.OfValue(rule, when, tests.Select(static test => test.Field).ToHashSet(StringComparer.Ordinal)) };
                break;
            }
        }
    }

    private static ImmutableArray<Step> Required(string field)
    {
        var attribute = Attribute(field);
        return [new Step.Required(attribute, Told(field, field == "country" ? "DE" : "known")!) { Text = $"the profile says: {field} is known" }];
    }

    private LeadEvent Happening(Rule rule, string type, Dictionary<string, string> chosen, int time)
    {
        var properties = chosen.Where(static field => field.Key is not ("type" or "source")).GroupBy(field => PropertyOf(field.Key), StringComparer.Ordinal)
            .Select(static field => KeyValuePair.Create(field.Key, new FieldValue(field.First().Value)));
        return new LeadEvent
        {
            Source = chosen.GetValueOrDefault("source", Source),
            Id = string.Create(CultureInfo.InvariantCulture, $"{rule.Id}-{time}"),
            Type = type,
            OccurredAt = model.Zone.EndOf(asOf),
            Properties = new Fields(properties),
            IsClaimed = _isClaimed && !EventTypes.NeedsProof(type),
        };
    }

    private string PropertyOf(string field) => _definition.ReadsPropertiesByName && EventFields.IsProperty(field) ? field[EventFields.Properties.Length..] : field;

    private bool IsMatch(LeadEvent happening, int slot)
    {
        var plan = model.Plans[happening.Type];
        var view = EventView.OfThread;
        view.Load(happening, plan.Fields);
        return !plan.Ignores(view) && TypePlan.First(plan.FastTracks, view) < 0
            && Array.Exists(plan.Rules, match => match.Shape.Slot == slot && match.Holds(view) && (match.Field < 0 || !view[match.Field].IsMissing));
    }

    private bool IsState(LeadEvent happening, int slot)
    {
        var plan = model.Plans[happening.Type];
        var view = EventView.OfThread;
        view.Load(happening, plan.Fields);
        return !plan.Ignores(view) && Array.Exists(plan.States, state => state.Slot == slot && state.Holds && (state.Where is null || state.Where.Holds(view, default)));
    }

    // New values for what counts once each; those that have most for the value that has most; sums that reach each step.
    private string[] MeasuredValues(Rule rule, StateShape shape, int time) => rule switch
    {
        Rule.Band { Of: Measure.Sum } band => [.. band.Steps.OrderBy(static step => step.AtLeast).Select(static step => step.AtLeast.ToString(CultureInfo.InvariantCulture))],
        Rule.Band { Of: Measure.Most } => [.. (signals.StateOf(shape.Slot) as ValueTallies)?.Leading(shape, shape.OldestOf(asOf.Number)).Take(MostOfARule) ?? [], "another-1"],
        _ => [string.Create(CultureInfo.InvariantCulture, $"another-{time}")],
    };

    private string? MeasuredText(Rule rule, LeadEvent happening) => EventFields.MeasuredBy(rule) is not { } field ? null
        : rule is Rule.Band { Of: Measure.Sum } ? $"{field} of {happening.Properties[PropertyOf(field)]} or more"
        : rule is Rule.Band { Of: Measure.Most } ? $"the same {field}"
        : $"another {field}";

    private static IEnumerable<string> Types(ImmutableArray<string> on) => on.SelectMany(TypesOf).Distinct(StringComparer.Ordinal).Take(MostTypes);

    private static IEnumerable<string> TypesOf(string entry) => !EventTypes.IsPattern(entry)
        ? [entry]
        : EventTypes.Known.Where(type => EventTypes.Matches(entry, type) && !EventTypes.IsPassive(type)).Append(entry[..^1] + "done");

    private static string Attribute(string field) => LeadProfile.IsDerived(field) ? "email" : field;

    // The attribute's value that gives a derived field its own.
    private static string? Told(string field, string? value) => (field, value) switch
    {
        (_, null) => null,
        ("emailDomain", _) => "someone@" + value,
        ("emailKind", "business") => "someone@company.example",
        ("emailKind", "role") => "info@company.example",
        ("emailKind", "free") => "someone@gmail.com",
        ("emailKind", _) => "someone@company.example",
        ("email", "known") => "someone@company.example",
        _ => value,
    };
}
