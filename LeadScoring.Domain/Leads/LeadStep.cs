using System.Collections.Immutable;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// One step about one lead: folds events into profile and signals, evaluates every model as of today, and decides. Pure: the same input gives the
/// same change.
/// </summary>
public sealed class LeadStep
{
    private readonly LeadInput _input;
    private readonly LeadInput _counted;
    private readonly SuspicionChange _suspicions;
    private readonly List<NumberedEvent> _stored = [];
    private readonly List<NumberedFact> _facts = [];
    private readonly List<NumberedWork> _outbox = [];
    private readonly List<BoardMove> _taken = [];
    private readonly List<BoardMove> _left = [];
    private readonly List<string> _outdated = [];
    private readonly Dictionary<string, ModelState> _models = new(StringComparer.Ordinal);
    private LeadState _state;
    private ImmutableArray<DayFigures> _history = [];
    private (DateTimeOffset? Night, DateTimeOffset? Deadline) _due;

    private LeadStep(LeadInput input)
    {
        _input = input;
        _state = input.State ?? input.New;
        _suspicions = (_state.Mail ?? (_state.Seq == 0 ? MailWindow.Empty : MailWindow.Unknown))
            .Take([.. input.Fold.Select(static pending => KeyValuePair.Create(pending.EventKey, pending.Captured.Event))]);
        _counted = input with { Fold = input.Fold.RemoveAll(pending => _suspicions.SuspectedKeys.Contains(pending.EventKey)) };
    }

    /// <summary>Takes the step.</summary>
    /// <exception cref="ClockException">The lead has events of a day that has not come.</exception>
    /// <exception cref="SignalsFormatException">Stored signals cannot be read.</exception>
    public static LeadChange Take(LeadInput input) => new LeadStep(input).Take();

    private LeadChange Take()
    {
        if (!_input.Fold.IsEmpty)
            NoteSuspicions();
        foreach (var pending in _input.Fold)
            Store(pending);
        // What the limits left out, or an older app did not ask, only the log can tell.
        if (((_state.Profile.NeedsRefold || _input.State is { IsCustomer: true, Deals.IsEmpty: true }) && _state.DerivedRevision == _state.Revision) || _input.HasSignalsOfOtherRules(_state.Revision))
            _state = _state with { Revision = _state.Revision + 1 };
        if (_state.MergedInto is null)
            DetectInquiry();
        else
            Forward();

        CheckClock();
        var assessments = Assess();
        // No decision is based on signals that are about to be rebuilt.
        var decidesAll = _input.IsLast && (_state.MergedInto is not null || !assessments.Exists(IsOfThePast));
        if (_state.MergedInto is not null)
            LeaveLists();
        else if (decidesAll)
            DecideInFull(assessments);
        else
            DecideOnReports(assessments);

        _state = _state with { Undecided = !decidesAll };
        var terms = FileTerms();
        return new LeadChange
        {
            // Whatever else changes, changes the state too, or one of these.
            HasChanges = _state != _input.State || !_input.Drop.IsEmpty || _models.Count > 0 || !_history.IsEmpty,
            State = _state,
            Stored = [.. _stored],
            Dropped = _input.Drop,
            Counted = [.. _counted.Fold.Select(static pending => pending.Captured.Event)],
            Suspected = _suspicions.SuspectedKeys.Count,
            Facts = [.. _facts],
            Outbox = [.. _outbox],
            Models = _models.ToImmutableSortedDictionary(StringComparer.Ordinal),
            History = _history,
            DueNight = _due.Night,
            DueDeadline = _due.Deadline,
            Board = [.. _taken, .. _left],
            Terms = terms,
            Outdated = [.. _outdated],
        };
    }

    private ImmutableArray<TermMove> FileTerms()
    {
        var wanted = SearchTerms.Filed(_state);
        var filed = _state.Terms ?? wanted.Clear();
        if (_state.Terms is not null && filed.SetEquals(wanted))
            return [];
        _state = _state with { Terms = wanted };
        return [.. wanted.Except(filed).Select(static term => new TermMove(term, IsTaken: true)), .. filed.Except(wanted).Select(static term => new TermMove(term, IsTaken: false))];
    }

