using System.Collections.Immutable;
using System.Globalization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// A lead under one model, step by step and without storage: what it does, what time does, and what is decided. Every decision is asked twice, and must be
/// taken once.
/// </summary>
internal sealed class LeadWalk
{
    private const string Email = "ann@acme.example";

    private static readonly LeadIds Ids = new(new byte[LeadIds.KeyBytes]);
    private static readonly LeadIdentity Ann = new(EmailAddress.TryParse(Email, out var email) ? email : null, null, null);

    private readonly List<LeadEvent> _log = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private ImmutableDictionary<string, ModelState> _rows = ImmutableDictionary<string, ModelState>.Empty;
    private LeadState? _state;
    private VersionedModel _model;
    private int _number;

    public LeadWalk(string document) => _model = Compile(document, version: 1);

    /// <summary>Monday, 2 March 2026, nine o'clock.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public Lifecycle Life => _state?.Lifecycles.GetValueOrDefault(_model.Id) ?? Lifecycle.New;

    public bool IsCustomer => _state is { IsCustomer: true };

    /// <summary>Types of all decisions so far.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Time goes on; nobody looks.</summary>
    public LeadWalk Wait(double days)
    {
        Now += TimeSpan.FromDays(days);
        return this;
    }

    /// <summary>Somebody looks: a night, or a deadline.</summary>
    public IReadOnlyList<Decision> Look() => Send();

    /// <summary>Looks once a day for a number of days.</summary>
    public IReadOnlyList<Decision> Nights(int days) => [.. Enumerable.Range(0, days).SelectMany(_ => Wait(1).Look())];

    /// <summary>Another version of the model, with the signals that a rebuild makes for it.</summary>
    public IReadOnlyList<Decision> Publish(string document)
    {
        _model = Compile(document, _model.Version + 1);
        if (_rows.TryGetValue(_model.Id, out var row))
            _rows = _rows.SetItem(_model.Id, row with { Version = _model.Version, Signals = FoldedLead.Fold(_model.Model, _log, Today).Signals.ToBytes() });
        return Look();
    }

    /// <summary>An event now, or a number of days ago.</summary>
    public LeadEvent Event(string type, double daysAgo = 0, params (string Name, string Value)[] properties) => new()
    {
        Source = "test",
        Id = string.Create(CultureInfo.InvariantCulture, $"e{++_number}"),
        Type = type,
        OccurredAt = Now - TimeSpan.FromDays(daysAgo),
        Properties = new Fields(properties.Select(static property => KeyValuePair.Create(property.Name, new FieldValue(property.Value)))),
    };

    public LeadEvent Visit(string path = "/pricing") => Event("page.viewed", 0, ("path", path));

    public LeadEvent Tell(params (string Name, string Value)[] profile) => Event("profile.updated") with
    {
        Profile = new Fields(profile.Select(static entry => KeyValuePair.Create(entry.Name, new FieldValue(entry.Value)))),
    };

    /// <summary>A report of sales, now or a number of days ago.</summary>
    public LeadEvent Sales(string kind, double daysAgo = 0, params (string Name, string Value)[] properties) => Event("sales." + kind, daysAgo, properties);

    /// <summary>Events arrive together and are decided upon.</summary>
    public IReadOnlyList<Decision> Send(params LeadEvent[] events)
    {
        var fresh = events.Where(e => _keys.Add(EventIds.Of(e))).ToList();
        _log.AddRange(fresh);
        var input = new LeadInput
        {
            LeadId = Ids.Of(Ann),
            State = _state,
            New = new LeadState { Email = Email },
            Models = _rows,
            Fold = [.. fresh.Select(e => new PendingEvent(EventIds.Of(e), new StoredEvent { Event = e, Lead = Ann, ReceivedAt = Now, Hash = "" }))],
            Active = [_model],
            Versions = new Dictionary<(string, int), VersionedModel> { [(_model.Id, _model.Version)] = _model },
            LeadIds = Ids,
            Now = Now,
        };
        var change = LeadStep.Take(input);
        (_state, _rows) = (change.State, _rows.SetItems(change.Models));
        AssertTakenOnce(input);

        Decision[] decisions = [.. change.Facts.Select(static numbered => numbered.Fact).Where(fact => fact.Model == _model.Id).Select(static fact => fact.Decision)];
        Told.AddRange(decisions.Select(static decision => decision.Type));
        return decisions;
    }

    // The same events, asked again of the lead as the step left it.
    private void AssertTakenOnce(LeadInput input)
    {
        var row = _rows[_model.Id];
        var assessment = new Assessment(_model, row, LeadSignals.FromBytes(row.Signals!, _model.Model), input, Today);
        var again = assessment.Complete(Life, _state!).Decided;
        Assert.Empty(again.Decisions);
        Assert.Equal(Life, again.After);
        Assert.Empty(assessment.DecideOnReports(Life, _state!)?.Decided.Decisions ?? []);
    }

    private Day Today => Day.Of(Now);

    private static VersionedModel Compile(string document, int version)
    {
        var loaded = ModelLoader.Load(document);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return new VersionedModel(loaded.Definition.Id, version, ScoringModel.Compile(loaded.Definition));
    }
}
