using System.Collections.Immutable;

using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Signals.States;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Makes the plan of one step about one lead: folds events into profile and signals, evaluates every model as of today, decides, and lists
/// what to write. Pure: the same input gives the same plan.
/// </summary>
public sealed class Planner
{
    private readonly PlanInput _input;
    private readonly PlanInput _counted;
    private readonly SuspicionChange _suspicions;
    private readonly List<TableTransactionAction> _rows = [];
    private readonly List<Fact> _facts = [];
    private readonly List<OutboxRow> _outbox = [];
    private readonly List<string> _outdated = [];
    private readonly Dictionary<string, ModelRow> _models = new(StringComparer.Ordinal);
    private LeadState _state;

    private Planner(PlanInput input)
    {
        _input = input;
        _state = input.Lead.State ?? input.New;
        _suspicions = (_state.Mail ?? (_state.Seq == 0 ? MailWindow.Empty : MailWindow.Unknown))
            .Take([.. input.Fold.Select(static pending => KeyValuePair.Create(pending.EventKey, pending.Captured.Event))]);
        _counted = input with { Fold = input.Fold.RemoveAll(pending => _suspicions.SuspectedKeys.Contains(pending.EventKey)) };
    }

    private string LeadId => _input.Lead.LeadId;

    /// <exception cref="ClockException">The lead has events of a day that has not come.</exception>
    /// <exception cref="SignalsFormatException">Stored signals cannot be read.</exception>
    /// <exception cref="LeadTooLargeException">The lead has outgrown a row.</exception>
    public static Plan Make(PlanInput input) => new Planner(input).Make();

    private Plan Make()
    {
        if (!_input.Fold.IsEmpty)
            Screen();
        foreach (var pending in _input.Fold)
            Store(pending);
        if (_state.MergedInto is { } into && !_input.Fold.IsEmpty)
            Enqueue(new OutboxWork.ForwardEvents(into, [.. _input.Fold.Select(static pending => pending.EventKey)]));
        if (_state.MergedInto is null)
            DetectInquiry();
        foreach (var pending in _input.Drop)
            _rows.Add(new(TableTransactionActionType.Delete, new TableEntity(LeadId, RowKeys.Pending(pending.EventKey)), ETag.All));

        var today = Today();
        var assessments = Assess(today);
        var plan = new Plan { Batch = [], After = _input.Lead };
        // Figures that are about to be made anew are nothing to decide by.
        var settles = _input.IsLast && (_state.MergedInto is not null || !assessments.Exists(IsOfThePast));
        if (_state.MergedInto is not null)
            plan = LeaveLists(plan);
        else if (settles)
            plan = DecideInFull(plan, assessments, today);
        else
            DecideOnReports(assessments);

        _state = _state with { Undecided = !settles };
        foreach (var (model, row) in _models)
            _rows.Add(new(TableTransactionActionType.UpsertReplace, LeadRows.Model(LeadId, model, row)));

        var changed = _rows.Count > 0 || _state != _input.Lead.State;
        return plan with
        {
            Batch = changed ? [StateAction(), .. _rows] : [],
            Stored = _input.Fold,
            Suspected = _suspicions.SuspectedKeys.Count,
            Facts = [.. _facts],
            Outdated = [.. _outdated],
            After = _input.Lead with
            {
                State = _state,
                Models = _input.Lead.Models.SetItems(_models),
                Outbox = [.. _input.Lead.Outbox, .. _outbox],
                Pending = _input.Lead.Pending.RemoveRange(_input.Fold).RemoveRange(_input.Drop),
            },
        };
    }

    private TableTransactionAction StateAction() => _input.Lead.State is null
        ? new(TableTransactionActionType.Add, LeadRows.State(LeadId, _state))
        : new(TableTransactionActionType.UpdateReplace, LeadRows.State(LeadId, _state), _input.Lead.Tag);

    // What is doubted is stored and comes to nothing. Where it takes the log to tell what the past comes to, the past is of another revision from here on.
    private void Screen()
    {
        var isUnread = _state.Mail is null && _state.Seq > 0;
        _state = _state with
        {
            Mail = _suspicions.After,
            Suspected = _state.Suspected + _suspicions.SuspectedKeys.Count,
            Revision = _state.Revision + (_suspicions.ChangesPast || isUnread ? 1 : 0),
        };
    }

    private void Store(PendingRow pending)
    {
        var captured = pending.Captured;
        var known = _state.Aliases;
        _state = _state.WithIdentityOf(captured) with { Seq = _state.Seq + 1 };
        if (!_suspicions.SuspectedKeys.Contains(pending.EventKey))
            _state = _state.WithActivityOf(captured);
        if (captured.IsOwn)
            Identify(captured, known);
        _rows.Add(new(TableTransactionActionType.Add, LeadRows.Event(LeadId, captured, _state.Seq)));
        _rows.Add(new(TableTransactionActionType.UpsertReplace, LeadRows.At(LeadId, captured)));
        _rows.Add(new(TableTransactionActionType.Delete, new TableEntity(LeadId, RowKeys.Pending(pending.EventKey)), ETag.All));
    }