    // A suspected event is stored and gives no points. If it changes what earlier events are worth, only the log can tell: a new revision asks for a rebuild.
    private void NoteSuspicions()
    {
        var isUnread = !_state.KnowsMail && _state.Seq > 0;
        _state = _state with
        {
            Mail = _suspicions.After,
            Suspected = _state.Suspected + _suspicions.SuspectedKeys.Count,
            Revision = _state.Revision + (_suspicions.ChangesPast || isUnread ? 1 : 0),
        };
    }

    private void Store(PendingEvent pending)
    {
        var captured = pending.Captured;
        var known = _state;
        _state = _state.WithIdentityOf(captured) with { Seq = _state.Seq + 1 };
        if (!_suspicions.SuspectedKeys.Contains(pending.EventKey))
            _state = _state.WithActivityOf(captured);
        if (captured.IsOwn)
            Identify(captured, known);
        _stored.Add(new(_state.Seq, pending));
    }

    // The merges are noted in the same transaction, and the outbox carries them out.
    private void Identify(StoredEvent captured, LeadState known)
    {
        var (after, works) = NamedLeads.Find(_input, known, _state, captured);
        _state = after;
        foreach (var work in works)
            Enqueue(work);
    }

    // Each event of a browser goes to who used it then; of any other lead all go the same way.
    private void Forward()
    {
        foreach (var owner in _input.Fold.GroupBy(pending => BrowserOwners.OwnerAt(_state, pending.Captured.Event.OccurredAt)!, static pending => pending.EventKey, StringComparer.Ordinal))
            Enqueue(new OutboxWork.ForwardEvents(owner.Key, [.. owner]));
    }

    // The first inquiry of a lead, under all models. An inquiry that arrives late counts as the first but is not published.
    private void DetectInquiry()
    {
        if (_state.HasInquired || _counted.Fold.FirstOrDefault(static pending => Inquiries.Is(pending.Captured.Event)) is not { } first)
            return;
        _state = _state with { HasInquired = true };
        var isAssessing = _input.Active.Length > 0 && _input.Active.All(static model => model.Model.Definition.Mode == ModelMode.Assess);
        if (first.Captured.MayTrigger && !isAssessing)
            Record(new Fact(Fact.NoModel, 0, _input.Now, new Decision.Inquired(first.EventKey)), null, Lifecycle.New);
    }

    // A clock may be a day off, not more.
    private void CheckClock()
    {
        var today = Day.Of(_input.Now);
        if (_state.Seq > 0 && _state.LastEventDay - today > 1)
            throw new ClockException(_input.LeadId, _state.LastEventDay, today);
    }

    private List<Assessment> Assess()
    {
        var assessments = new List<Assessment>();
        foreach (var active in _input.Active)
        {
            var row = _input.Models.GetValueOrDefault(active.Id);
            if (row is null && _input.Scored is null)
                row = new ModelState(active.Version, new LeadSignals(active.Model).ToBytes(), null, null, 0);
            if (row is null || (IsOutdated(row, active) && !IsBuilding(row, active)))
                _outdated.Add(active.Id);
            if (row is null)
                continue;

            var (folded, signals) = row.WithEvents(_counted.Fold, version => _input.Versions[(active.Id, version)].Model);
            if (folded != row || !_input.Models.ContainsKey(active.Id))
                _models[active.Id] = folded;
            if (signals is not null)
                assessments.Add(new Assessment(_input.Versions[(active.Id, row.Version)], folded, signals, _counted, _state.DayToEvaluate(signals, _input.Now)));
        }

        return assessments;
    }

    // While more waits, the past may change again: the last step asks for what all of them need.
    private bool IsOutdated(ModelState row, VersionedModel active) => row.Version < active.Version || (_input.IsLast && row.Revision < _state.Revision);

    private bool IsBuilding(ModelState row, VersionedModel active) => row.Building is { } building && building.Version == active.Version && building.Revision == _state.Revision;

    private bool IsOfThePast(Assessment assessment) => assessment.Row.Revision < _state.Revision;

    // A lead that was merged into another is on no list and due on no night; that one is.
    private void LeaveLists()
    {
        if (_state.Board.IsEmpty && _state.Night == default && _state.Deadline == default)
            return;
        _left.AddRange(_state.Board.Select(static place => new BoardMove(place.Key, place.Value, IsTaken: false)));
        _state = _state with { Board = _state.Board.Clear(), Night = default, Deadline = default };
    }

