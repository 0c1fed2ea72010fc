using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Signals;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// The state row of a lead: what every write about it is guarded by. Immutable; a step makes the next one. Its JSON is versioned and
/// every version is read for ever.
/// </summary>
public sealed record LeadState
{
    /// <summary>Newest version of the form in which it is stored.</summary>
    public const int CurrentSchema = 4;

    // An older app reads what sales reported of calls, and writes it back without these members.
    private const int SchemaOfCalls = 4;

    private const int SchemaOfZonedDays = 3;

    // Its next night is the start of a UTC day.
    private const int SchemaOfUtcDays = 2;

    /// <summary>This many other names of each kind are remembered: visitors, external ids, former addresses.</summary>
    public const int MostAliases = 50;

    /// <summary>A stranger's word merges no more leads into one that has this many.</summary>
    public const int MostClaimedMerges = 500;

    /// <summary>Nothing merges more leads into one than this.</summary>
    public const int MostMerges = 2000;

    [JsonPropertyName("schema")]
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Number of the newest event in the log; the log is numbered from 1.</summary>
    [JsonPropertyName("seq")]
    public long Seq { get; init; }

    /// <summary>How often something changed what earlier events of the log come to. Signals of an older revision are rebuilt from the log.</summary>
    [JsonPropertyName("revision")]
    public int Revision { get; init; }

    /// <summary>The revision whose events <see cref="Profile"/>, <see cref="LastEventAt"/>, <see cref="Recent"/> and what is doubted tell.</summary>
    [JsonPropertyName("told")]
    public int DerivedRevision { get; init; }

    /// <summary>Number of the newest fact.</summary>
    [JsonPropertyName("facts")]
    public int Facts { get; init; }

