using System.Text.Json.Serialization;

namespace LeadScoring.Domain.Decisions;

/// <summary>
/// What sales has reported since a hand-off, as the newest time of each kind. A commutative summary: reports that arrive late or in another
/// order lead to the same stage.
/// </summary>
public sealed record Disposition
{
    /// <summary>Nothing yet.</summary>
    public static Disposition None { get; } = new();

    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>The newest report that somebody tried to reach the lead, or spoke with it without a word on when to call again.</summary>
    public DateTimeOffset? TriedAt { get; init; }

    /// <summary>The newest report that the lead is to be called again, whatever was reported after it.</summary>
    public CallAgain? Postponed { get; init; }

    public DateTimeOffset? QualifiedAt { get; init; }

    public DateTimeOffset? OpportunityAt { get; init; }

    public DateTimeOffset? WonAt { get; init; }

    public DateTimeOffset? LostAt { get; init; }

    /// <summary>Of the newest report that the deal is lost.</summary>
    public string? LostReason { get; init; }

    public DateTimeOffset? UnqualifiedAt { get; init; }

    /// <summary>Of the newest report that the lead does not fit.</summary>
    public string? UnqualifiedReason { get; init; }

    /// <summary>
    /// The stage that the reports come to; null when none moves a lead. A won deal stays won until one is lost later. Else a refusal (unqualified, lost) stands until
    /// sales reports progress that happened later, and of such progress the furthest counts. A promised call keeps the lead with sales, but brings back none that was refused.
    /// </summary>
    public Stage? Stage
    {
        get
        {
            if (WonAt is not null && !(LostAt > WonAt))
                return Decisions.Stage.Customer;
            var refused = Later(LostAt, UnqualifiedAt);
            if (IsAfter(OpportunityAt, refused))
                return Decisions.Stage.Opportunity;
            if (IsAfter(QualifiedAt, refused))
                return Decisions.Stage.SalesQualified;
            if (IsAfter(AcceptedAt, refused))
                return Decisions.Stage.Accepted;
            if (refused is null)
                return Postponed is null ? null : Decisions.Stage.Accepted;
            return refused == UnqualifiedAt ? Decisions.Stage.Disqualified : Decisions.Stage.Lost;
        }
    }

    /// <summary>
    /// The call that is promised; null where none was, or where something was reported since: a call, another date, a verdict. To accept is not to call, and ends no promise. What was reported
    /// at the same moment goes with the promise.
    /// </summary>
    [JsonIgnore]
    public CallAgain? CallAgain => Postponed is { } call && !(call.Since < NewestOther) ? call : null;

    private DateTimeOffset? NewestOther => Later(Later(Later(TriedAt, QualifiedAt), Later(OpportunityAt, WonAt)), Later(LostAt, UnqualifiedAt));

    /// <summary>With one more report that is no promise of a call.</summary>
    public Disposition With(FeedbackKind kind, DateTimeOffset at, string? reason) => kind switch
    {
        FeedbackKind.Attempted or FeedbackKind.Unreachable or FeedbackKind.Contacted => this with { TriedAt = Later(TriedAt, at) },
        FeedbackKind.Accepted => this with { AcceptedAt = Later(AcceptedAt, at) },
        FeedbackKind.Qualified => this with { QualifiedAt = Later(QualifiedAt, at) },
        FeedbackKind.Opportunity => this with { OpportunityAt = Later(OpportunityAt, at) },
        FeedbackKind.Won => this with { WonAt = Later(WonAt, at) },
        FeedbackKind.Lost when LostAt is null || at > LostAt => this with { LostAt = at, LostReason = reason },
        FeedbackKind.Unqualified when UnqualifiedAt is null || at > UnqualifiedAt => this with { UnqualifiedAt = at, UnqualifiedReason = reason },
        _ => this,
    };

    /// <summary>With one more promise of a call.</summary>
    public Disposition With(CallAgain call) => this with { Postponed = CallAgain.Newer(Postponed, call) };

    private static bool IsAfter(DateTimeOffset? progress, DateTimeOffset? refused) => progress is { } at && !(at <= refused);

    private static DateTimeOffset? Later(DateTimeOffset? left, DateTimeOffset? right) => left is { } l && right is { } r ? (l >= r ? l : r) : left ?? right;
}