    private void DecideInFull(List<Assessment> assessments)
    {
        var changed = new Dictionary<string, Assessment>(StringComparer.Ordinal);
        var shown = new SortedDictionary<string, (string Zone, ScoreSnapshot Figures)>(StringComparer.Ordinal);
        DateTimeOffset? due = null;
        DateTimeOffset? deadline = null;
        foreach (var assessment in assessments)
        {
            var id = assessment.Model.Id;
            var lifecycle = _state.Lifecycles.GetValueOrDefault(id, Lifecycle.New);
            var result = assessment.Complete(lifecycle, _state);
            var snapshot = result.Snapshot;
            if (assessment.Row.Snapshot is not { } before || !before.SaysTheSameAs(snapshot))
                _models[id] = assessment.Row with { Snapshot = snapshot };

            Decide(assessment, lifecycle, result);
            var standing = Standing.Of(_state, assessment.Model.Model.Definition, result.Decided.After, snapshot, _input.Now);
            TakePlace(id, BoardPlace.Of(standing, snapshot));
            if (standing.HasScore)
            {
                shown[id] = (assessment.Model.Model.Zone.Id, snapshot);
                if (assessment.Row.Snapshot is not { } then || then.Score != snapshot.Score || then.Grade != snapshot.Grade || then.Progress != snapshot.Progress || then.Route != snapshot.Route)
                    changed.TryAdd(assessment.Model.Model.Zone.Id, assessment);
            }

            if (!(due <= result.Due))
                due = result.Due ?? due;
            if (!(deadline <= result.Deadline))
                deadline = result.Deadline ?? deadline;
        }

        _history =
        [
            .. changed.Select(zone => new DayFigures(
                zone.Value.Model.Model.Zone,
                zone.Value.Today,
                shown.Where(one => one.Value.Zone == zone.Key).ToImmutableSortedDictionary(static one => one.Key, static one => one.Value.Figures, StringComparer.Ordinal))),
        ];
        (_state, _due.Night, _due.Deadline) = _state.WithDue(due, deadline, _input.Now);
    }

    private void TakePlace(string model, BoardPlace? next)
    {
        var place = _state.Board.GetValueOrDefault(model);
        if (next is null ? place is null : place is not null && place.Fits(next))
            return;
        if (place is not null)
            _left.Add(new BoardMove(model, place, IsTaken: false));
        if (next is not null)
            _taken.Add(new BoardMove(model, next, IsTaken: true));
        _state = _state with { Board = next is null ? _state.Board.Remove(model) : _state.Board.SetItem(model, next) };
    }

    // What sales reports, and what speaks for itself, does not wait for the other events.
    private void DecideOnReports(List<Assessment> assessments)
    {
        foreach (var assessment in assessments)
        {
            var before = _state.Lifecycles.GetValueOrDefault(assessment.Model.Id, Lifecycle.New);
            if (assessment.DecideOnReports(before, _state) is { } result)
                Decide(assessment, before, result);
        }
    }

    private void Decide(Assessment assessment, Lifecycle before, AssessmentResult result)
    {
        if (result.Decided.After != before)
            _state = _state with { Lifecycles = _state.Lifecycles.SetItem(assessment.Model.Id, result.Decided.After) };
        foreach (var (decision, after) in result.Decided.Taken)
            Record(new Fact(assessment.Model.Id, assessment.Model.Version, _input.Now, decision), result.Snapshot, after, assessment.Model.Model.Definition);
    }

    private void Record(Fact fact, ScoreSnapshot? snapshot, Lifecycle lifecycle, ModelDefinition? model = null)
    {
        fact = fact with { Seq = _state.Seq, AsOf = snapshot?.AsOf };
        _state = _state with { Facts = _state.Facts + 1 };
        _facts.Add(new(_state.Facts, fact));
        var cause = fact.Decision.EventKey is { } key ? _input.Fold.FirstOrDefault(pending => pending.EventKey == key)?.Captured.Event : null;
        Enqueue(new OutboxWork.Publish(new MessageContext(_input.LeadId, _state.Facts, fact, snapshot, lifecycle, _state, cause)
        {
            IsCustomer = model is not null && Deals.IsCustomer(_state, model),
            IsOpportunityAtTarget = model is { IsOpportunityAtTarget: true },
        }));
    }

    private void Enqueue(OutboxWork work)
    {
        _state = _state with { Messages = _state.Messages + 1 };
        _outbox.Add(new(_state.Messages, work));
    }
}
