using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Leads;

/// <summary>A lead of which steps are taken, with nothing around it: what one step leaves is what the next begins with.</summary>
internal sealed class SteppedLead
{
    public const string Email = "ann@acme.example";

    public static readonly LeadIds Ids = new(new byte[LeadIds.KeyBytes]);

    private int _number;

    public SteppedLead(params string[] documents) => Active = [.. (documents.Length == 0 ? [SalesModel.Yaml] : documents).Select(static text => Compile(text, version: 1))];

    public static DateTimeOffset Noon { get; } = new(2026, 3, 2, 12, 0, 0, TimeSpan.Zero);

    public ImmutableArray<VersionedModel> Active { get; set; }

    public DateTimeOffset Now { get; set; } = Noon;

    public LeadState? State { get; set; }

    public ImmutableDictionary<string, ModelState> Models { get; set; } = ImmutableDictionary<string, ModelState>.Empty;

    /// <summary>Takes a step and goes on from there.</summary>
    public LeadChange Take(params PendingEvent[] fold) => Take(isLast: true, fold);

    /// <summary>The same, while more may wait.</summary>
    public LeadChange Take(bool isLast, params PendingEvent[] fold)
    {
        var change = Ask(new LeadInput { LeadId = Ids.Of(Identity(Email)), Active = Active, Versions = Versions(), LeadIds = Ids, Now = Now, State = State, Models = Models, Fold = [.. fold], IsLast = isLast });
        (State, Models) = (change.State, Models.SetItems(change.Models));
        return change;
    }

    /// <summary>Events that wait although the log has them.</summary>
    public LeadChange Drop(params PendingEvent[] drop) =>
        Ask(new LeadInput { LeadId = Ids.Of(Identity(Email)), Active = Active, Versions = Versions(), LeadIds = Ids, Now = Now, State = State, Models = Models, Drop = [.. drop] });

    /// <summary>An event of the lead, by its address.</summary>
    public PendingEvent Event(string type, params (string Name, string Value)[] properties) => As(Identity(Email), type, properties);

    /// <summary>An event under any identity.</summary>
    public PendingEvent As(LeadIdentity lead, string type, params (string Name, string Value)[] properties) => Wait(lead, new LeadEvent
    {
        Source = "test",
        Id = string.Create(CultureInfo.InvariantCulture, $"e{++_number}"),
        Type = type,
        OccurredAt = Now,
        Properties = Fields(properties),
    });

    /// <summary>A visit of the pricing page.</summary>
    public PendingEvent Visit() => Event("page.viewed", ("path", "/pricing"));

    /// <summary>What the lead says of itself.</summary>
    public PendingEvent Profile(params (string Name, string Value)[] profile)
    {
        var pending = Event("profile.updated");
        return pending with { Captured = pending.Captured with { Event = pending.Captured.Event with { Profile = Fields(profile) } } };
    }

    /// <summary>An event with another time.</summary>
    public static PendingEvent At(PendingEvent pending, DateTimeOffset at) =>
        pending with { Captured = pending.Captured with { Event = pending.Captured.Event with { OccurredAt = at } } };

    public static LeadIdentity Identity(string? email = null, string? visitor = null) =>
        new(email is not null && EmailAddress.TryParse(email, out var address) ? address : null, visitor, null);

    public static VersionedModel Compile(string document, int version)
    {
        var loaded = ModelLoader.Load(document);
        Assert.True(loaded.Definition is not null, string.Join('\n', loaded.Problems));
        return new VersionedModel(loaded.Definition.Id, version, ScoringModel.Compile(loaded.Definition));
    }

    private static LeadChange Ask(LeadInput input)
    {
        var change = LeadStep.Take(input);
        var again = LeadStep.Take(input);
        Assert.Equal(change.State.Seq, again.State.Seq);
        Assert.Equal(change.Facts.AsEnumerable(), again.Facts);
        Assert.Equal(change.Board.AsEnumerable(), again.Board);
        return change;
    }

    private static Fields Fields((string Name, string Value)[] entries) => new(entries.Select(static entry => KeyValuePair.Create(entry.Name, new FieldValue(entry.Value))));

    private PendingEvent Wait(LeadIdentity lead, LeadEvent e) => new(EventIds.Of(e), new StoredEvent { Event = e, Lead = lead, ReceivedAt = Now, Hash = "" });

    private Dictionary<(string, int), VersionedModel> Versions() => Active.ToDictionary(static model => (model.Id, model.Version));
}
