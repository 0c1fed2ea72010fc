using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Decisions;

/// <summary>A lead's way through one model. Part of the stored state; changed only by <see cref="Decider"/>.</summary>
public sealed record Lifecycle
{
    /// <summary>This many events are remembered as decided upon; a lead's log removes repetitions of older ones.</summary>
    public const int MostHeard = 60;

    /// <summary>This many follow-ups may be open at a time; the oldest goes first.</summary>
    public const int MostFollowUps = 20;

    /// <summary>A lead never sent.</summary>
    public static Lifecycle New { get; } = new();

    public Stage Stage { get; init; }

    /// <summary>How often the lead was sent; each time opens an epoch. 0 = never.</summary>
    public int Epoch { get; init; }

    /// <summary>What opened the newest epoch, or upgraded it.</summary>
    public EpochCause Cause { get; init; }

    /// <summary>Id of the route, fast track or persona with which it was sent.</summary>
    public string? Route { get; init; }

    /// <summary>To whom it was sent.</summary>
    public Destination To { get; init; }

    /// <summary>When the newest epoch was opened.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>When its first epoch was opened.</summary>
    public DateTimeOffset? FirstOpenedAt { get => field ?? OpenedAt; init; }

    /// <summary>When it was sent: the epoch's beginning, or its newest upgrade.</summary>
    public DateTimeOffset? SentAt { get; init; }

    /// <summary>Until when somebody must have tried to reach the lead; null = no time was agreed, or the epoch is over.</summary>
    public DateTimeOffset? RespondBy { get; init; }

    /// <summary>When somebody first did after <see cref="SentAt"/>.</summary>
    public DateTimeOffset? RespondedAt { get; init; }

    /// <summary><see cref="RespondBy"/> passed without an attempt, and it was said.</summary>
    public bool IsOverdue { get; init; }

    /// <summary>Who hears of an overdue lead.</summary>
    public string? Escalate { get; init; }

    /// <summary>How often to try; null = not agreed.</summary>
    public int? Attempts { get; init; }

    /// <summary>How often somebody tried in this epoch.</summary>
    public int Tried { get; init; }

    /// <summary>Somebody spoke with the lead in this epoch.</summary>
    public bool IsReached { get; init; }

    /// <summary>Reports of sales about an earlier time belong to what is over.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>What sales reported since then.</summary>
    public Disposition Disposition { get => field ?? Disposition.None; init; }

    /// <summary>How marketing got it back; null while sales has it, when marketing always had it, and where an older app did not note it.</summary>
    public Return? Return { get; init; }

    /// <summary>First day on which a new epoch may open; null = any.</summary>
    public Day? CoolDownUntil { get; init; }

    /// <summary>Since the newest epoch ended the lead was seen on no route to sales: the next entry is a fresh crossing.</summary>
    public bool SeenBelow { get; init; } = true;

    /// <summary>Id of the disqualification in force, or of the one that sales overruled.</summary>
    public string? DisqualifiedBy { get; init; }

    /// <summary>The nurture track that marketing was last told; null = none yet.</summary>
    public string? Track { get; init; }

    /// <summary>Ids of the personas that the profile showed at the last decision: they speak when they begin to hold, not while they do.</summary>
    public ImmutableArray<string> Personas { get => field.IsDefault ? [] : field; init; }

    /// <summary>Events of personas whose condition on the profile did not hold yet, oldest first; at most <see cref="MostFollowUps"/>.</summary>
    public ImmutableArray<ExpectedPersona> Expected { get => field.IsDefault ? [] : field; init; }

    /// <summary>What somebody is to follow up, oldest first.</summary>
    public ImmutableArray<OpenFollowUp> FollowUps { get => field.IsDefault ? [] : field; init; }

    /// <summary>Keys of the newest events that were decided upon, oldest first; at most <see cref="MostHeard"/>.</summary>
    public ImmutableArray<string> Heard { get => field.IsDefault ? [] : field; init; }

    /// <summary>Whether sales has the lead.</summary>
    public bool IsWithSales => Stage is Stage.Qualified or Stage.Accepted or Stage.SalesQualified or Stage.Opportunity or Stage.Customer;

    /// <summary>Sent, and neither taken further nor given back: response time and attempts run.</summary>
    public bool IsWaiting => Stage is Stage.Qualified or Stage.Accepted;

    /// <summary>A hand-off that has not ended: neither given back nor won or lost.</summary>
    public bool IsOpen => IsWithSales && Stage != Stage.Customer;

    /// <summary>Sent, and nobody has tried to reach the lead yet.</summary>
    public bool IsUnanswered => IsWaiting && RespondedAt is null;

    /// <summary>The call that sales promised to the lead and is still to make; null = none, or the hand-off has ended.</summary>
    [JsonIgnore]
    public CallAgain? CallAgain => IsOpen ? Disposition.CallAgain : null;