    // What an event of the lead's own says of who else it is. Noted in the same batch, and done by the outbox.
    private void Identify(CapturedEvent captured, ImmutableSortedSet<string> known)
    {
        foreach (var name in captured.Lead.OtherNames)
        {
            var other = _input.LeadIds.OfName(name);
            // A name that was known is left to people, who may have taken the two apart; one that somebody else used meanwhile is back.
            var isNew = !known.Contains(name) && _state.Aliases.Contains(name) && !_state.Merged.ContainsKey(other);
            if (!isNew && _state.Merged.GetValueOrDefault(other) is not { HasLeft: true })
                continue;
            var note = _state.Merged.GetValueOrDefault(other) ?? new MergedLead(_input.Now);
            _state = _state with { Merged = _state.Merged.SetItem(other, note with { HasLeft = false }) };
            Enqueue(new OutboxWork.Merge(other, Moves: true));
        }

        if (captured.Event.Type == EventTypes.EmailChanged && _state.MergedInto is null
            && EmailAddress.TryParse(captured.Event.Properties[EventTypes.NewEmail].Text ?? "", out var email) && _input.LeadIds.Of(email) != LeadId)
            Enqueue(new OutboxWork.ChangeAddress(email.Value));
    }

    // The first time that a lead turns to us, whichever model is asked; one that came late was the first all the same, but is not told.
    private void DetectInquiry()
    {
        if (_state.HasInquired || _counted.Fold.FirstOrDefault(static pending => Inquiries.Is(pending.Captured.Event)) is not { } first)
            return;
        _state = _state with { HasInquired = true };
        var isAssessing = _input.Active.Length > 0 && _input.Active.All(static model => model.Model.Definition.Mode == ModelMode.Assess);
        if (first.Captured.MayTrigger && !isAssessing)
            Record(new Fact(Fact.NoModel, 0, _input.Now, new Decision.Inquired(first.EventKey)), null, Lifecycle.New);
    }

    // The later of today and the newest day already in the state; a clock may be a day off, not more.
    private Day Today()
    {
        var today = Day.Of(_input.Now);
        if (_state.Seq == 0 || _state.LastEventDay <= today)
            return today;
        return _state.LastEventDay - today <= 1 ? _state.LastEventDay : throw new ClockException(LeadId, _state.LastEventDay, today);
    }

    private List<Assessment> Assess(Day today)
    {
        var assessments = new List<Assessment>();
        foreach (var active in _input.Active)
        {
            var row = _input.Lead.Models.GetValueOrDefault(active.Id);
            if (row is null && _input.Lead.Scored is null)
                row = new ModelRow(active.Version, new LeadSignals(active.Model).ToBytes(), null, null, 0);
            if (row is null || (IsOutdated(row, active) && !IsBuilding(row, active)))
                _outdated.Add(active.Id);
            if (row is null)
                continue;

            var (folded, signals) = FoldInto(active.Id, row);
            if (folded != row || !_input.Lead.Models.ContainsKey(active.Id))
                _models[active.Id] = folded;
            if (signals is not null)
                assessments.Add(new Assessment(_input.Versions[(active.Id, row.Version)], folded, signals, _counted, today));
        }

        return assessments;
    }

    // While more waits, the past may change again: the last step asks for what all of them need.
    private bool IsOutdated(ModelRow row, VersionedModel active) => row.Version < active.Version || (_input.IsLast && row.Revision < _state.Revision);

    private bool IsBuilding(ModelRow row, VersionedModel active) => row.Building is { } building && building.Version == active.Version && building.Revision == _state.Revision;

    private bool IsOfThePast(Assessment assessment) => assessment.Row.Revision < _state.Revision;

    private (ModelRow Row, LeadSignals? Signals) FoldInto(string modelId, ModelRow row)
    {
        LeadSignals? signals = null;
        if (row.Signals is not null)
            signals = LeadSignals.FromBytes(row.Signals, _input.Versions[(modelId, row.Version)].Model);
        if (_counted.Fold.IsEmpty)
            return (row, signals);

        if (signals is not null)
        {
            foreach (var pending in _counted.Fold)
                signals.Apply(pending.Captured.Event);
            row = row with { Signals = signals.ToBytes() };
        }

        if (row.Building is { } building)
        {
            var model = _input.Versions[(modelId, building.Version)].Model;
            var newer = building.Newer is null ? new LeadSignals(model) : LeadSignals.FromBytes(building.Newer, model);
            foreach (var pending in _counted.Fold)
                newer.Apply(pending.Captured.Event);
            row = row with { Building = building with { Newer = newer.ToBytes() } };
        }

        return (row, signals);
    }

