using System.Globalization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>A lead under one model without storage or queues: what it does, what time does, and what is decided. Every decision is asked twice, and must be taken once.</summary>
internal sealed class LeadWalk
{
    private readonly List<LeadEvent> _log = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private ScoringModel _model;
    private int _version = 1;
    private int _number;

    public LeadWalk(string document) => _model = Compile(document);

    /// <summary>Monday, 2 March 2026, nine o'clock.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    public DateTimeOffset Now { get; private set; } = Start;

    public Lifecycle Life { get; private set; } = Lifecycle.New;

    public bool IsCustomer { get; private set; }

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

    /// <summary>Each night for so many days.</summary>
    public IReadOnlyList<Decision> Nights(int days) => [.. Enumerable.Range(0, days).SelectMany(_ => Wait(1).Look())];

    /// <summary>Another version of the model.</summary>
    public IReadOnlyList<Decision> Publish(string document)
    {
        _model = Compile(document);
        _version++;
        return Look();
    }

    /// <summary>An event now, or so many days ago.</summary>
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

    /// <summary>A report of sales, now or so many days ago.</summary>
    public LeadEvent Sales(string kind, double daysAgo = 0, params (string Name, string Value)[] properties) => Event("sales." + kind, daysAgo, properties);

    /// <summary>Events arrive together and are decided upon.</summary>
    public IReadOnlyList<Decision> Send(params LeadEvent[] events)
    {
        var (before, wasCustomer) = (Fold(), IsCustomer);
        var fresh = events.Where(e => _keys.Add(EventIds.Of(e))).ToList();
        _log.AddRange(fresh);
        IsCustomer |= fresh.Exists(static e => e.Type == "sales.won");
        var context = Situation(before, fresh, wasCustomer);
        var result = Decider.Decide(Life, context);
        AssertTakenOnce(context, result);
        Life = result.After;
        Told.AddRange(result.Decisions.Select(static decision => decision.Type));
        return [.. result.Decisions];
    }

    private static void AssertTakenOnce(DecisionContext context, DecisionResult result)
    {
        var again = Decider.Decide(result.After, context);
        Assert.Empty(again.Decisions);
        Assert.Equal(result.After, again.After);
        Assert.Empty(Decider.DecideOnReports(result.After, context).Decisions);
    }

    private FoldedLead Fold() => FoldedLead.Fold(_model, _log.Where(e => e.Day <= Day.Of(Now)), Day.Of(Now));

    private DecisionContext Situation(FoldedLead before, IEnumerable<LeadEvent> fresh, bool wasCustomer)
    {
        var today = Day.Of(Now);
        var lead = Fold();
        var card = new Scorecard(_model);
        new Evaluator(_model).Evaluate(lead.Signals, lead.Profile, today, card);
        return new DecisionContext
        {
            Model = _model,
            Version = _version,
            Card = card,
            HoldsWithMargin = () => new Evaluator(_model).QualifiesWithMargin(lead.Signals, lead.Profile, today),
            WasBelow = () =>
            {
                var then = new Scorecard(_model);
                new Evaluator(_model).Evaluate(before.Signals, before.Profile, today, then);
                return then is { HeldBack: null, Destination: Destination.Nurture };
            },
            Disqualified = _model.DisqualificationOf(lead.Profile, today),
            RelevantEvents =
            [
                .. fresh.Select(e => RelevantEvent.For(_model, e, EventIds.Of(e), Now - e.OccurredAt <= TimeSpan.FromDays(7), _model.Definition.Audience != Audience.Customer || wasCustomer))
                    .OfType<RelevantEvent>()
                    .OrderBy(static found => found.Event.OccurredAt)
                    .ThenBy(static found => found.EventKey, StringComparer.Ordinal),
            ],
            Personas = _model.PersonasOf(lead.Profile, today),
            IsCustomer = IsCustomer,
            IsReachable = true,
            Now = Now,
        };
    }

    private static ScoringModel Compile(string document)
    {
        var loaded = ModelLoader.Load(document);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return ScoringModel.Compile(loaded.Definition);
    }
}
