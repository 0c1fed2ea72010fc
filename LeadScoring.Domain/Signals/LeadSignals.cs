using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Signals;

/// <summary>
/// The incremental state of one lead under one model: a commutative, associative summary of its distinct events. The order and the
/// grouping of the events leave no trace; equal summaries have equal bytes. Answers for any day from the newest event's on. Mutable and
/// for one thread at a time. The log, not this class, removes repeated events.
/// </summary>
public sealed class LeadSignals
{
    private const int NoDay = int.MinValue;

    private readonly int[] _silences;
    private readonly LatestEvent?[] _latest;
    private readonly RuleState?[] _states;
    private DaySet _activity;
    private int _first = int.MaxValue;
    private int _begun = int.MaxValue;
    private int _newest = NoDay;

    /// <summary>No events yet.</summary>
    public LeadSignals(ScoringModel model)
    {
        Model = model;
        _states = new RuleState?[model.Shapes.Length];
        _silences = model.Silences == 0 ? [] : new int[model.Silences];
        _silences.AsSpan().Fill(NoDay);
        _latest = model.LatestEvents == 0 ? [] : new LatestEvent?[model.LatestEvents];
    }

    /// <summary>The model whose signals these are.</summary>
    public ScoringModel Model { get; }

    /// <summary>Distinct events applied, whatever they were.</summary>
    public long Events { get; private set; }

    /// <summary>Distinct events that are activity (docs/reference/scoring.md#activity).</summary>
    public long ActivityEvents { get; private set; }

    /// <summary>Day of the first event of any kind; null without one.</summary>
    public Day? FirstEventDay => Events == 0 ? null : new Day(_first);

    /// <summary>Day of the newest event of any kind; null without one. Evaluations of earlier days fold the log instead.</summary>
    public Day? NewestEventDay => Events == 0 ? null : new Day(_newest);

    /// <summary>The newest day with activity (docs/reference/scoring.md#activity); null without one.</summary>
    public Day? NewestActivityDay => _activity.Days is [.., var day] ? new Day(day) : null;

    /// <summary>How many different days have activity.</summary>
    public int ActivityDays => _activity.Days.Length;

    /// <summary>Days with activity in rising order.</summary>
    internal ReadOnlySpan<int> Activity => _activity.Days;

    /// <summary>No two neighbouring activity days are further apart; maybe they are nearer.</summary>
    internal int LongestGap => _activity.LongestGap;

    /// <summary>The newest event's day; far in the past without one.</summary>
    internal int Newest => _newest;

    /// <summary>Day of the first event that an <c>orNever</c> silence may count from; null without one.</summary>
    internal int? Begun => _begun == int.MaxValue ? null : _begun;

    /// <summary>
    /// Stored by other rules of the model's time zone than those of now, for a time in which events happened: the days of some are wrong. Rebuild them from the log.
    /// </summary>
    public bool HasOtherRules { get; private set; }

    /// <summary>Adds one event that was not applied before, on its day in the model's time zone.</summary>
    public void Apply(LeadEvent e) => Apply(e, Model.Zone.DayOf(e.OccurredAt));

    /// <summary>Adds one event that was not applied before, on a day.</summary>
    internal void Apply(LeadEvent e, Day on)
    {
        var day = on.Number;
        var plan = Model.Plans[e.Type];
        Events++;
        _first = Math.Min(_first, day);
        _newest = Math.Max(_newest, day);
        if (plan.BeginsSilence)
            _begun = Math.Min(_begun, day);

        var view = EventView.OfThread;
        view.Load(e, plan.Fields);
        if (plan.Ignore.Length > 0 && plan.Ignores(view))
            return;
        foreach (var silence in plan.Silences)
            _silences[silence] = Math.Max(_silences[silence], day);
        foreach (var state in plan.States)
        {
            if (state.Where is null || state.Where.Holds(view, default))
                _latest[state.Slot] = LatestEvent.Newer(_latest[state.Slot], LatestEvent.Of(e, day, state.Holds));
        }

        if (!plan.IsPassive)
        {
            ActivityEvents++;
            _activity.Add(day);
        }

        if (plan.FastTracks.Length > 0 && TypePlan.First(plan.FastTracks, view) >= 0)
            return;
        foreach (var rule in plan.Rules)
        {
            if (rule.Holds(view))
                Add(rule, day, view);
        }
    }

    /// <summary>Adds the events of <paramref name="other"/>, none of which may have been applied here.</summary>
    /// <exception cref="ArgumentException">Signals of a model that remembers other things.</exception>
    public void Join(LeadSignals other)
    {
        if (!Fit(other.Model))
            throw new ArgumentException($"Signals of the model '{other.Model.Definition.Id}' cannot join those of '{Model.Definition.Id}': their rules differ.", nameof(other));
        HasOtherRules |= other.HasOtherRules;
        Events += other.Events;
        ActivityEvents += other.ActivityEvents;
        _first = Math.Min(_first, other._first);
        _begun = Math.Min(_begun, other._begun);
        _newest = Math.Max(_newest, other._newest);
        _activity.Join(other._activity);
        for (var i = 0; i < _silences.Length; i++)
            _silences[i] = Math.Max(_silences[i], other._silences[i]);
        for (var i = 0; i < _latest.Length; i++)
            _latest[i] = LatestEvent.Newer(_latest[i], other._latest[i]);
        foreach (var shape in Model.Shapes)
        {
            if (other._states[shape.Slot] is { } more)
                (_states[shape.Slot] ??= RuleState.Create(shape)).Join(more, shape, shape.OldestOf(_newest));
        }
    }