    /// <summary>Number of the newest message put into the outbox.</summary>
    [JsonPropertyName("messages")]
    public int Messages { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>Visitor ids, external ids and former addresses that events of the lead carried, e.g. <c>visitor:v-81</c>; at most <see cref="MostAliases"/> of each kind: proven names before claimed ones, then those of the newest use.</summary>
    [JsonPropertyName("aliases")]
    public ImmutableSortedSet<string> Aliases { get; init; } = [];

    /// <summary>When each of <see cref="Aliases"/> was last used. Those without an entry were noted by an older app.</summary>
    [JsonPropertyName("uses")]
    public ImmutableSortedDictionary<string, NameUse> NameUses { get; init; } = ImmutableSortedDictionary.Create<string, NameUse>(StringComparer.Ordinal);

    /// <summary>The lead that this one was merged into: its events are that one's too, and nothing is decided about this one any more.</summary>
    [JsonPropertyName("mergedInto")]
    public string? MergedInto { get; init; }

    /// <summary>Of a browser that was merged: who signed in when, by time. The newest one's lead is <see cref="MergedInto"/>; where it is not, these are of before.</summary>
    [JsonPropertyName("signIns")]
    public ImmutableArray<SignIn> SignIns { get => field.IsDefault ? [] : field; init; }

    /// <summary>The leads whose events are this one's too, by id.</summary>
    [JsonPropertyName("merged")]
    public ImmutableSortedDictionary<string, MergedLead> Merged { get; init; } = ImmutableSortedDictionary<string, MergedLead>.Empty;

    /// <summary>On what those of <see cref="Merged"/> are merged that are not merged on proof.</summary>
    [JsonPropertyName("grounds")]
    public ImmutableSortedDictionary<string, MergeGround> Grounds { get; init; } = ImmutableSortedDictionary<string, MergeGround>.Empty;

    /// <summary>Leads that are not merged into this one again because an event names both: people took them apart, or another lead has the better ground. Null where an older app may have taken some apart.</summary>
    [JsonPropertyName("apart")]
    public ImmutableSortedSet<string>? Apart { get; init; }

    /// <summary>
    /// When the person was erased: the row is a tombstone. It holds nothing personal, and whatever comes for the lead later is deleted unread.
    /// </summary>
    [JsonPropertyName("erasedAt")]
    public DateTimeOffset? ErasedAt { get; init; }

    /// <summary>An unmerge took events of numbers up to this one out of the log: what was decided on them before cannot be proven again.</summary>
    [JsonPropertyName("altered")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public long AlteredUpTo { get; init; }

    /// <summary>When its first event happened.</summary>
    [JsonPropertyName("firstSeen")]
    public DateTimeOffset FirstSeenAt { get; init; }

    /// <summary>When its newest event that counts happened; <c>default</c> before one.</summary>
    [JsonPropertyName("lastEvent")]
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>When its newest event happened, counted or not.</summary>
    [JsonPropertyName("newest")]
    public DateTimeOffset NewestAt { get => field > LastEventAt ? field : LastEventAt; init; }

    /// <summary>How many of its events do not count, because a machine seems to have made them.</summary>
    [JsonPropertyName("suspected")]
    public int Suspected { get; init; }

    /// <summary>The newest events about mail, by which new ones are doubted; null in states of an older app, which doubted none.</summary>
    [JsonPropertyName("mail")]
    public MailWindow? Mail { get; init; }

    /// <summary>The lead was won, under whichever model.</summary>
    [JsonPropertyName("customer")]
    public bool IsCustomer { get; init; }

    /// <summary>Deals by the id of the model that their reports name, or <see cref="Fact.NoModel"/>. Empty in states of an older app.</summary>
    [JsonPropertyName("deals")]
    public ImmutableSortedDictionary<string, DealTimes> Deals { get; init; } = ImmutableSortedDictionary.Create<string, DealTimes>(StringComparer.Ordinal);

    /// <summary>Stored in a column of its own.</summary>
    [JsonIgnore]
    public LeadProfile Profile { get; init; } = LeadProfile.Empty;

    /// <summary>Batches stored events but more were pending, so nothing was decided yet.</summary>
    [JsonPropertyName("undecided")]
    public bool Undecided { get; init; }

    /// <summary>Per model.</summary>
    [JsonPropertyName("lifecycles")]
    public ImmutableSortedDictionary<string, Lifecycle> Lifecycles { get; init; } = ImmutableSortedDictionary<string, Lifecycle>.Empty;

    /// <summary>Per model, the Board row that counts.</summary>
    [JsonPropertyName("board")]
    public ImmutableSortedDictionary<string, BoardPlace> Board { get; init; } = ImmutableSortedDictionary<string, BoardPlace>.Empty;

    /// <summary>The words under which it is filed for those who look for it; null in states of an older app, which filed none.</summary>
    [JsonPropertyName("terms")]
    public ImmutableSortedSet<string>? Terms { get; init; }

    /// <summary>The next night on which something changes by time alone.</summary>
    [JsonPropertyName("night")]
    public DueTime Night { get; init; }

    /// <summary>The next time at which a response or a follow-up is overdue.</summary>
    [JsonPropertyName("deadline")]
    public Deadline Deadline { get; init; }

    /// <summary>The lead has turned to us before: only the first inquiry is told.</summary>
    [JsonPropertyName("inquired")]
    public bool HasInquired { get; init; }

    /// <summary>The newest things it did, newest first.</summary>
    [JsonPropertyName("recent")]
    public ImmutableArray<RecentActivity> Recent { get => field.IsDefault ? [] : field; init; }

    /// <summary>Members that this version does not know, of a process of a newer one with the same schema: kept as they are (ADR 9).</summary>
    [JsonExtensionData]
    public Dictionary<string, JsonElement>? More { get; set; }

    /// <summary>The oldest version of the form that can hold it: a lead that is due on UTC days only, and of which sales reported no calls, is read by an older app too (ADR 9).</summary>
    [JsonIgnore]
    public int LeastSchema =>
        Lifecycles.Values.Any(static life => life.Disposition is { TriedAt: not null } or { Postponed: not null }) ? SchemaOfCalls
        : Night.IsOfUtcDays ? SchemaOfUtcDays
        : SchemaOfZonedDays;

    /// <summary>The newest UTC day of any event, counted or not.</summary>
    [JsonIgnore]
    public Day LastEventDay => Day.Of(NewestAt);

    /// <summary>
    /// The day of a model's time zone as of which the lead is evaluated: today, or the newest day of an event where a clock runs ahead. Where clocks go back over midnight the newest event is not
    /// always of the newest day: that one the signals know.
    /// </summary>
    /// <param name="signals">Under the model.</param>
    /// <param name="now">The time.</param>
    public Day DayToEvaluate(LeadSignals signals, DateTimeOffset now)
    {
        var zone = signals.Model.Zone;
        var today = Seq > 0 && NewestAt > now ? zone.DayOf(NewestAt) : zone.DayOf(now);
        return signals.NewestEventDay is { } newest ? Day.Max(today, newest) : today;
    }

    /// <summary>Whether <see cref="Mail"/> is of an app that doubts what this one does.</summary>
    [JsonIgnore]
    public bool KnowsMail => Mail is { Spoken: not null };

    /// <summary>Whether nothing of its log is doubted, nor was overruled.</summary>
    [JsonIgnore]
    public bool IsClean => Suspected == 0 && Mail is { HasVerdicts: false };

    /// <summary>The state with what any event tells of the lead, one that does not count too. The order of the calls leaves no trace.</summary>
    public LeadState WithIdentityOf(StoredEvent captured)
    {
        var e = captured.Event;
        return WithNamesOf(captured) with
        {
            // The address of a lead that was merged into this one is an alias, not this one's.
            Email = captured.IsOwn ? captured.Lead.Email?.Value ?? Email : Email,
            FirstSeenAt = FirstSeenAt == default || e.OccurredAt < FirstSeenAt ? e.OccurredAt : FirstSeenAt,
            NewestAt = e.OccurredAt > NewestAt ? e.OccurredAt : NewestAt,
            IsCustomer = IsCustomer || e.Type == "sales.won",
            Deals = DealsWith(e),
        };
    }

    /// <summary>The state with what an event that counts tells of the lead besides, beside its signals. The order of the calls leaves no trace.</summary>
    public LeadState WithActivityOf(StoredEvent captured) => this with
    {
        LastEventAt = captured.Event.OccurredAt > LastEventAt ? captured.Event.OccurredAt : LastEventAt,
        Profile = Profile.With(captured.Event),
        Recent = RecentActivity.With(Recent, captured),
    };

    /// <summary>The state without all that <see cref="WithIdentityOf"/> and <see cref="WithActivityOf"/> add to it, but for the address.</summary>
    public LeadState WithoutDerived() => this with
    {
        Aliases = [],
        NameUses = NameUses.Clear(),
        FirstSeenAt = default,
        NewestAt = default,
        LastEventAt = default,
        IsCustomer = false,
        Deals = Deals.Clear(),
        Profile = LeadProfile.Empty,
        Recent = [],
    };

    /// <summary>Notes when the lead wants the next visits.</summary>
    /// <param name="night">The start of the next day on which something changes by time alone; null = none.</param>
    /// <param name="deadline">The next time at which something is overdue; null = none.</param>
    /// <param name="now">The time.</param>
    /// <returns>The state, and the visits that are to be filed: null where an earlier one is filed already.</returns>
    internal (LeadState State, DateTimeOffset? Night, DateTimeOffset? Deadline) WithDue(DateTimeOffset? night, DateTimeOffset? deadline, DateTimeOffset now)
    {
        // The evaluated day may be a day ahead of the clock; what is due counts from the clock. A row that is not in the future counts as none.
        var nightFiled = Night.Indexed > now ? Night.Indexed : null;
        var deadlineFiled = Deadline.Indexed > now ? Deadline.Indexed : null;
        var filesNight = night is not null && !(nightFiled <= night);
        var filesDeadline = deadline is not null && !(deadlineFiled <= deadline);
        return (
            this with { Night = new DueTime(night, filesNight ? night : nightFiled), Deadline = new Deadline(deadline, filesDeadline ? deadline : deadlineFiled) },
            filesNight ? night : null,
            filesDeadline ? deadline : null);
    }

    private ImmutableSortedDictionary<string, DealTimes> DealsWith(LeadEvent e)
    {
        if (Feedback.Of(e) is not { Kind: FeedbackKind.Won or FeedbackKind.Lost } deal)
            return Deals;
        var model = deal.Model ?? Fact.NoModel;
        return Deals.SetItem(model, Deals.GetValueOrDefault(model).With(deal.Kind == FeedbackKind.Won ? new DealTimes(deal.At, null) : new DealTimes(null, deal.At)));
    }

    private LeadState WithNamesOf(StoredEvent captured)
    {
        var use = new NameUse(captured.Event.OccurredAt, !captured.Event.IsClaimed);
        var state = this;
        if (captured.Lead.Visitor is { } visitor)
            state = state.WithName(LeadIdentity.VisitorPrefix, visitor, use);
        if (captured.Lead.ExternalId is { } external)
            state = state.WithName(LeadIdentity.ExternalPrefix, external, use);
        if (captured is { IsOwn: false, Lead.Email: { } email } && email.Value != Email)
            state = state.WithName(LeadIdentity.EmailPrefix, email.Value, use);
        return state;
    }

    // Each kind has places of its own, so that invented visitors cost no id of the CRM; proof keeps its place against claims, whatever comes later.
    private LeadState WithName(string kind, string name, NameUse use)
    {
        var alias = kind + name;
        var (names, uses) = (Aliases.Add(alias), NameUses.SetItem(alias, NameUses.TryGetValue(alias, out var known) ? known.With(use) : use));
        if (names.Count == Aliases.Count)
            return uses == NameUses ? this : this with { NameUses = uses };
        var ofKind = names.Where(one => one.StartsWith(kind, StringComparison.Ordinal)).ToList();
        if (ofKind.Count > MostAliases)
        {
            var least = ofKind.MinBy(one => (uses.GetValueOrDefault(one), one), Comparer<(NameUse Use, string Name)>.Create(static (left, right) =>
                NameUse.Compare(left.Use, right.Use) is not 0 and var order ? order : string.CompareOrdinal(left.Name, right.Name)))!;
            (names, uses) = (names.Remove(least), uses.Remove(least));
        }

        return this with { Aliases = names, NameUses = uses };
    }
}

/// <summary>A lead that was merged into another.</summary>
/// <param name="At">When.</param>
/// <param name="IsTaken">Its stages with sales were handed over.</param>
/// <param name="HasLeft">Some of its events go to another lead: a browser that somebody else uses too, which is told of every sign-in from then on.</param>
public sealed record MergedLead(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("taken")] bool IsTaken = false,
    [property: JsonPropertyName("left")] bool HasLeft = false);