    /// <summary>Until when sales is to call the lead: its response while nobody has answered, else the call that it promised; null = no such time.</summary>
    [JsonIgnore]
    public DateTimeOffset? CallBy => OwesResponse ? RespondBy : CallAgain?.By;

    /// <summary>Whether sales is to call the lead: nobody has answered yet, or a call is promised.</summary>
    [JsonIgnore]
    public bool IsToBeCalled => IsUnanswered || CallAgain is not null;

    /// <summary>Whether the response time of the hand-off runs or ran out: until somebody answers it goes before any promised call.</summary>
    internal bool OwesResponse => IsUnanswered && RespondBy is not null;

    /// <summary>
    /// The way of a person through the model whose two leads turn out to be one: the further of the two goes on, with its epoch and its clocks. What
    /// one of them has said already is not said again, and epochs never count backwards. A call that sales promised to the other stays promised.
    /// </summary>
    public static Lifecycle HandedOver(Lifecycle into, Lifecycle from)
    {
        var (further, other) = RankOf(from.Stage) > RankOf(into.Stage) ? (from, into) : (into, from);
        return further with
        {
            Epoch = Math.Max(further.Epoch, other.Epoch),
            FirstOpenedAt = further.FirstOpenedAt < other.FirstOpenedAt ? further.FirstOpenedAt : other.FirstOpenedAt ?? further.FirstOpenedAt,
            CoolDownUntil = further.CoolDownUntil is { } day && other.CoolDownUntil is { } otherDay ? Day.Max(day, otherDay) : further.CoolDownUntil ?? other.CoolDownUntil,
            Track = further.Track ?? other.Track,
            Personas = [.. further.Personas.Union(other.Personas, StringComparer.Ordinal)],
            Expected = [.. further.Expected.Union(other.Expected).OrderBy(static expected => expected.At).TakeLast(MostFollowUps)],
            Disposition = further.IsOpen && other.CallAgain is { } call ? further.Disposition.With(call) : further.Disposition,
            FollowUps = [.. further.FollowUps.Concat(other.FollowUps).OrderBy(static open => open.Since).TakeLast(MostFollowUps)],
            Heard = [.. other.Heard.Union(further.Heard, StringComparer.Ordinal).TakeLast(MostHeard)],
        };
    }

    /// <summary>The earliest time at which something is overdue, or to be asked for, that has not been said; null = none.</summary>
    public DateTimeOffset? Deadline
    {
        get
        {
            var earliest = (OwesResponse ? IsOverdue : CallAgain is { IsOverdue: true }) ? null : CallBy;
            foreach (var open in FollowUps)
            {
                if (!open.IsOverdue && !(earliest <= open.DueBy))
                    earliest = open.DueBy;
            }

            return earliest;
        }
    }

    // What waits for sales goes before what sales has closed.
    private static int RankOf(Stage stage) => stage switch
    {
        Stage.Customer => 7,
        Stage.Opportunity => 6,
        Stage.SalesQualified => 5,
        Stage.Accepted => 4,
        Stage.Qualified => 3,
        Stage.Lost => 2,
        Stage.Disqualified => 1,
        _ => 0,
    };
}

/// <summary>How a lead came back to marketing.</summary>
public sealed record Return(ReturnCause Cause, DateTimeOffset At);

/// <summary>Why a lead came back to marketing.</summary>
public enum ReturnCause
{
    /// <summary>It cooled down before sales accepted it.</summary>
    Recycled,

    /// <summary>The attempts were used up.</summary>
    Abandoned,

    /// <summary>The rule that disqualified it holds no longer.</summary>
    Restored,
}

/// <summary>An event of a persona that waits for the profile to show the same.</summary>
/// <param name="Persona">Id of the persona.</param>
/// <param name="Event">Key of the event.</param>
/// <param name="At">When it happened.</param>
public sealed record ExpectedPersona(string Persona, string Event, DateTimeOffset At);

/// <summary>Somebody is to touch base until a time.</summary>
/// <param name="Persona">Id of the persona that asked for it; null with <paramref name="FastTrack"/>.</param>
/// <param name="By">Who.</param>
/// <param name="Since">When it was asked for.</param>
/// <param name="DueBy">Until when.</param>
/// <param name="IsOverdue">The time passed, and it was said.</param>
/// <param name="FastTrack">Id of the fast track that asked for it; null with <paramref name="Persona"/>.</param>
/// <param name="IsLater">It is not asked for before <paramref name="DueBy"/>, and then once.</param>
public sealed record OpenFollowUp(
    string? Persona,
    RuleOwner By,
    DateTimeOffset Since,
    DateTimeOffset DueBy,
    bool IsOverdue = false,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? FastTrack = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsLater = false);