    // A lead that was merged into another is on no list and due on no night; that one is.
    private Plan LeaveLists(Plan plan)
    {
        if (_state.Board.IsEmpty && _state.Night == default && _state.Deadline == default)
            return plan;
        var board = _state.Board.Select(place => BoardRows.Entity(place.Key, place.Value, LeadId)).ToImmutableArray();
        _state = _state with { Board = _state.Board.Clear(), Night = default, Deadline = default };
        return plan with { BoardDeletes = board };
    }

    private Plan DecideInFull(Plan plan, List<Assessment> assessments, Day today)
    {
        var boardUpserts = ImmutableArray.CreateBuilder<TableEntity>();
        var boardDeletes = ImmutableArray.CreateBuilder<TableEntity>();
        var historyChanged = false;
        Day? due = null;
        DateTimeOffset? deadline = null;
        foreach (var assessment in assessments)
        {
            var id = assessment.Model.Id;
            var lifecycle = _state.Lifecycles.GetValueOrDefault(id, Lifecycle.New);
            var result = assessment.Complete(lifecycle, _state);
            var snapshot = result.Snapshot;
            if (!Same(assessment.Row.Snapshot, snapshot))
                _models[id] = assessment.Row with { Snapshot = snapshot };
            historyChanged |= assessment.Row.Snapshot is not { } before || before.Score != snapshot.Score || before.Grade != snapshot.Grade || before.Route != snapshot.Route;

            Decide(assessment, lifecycle, result);
            due = Earlier(due, result.Due);
            if (!(deadline <= result.Deadline))
                deadline = result.Deadline ?? deadline;

            var place = _state.Board.GetValueOrDefault(id);
            if (result.IsShown && BoardRows.Moves(place, snapshot))
            {
                var next = new BoardPlace(snapshot.Route, snapshot.Score);
                boardUpserts.Add(BoardRows.Entity(id, next, LeadId));
                if (place is not null)
                    boardDeletes.Add(BoardRows.Entity(id, place, LeadId));
                _state = _state with { Board = _state.Board.SetItem(id, next) };
            }
            else if (!result.IsShown && place is not null)
            {
                boardDeletes.Add(BoardRows.Entity(id, place, LeadId));
                _state = _state with { Board = _state.Board.Remove(id) };
            }
        }

        if (historyChanged)
            _rows.Add(new(TableTransactionActionType.UpsertReplace, HistoryRow.Of(LeadId, today, Snapshots())));

        (_state, var dueRows) = DueRows.File(LeadId, _state, due, deadline, _input.Now);
        return plan with
        {
            Due = dueRows,
            BoardUpserts = boardUpserts.ToImmutable(),
            BoardDeletes = boardDeletes.ToImmutable(),
        };
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
            Record(new Fact(assessment.Model.Id, assessment.Model.Version, _input.Now, decision), result.Snapshot, after);
    }

    private void Record(Fact fact, ScoreSnapshot? snapshot, Lifecycle lifecycle)
    {
        fact = fact with { Seq = _state.Seq, AsOf = snapshot?.AsOf };
        _state = _state with { Facts = _state.Facts + 1 };
        _facts.Add(fact);
        _rows.Add(new(TableTransactionActionType.Add, LeadRows.Fact(LeadId, _state.Facts, fact)));

        var cause = fact.Decision.EventKey is { } key ? _input.Fold.FirstOrDefault(pending => pending.EventKey == key)?.Captured.Event : null;
        var message = LeadMessages.Create(LeadId, _state.Facts, fact, snapshot, lifecycle, _state, cause, _input.Trace);
        Enqueue(new OutboxWork.Publish(message));
    }

    private void Enqueue(OutboxWork work)
    {
        _state = _state with { Messages = _state.Messages + 1 };
        var asked = new OutboxRow(RowKeys.Outbox(_state.Messages), work, null);
        _rows.Add(new(TableTransactionActionType.Add, LeadRows.Outbox(LeadId, asked)));
        _outbox.Add(asked);
    }

    private ImmutableSortedDictionary<string, ScoreSnapshot> Snapshots()
    {
        var snapshots = ImmutableSortedDictionary.CreateBuilder<string, ScoreSnapshot>(StringComparer.Ordinal);
        foreach (var (id, row) in _input.Lead.Models.SetItems(_models))
        {
            if (row.Snapshot is { } snapshot)
                snapshots[id] = snapshot;
        }

        return snapshots.ToImmutable();
    }

    private static Day? Earlier(Day? left, Day? right) => left is { } l && right is { } r ? (l <= r ? l : r) : left ?? right;

    // The day of the evaluation alone is no reason to write, nor the days before it: without new events the signals still tell them.
    private static bool Same(ScoreSnapshot? before, ScoreSnapshot after) =>
        before is not null && System.Text.Json.JsonSerializer.Serialize(before with { AsOf = after.AsOf, Week = after.Week }, StorageJson.Default.ScoreSnapshot)
            == System.Text.Json.JsonSerializer.Serialize(after, StorageJson.Default.ScoreSnapshot);
}
