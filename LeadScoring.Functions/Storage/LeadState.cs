using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Identity;
using LeadScoring.Domain.Profiles;
using LeadScoring.Functions.Capture;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// The state row of a lead: what every write about it is guarded by. Immutable; a plan makes the next one. Its JSON is versioned and
/// every version is read for ever.
/// </summary>
public sealed record LeadState
{
    /// <summary>Version of the form in which it is stored.</summary>
    public const int CurrentSchema = 1;

    /// <summary>So many other names of a lead are remembered.</summary>
    public const int MostAliases = 50;

    [JsonPropertyName("schema")]
    public int Schema { get; init; } = CurrentSchema;

    /// <summary>Number of the newest event in the log; the log is numbered from 1.</summary>
    [JsonPropertyName("seq")]
    public long Seq { get; init; }

    /// <summary>Number of the newest fact.</summary>
    [JsonPropertyName("facts")]
    public int Facts { get; init; }

    /// <summary>Number of the newest message put into the outbox.</summary>
    [JsonPropertyName("messages")]
    public int Messages { get; init; }

    [JsonPropertyName("email")]
    public string? Email { get; init; }

    /// <summary>Visitor ids, external ids and former addresses that events of the lead carried, e.g. <c>visitor:v-81</c>; at most <see cref="MostAliases"/>.</summary>
    [JsonPropertyName("aliases")]
    public ImmutableSortedSet<string> Aliases { get; init; } = [];

    /// <summary>The lead that this one was merged into: its events are that one's too, and nothing is decided about this one any more.</summary>
    [JsonPropertyName("mergedInto")]
    public string? MergedInto { get; init; }

    /// <summary>The leads whose events are this one's too, by id.</summary>
    [JsonPropertyName("merged")]
    public ImmutableSortedDictionary<string, MergedLead> Merged { get; init; } = ImmutableSortedDictionary<string, MergedLead>.Empty;

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

    /// <summary>When its newest event happened.</summary>
    [JsonPropertyName("lastEvent")]
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>The lead was won.</summary>
    [JsonPropertyName("customer")]
    public bool IsCustomer { get; init; }

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

    /// <summary>The newest day of any event.</summary>
    [JsonIgnore]
    public Day LastEventDay => Day.Of(LastEventAt);

    /// <summary>The state with one more event, which leaves the same trace in whatever order the events come.</summary>
    public LeadState With(CapturedEvent captured)
    {
        var e = captured.Event;
        var isFirst = FirstSeenAt == default;
        return this with
        {
            // The address of a lead that was merged into this one is an alias, not this one's.
            Email = captured.IsOwn ? captured.Lead.Email?.Value ?? Email : Email,
            Aliases = AliasesWith(captured),
            FirstSeenAt = isFirst || e.OccurredAt < FirstSeenAt ? e.OccurredAt : FirstSeenAt,
            LastEventAt = isFirst || e.OccurredAt > LastEventAt ? e.OccurredAt : LastEventAt,
            IsCustomer = IsCustomer || e.Type == "sales.won",
            Profile = Profile.With(e),
            Recent = RecentActivity.With(Recent, captured),
        };
    }

    private ImmutableSortedSet<string> AliasesWith(CapturedEvent captured)
    {
        var aliases = Aliases;
        if (captured.Lead.Visitor is { } visitor && aliases.Count < MostAliases)
            aliases = aliases.Add(LeadIdentity.VisitorPrefix + visitor);
        if (captured.Lead.ExternalId is { } external && aliases.Count < MostAliases)
            aliases = aliases.Add(LeadIdentity.ExternalPrefix + external);
        if (captured is { IsOwn: false, Lead.Email: { } email } && email.Value != Email && aliases.Count < MostAliases)
            aliases = aliases.Add(LeadIdentity.EmailPrefix + email.Value);
        return aliases;
    }
}

/// <summary>A lead that was merged into another.</summary>
/// <param name="At">When.</param>
/// <param name="IsTaken">Its stages with sales were handed over.</param>
/// <param name="HasLeft">Its later events go to another lead: a browser that somebody else uses now.</param>
public sealed record MergedLead(
    [property: JsonPropertyName("at")] DateTimeOffset At,
    [property: JsonPropertyName("taken")] bool IsTaken = false,
    [property: JsonPropertyName("left")] bool HasLeft = false);

/// <summary>When a lead wants a visit, and for when a row of the Due index already asks for one.</summary>
/// <param name="Due">Null = never by time alone.</param>
/// <param name="Indexed">Null = no row known; one that is not in the future counts as none.</param>
public readonly record struct DueTime(
    [property: JsonPropertyName("due")] Day? Due,
    [property: JsonPropertyName("indexed")] Day? Indexed);

/// <summary>When a lead wants a visit to the minute, and for when a row of the Due index already asks for one.</summary>
/// <param name="Due">Null = nothing can become overdue.</param>
/// <param name="Indexed">Null = no row known; one that is not in the future counts as none.</param>
public readonly record struct Deadline(
    [property: JsonPropertyName("due")] DateTimeOffset? Due,
    [property: JsonPropertyName("indexed")] DateTimeOffset? Indexed);

/// <summary>Where a lead stands on the Board of a model.</summary>
public sealed record BoardPlace(
    [property: JsonPropertyName("route")] string Route,
    [property: JsonPropertyName("score")] int Score);