    /// <summary>An independent copy.</summary>
    public LeadSignals Clone()
    {
        var copy = new LeadSignals(Model)
        {
            HasOtherRules = HasOtherRules,
            Events = Events,
            ActivityEvents = ActivityEvents,
            _activity = _activity.Clone(),
            _first = _first,
            _begun = _begun,
            _newest = _newest,
        };
        _silences.CopyTo(copy._silences, 0);
        _latest.CopyTo(copy._latest, 0);
        for (var i = 0; i < _states.Length; i++)
            copy._states[i] = _states[i]?.Clone();
        return copy;
    }

    /// <summary>Compact binary form with a schema version; equal signals give equal bytes.</summary>
    public byte[] ToBytes()
    {
        var writer = new SignalsWriter();
        writer.Number(SignalsSchema.Version);
        writer.Raw(Model.SignalsFingerprint);
        writer.Number(Events);
        if (Events > 0)
        {
            writer.Number(ActivityEvents);
            writer.Signed(_first);
            writer.Number(_newest - _first);
            writer.Number(_begun == int.MaxValue ? 0 : _begun - _first + 1);
            _activity.Write(writer);
            foreach (var day in _silences)
                writer.Number(day == NoDay ? 0 : day - _first + 1);
            foreach (var latest in _latest)
                LatestEvent.Write(latest, writer);
            foreach (var shape in Model.Shapes)
                (_states[shape.Slot] ?? Model.EmptyStates[shape.Slot]).Write(writer, shape, shape.OldestOf(_newest));
            if (!Model.Zone.IsUtc)
                writer.Raw(HasOtherRules ? 0 : Model.Zone.RulesUntil(new Day(_newest)));
        }

        return writer.ToArray();
    }

    /// <summary>Reads what <see cref="ToBytes"/> wrote, in this schema version or an older one.</summary>
    /// <exception cref="SignalsFormatException">Corrupt, of a newer schema, or of another model.</exception>
    public static LeadSignals FromBytes(ReadOnlySpan<byte> bytes, ScoringModel model)
    {
        var reader = SignalsSchema.Open(bytes, model);
        var signals = new LeadSignals(model) { Events = reader.Number() };
        if (signals.Events > 0)
            signals.ReadV1(ref reader);
        return reader.IsAtEnd ? signals : throw SignalsReader.Corrupt("more bytes follow after their end");
    }

    /// <summary>Whether a model remembers the same about the same events, as one document compiled twice does.</summary>
    internal bool Fit(ScoringModel model) => model == Model || model.SignalsFingerprint == Model.SignalsFingerprint;

    /// <summary>What is remembered for a rule; null when nothing.</summary>
    internal RuleState? StateOf(int slot) => _states[slot];

    /// <summary>The newest day of an event that ends a silence; null without one.</summary>
    internal int? SilenceSince(int slot) => _silences[slot] == NoDay ? null : _silences[slot];

    /// <summary>The newest event of a state rule; null without one.</summary>
    internal LatestEvent? LatestOf(int slot) => _latest[slot];

    private void ReadV1(ref SignalsReader reader)
    {
        ActivityEvents = reader.Number();
        _first = reader.Day();
        _newest = checked(_first + reader.Int());
        _begun = reader.Int() is var begun and > 0 ? _first + begun - 1 : int.MaxValue;
        _activity.Read(ref reader);
        for (var i = 0; i < _silences.Length; i++)
            _silences[i] = reader.Int() is var day and > 0 ? _first + day - 1 : NoDay;
        for (var i = 0; i < _latest.Length; i++)
            _latest[i] = LatestEvent.Read(ref reader);
        foreach (var shape in Model.Shapes)
        {
            var state = RuleState.Create(shape);
            state.Read(ref reader, shape);
            if (!state.IsEmpty)
                _states[shape.Slot] = state;
        }

        HasOtherRules = !Model.Zone.IsUtc && reader.Raw() != Model.Zone.RulesUntil(new Day(_newest));
    }

    private void Add(RuleMatch rule, int day, EventView view)
    {
        var shape = rule.Shape;
        var state = _states[shape.Slot] ??= RuleState.Create(shape);
        if (state is DayCounts counts)
        {
            counts.Add(day, shape, shape.OldestOf(_newest));
            return;
        }

        var none = default(TextValue);
        state.Add(day, ref rule.Field < 0 ? ref none : ref view[rule.Field], shape, shape.OldestOf(_newest));
    }
}
