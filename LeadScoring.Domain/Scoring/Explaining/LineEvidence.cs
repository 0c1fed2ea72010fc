using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals.States;

namespace LeadScoring.Domain.Scoring.Explaining;

/// <summary>
/// Collects the events behind the lines of a ledger while a log is folded, in any order, each event once. Memory grows as signals do: by days and different values, and by events that tell the profile
/// something that a rule reads.
/// </summary>
public sealed class LineEvidence
{
    /// <summary>How many events of a line are told.</summary>
    public const int Most = 20;

    private readonly ScoringModel _model;
    private readonly Matches?[] _bySlot;
    private readonly Matches[] _silences;
    private readonly (LatestEvent Latest, LineEvent Event)?[] _states;
    private readonly HashSet<string> _told;
    private readonly Dictionary<(string Source, string Id), LineEvent> _tellers = [];

    /// <param name="model">Whose lines are explained.</param>
    public LineEvidence(ScoringModel model)
    {
        _model = model;
        _bySlot = new Matches?[model.Shapes.Length];
        for (var i = 0; i < model.Rules.Length; i++)
        {
            if (SlotOf(i) is { } slot)
                _bySlot[slot] = Matches.For(model.Definition.Rules[i]);
        }

        _silences = [.. Enumerable.Range(0, model.Silences).Select(static _ => new Matches(1, isByDay: false, isByValue: false))];
        _states = new (LatestEvent, LineEvent)?[model.LatestEvents];
        _told = model.Definition.Rules.OfType<Rule.Profile>().SelectMany(FieldsOf).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Adds an event that counts, up to the day that is explained.</summary>
    /// <param name="e">The event.</param>
    /// <param name="key">Its key in the log.</param>
    public void Add(LeadEvent e, string key)
    {
        var found = new LineEvent(key, e.Type, e.OccurredAt);
        foreach (var (name, _) in e.Profile)
        {
            if (_told.Contains(name))
                _tellers.TryAdd((e.Source, e.Id), found);
        }

        var day = _model.Zone.DayOf(e.OccurredAt).Number;
        var plan = _model.Plans[e.Type];
        var view = EventView.OfThread;
        view.Load(e, plan.Fields);
        if (plan.Ignores(view))
            return;
        foreach (var silence in plan.Silences)
            _silences[silence].Add(found, day, "");
        foreach (var state in plan.States)
        {
            if (state.Where is null || state.Where.Holds(view, default))
                Add(state.Slot, LatestEvent.Of(e, day, state.Holds), found);
        }

        if (TypePlan.First(plan.FastTracks, view) >= 0)
            return;
        Span<char> buffer = stackalloc char[ValueKey.MaxLength];
        foreach (var rule in plan.Rules)
        {
            if (!rule.Holds(view))
                continue;
            var value = rule.Field < 0 || view[rule.Field].IsMissing ? null : ValueKey.Of(ref view[rule.Field], buffer).ToString();
            _bySlot[rule.Shape.Slot]!.Add(found, day, value);
        }
    }

    /// <summary>The events behind a line, newest first; none for a clamp.</summary>
    /// <param name="line">A line of <paramref name="explanation"/>.</param>
    /// <param name="explanation">Of a day on which nothing later was added.</param>
    /// <param name="profile">Of the lead.</param>
    public ImmutableArray<LineEvent> For(LedgerLine line, Explanation explanation, LeadProfile profile) => line.RuleIndex is not { } rule
        ? []
        : [.. Of(rule, line, explanation, profile).Distinct().OrderByDescending(static e => e.At).ThenBy(static e => e.Key, StringComparer.Ordinal).Take(Most)];

    private IEnumerable<LineEvent> Of(int rule, LedgerLine line, Explanation explanation, LeadProfile profile) => (_model.Rules[rule], _model.Definition.Rules[rule]) switch
    {
        (CompiledRule.Event or CompiledRule.Band, _) when SlotOf(rule) is { } slot =>
            _bySlot[slot]!.Newest(_model.Shapes[slot].OldestOf(explanation.AsOf.Number)).Take((int)Math.Min(Most, line.Matches)),
        (CompiledRule.Silence silence, _) => _silences[silence.Slot].Newest(int.MinValue),
        (CompiledRule.State state, _) => _states[state.Slot] is { } latest ? [latest.Event] : [],
        // Of each part the newest: what happened together.
        (CompiledRule.Combination combination, _) => explanation.Ledger.Where(part => part.RuleIndex is { } index && combination.Together.Contains(index))
            .SelectMany(part => For(part, explanation, profile).Take(1)),
        (_, Rule.Profile told) => FieldsOf(told).Select(profile.EntryOf).OfType<ProfileEntry>()
            .Select(entry => _tellers.GetValueOrDefault((entry.Source, entry.EventId))).OfType<LineEvent>(),
        _ => [],
    };

    private void Add(int slot, LatestEvent latest, LineEvent found)
    {
        if (_states[slot] is not { } known || ReferenceEquals(LatestEvent.Newer(known.Latest, latest), latest))
            _states[slot] = (latest, found);
    }

    private int? SlotOf(int rule) => _model.Rules[rule] switch
    {
        CompiledRule.Event e => e.Shape.Slot,
        CompiledRule.Band band => band.Shape.Slot,
        _ => null,
    };

    private static IEnumerable<string> FieldsOf(Rule.Profile rule) =>
        rule.Tiers.SelectMany(static tier => ConditionFields.Of(tier.When)).Select(static field => LeadProfile.IsDerived(field) ? "email" : field).Distinct(StringComparer.Ordinal);

    /// <summary>The newest matches of one rule, as many as it counts of a day or of a value.</summary>
    private sealed class Matches(int most, bool isByDay, bool isByValue)
    {
        private readonly Dictionary<string, List<(LineEvent Event, int Day)>> _groups = new(StringComparer.Ordinal);

        public static Matches For(Rule rule) => rule switch
        {
            Rule.Event { Count: CountMode.Distinct } => new Matches(1, isByDay: false, isByValue: true),
            Rule.Event { PerDay: { } perDay } => new Matches(Math.Min(perDay, Most), isByDay: true, isByValue: false),
            Rule.Band { Of: Measure.Most or Measure.Distinct } => new Matches(Most, isByDay: false, isByValue: true),
            _ => new Matches(Most, isByDay: false, isByValue: false),
        };

        public void Add(LineEvent found, int day, string? value)
        {
            // What has no value is no match of a rule that measures values.
            if (isByValue && value is null)
                return;
            var key = isByValue ? value! : isByDay ? day.ToString(CultureInfo.InvariantCulture) : "";
            if (!_groups.TryGetValue(key, out var group))
                _groups[key] = group = [];
            var at = group.FindIndex(other => found.At > other.Event.At || (found.At == other.Event.At && string.CompareOrdinal(found.Key, other.Event.Key) < 0));
            group.Insert(at < 0 ? group.Count : at, (found, day));
            if (group.Count > most)
                group.RemoveAt(most);
        }

        public IEnumerable<LineEvent> Newest(int oldest) => _groups.Values.SelectMany(static group => group).Where(match => match.Day >= oldest)
            .OrderByDescending(static match => match.Event.At).ThenBy(static match => match.Event.Key, StringComparer.Ordinal).Select(static match => match.Event);
    }
}

/// <summary>An event behind a line.</summary>
/// <param name="Key">In the log.</param>
/// <param name="Type">Of the event.</param>
/// <param name="At">When it happened.</param>
public sealed record LineEvent(string Key, string Type, DateTimeOffset At);
