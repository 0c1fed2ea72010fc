using System.Collections.Immutable;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Leads.Detail;

/// <summary>Writes leads as the API shows them.</summary>
internal static class LeadItems
{
    /// <summary>A lead that has been scored.</summary>
    public static LeadItem Of(LeadRead read, LeadState state, ImmutableArray<CurrentScore> figures) => new(
        read.LeadId,
        state.Email,
        Profile(state.Profile.Attributes.Select(static entry => KeyValuePair.Create(entry.Name, entry.Value))),
        read.Scored?.FirstSeenAt.UtcDateTime,
        read.Scored is null ? null : LastActivity(state, figures),
        state.MergedInto,
        [.. figures.Select(Of)],
        read.Pending.Length,
        state.Profile.IsOnlyClaimed ? false : null,
        ClaimedIn(state.Profile),
        state.Profile.LeftOut is { IsEmpty: false } leftOut ? leftOut : null,
        read.Scored is null ? null : LastActivityDay(state, figures));

    /// <summary>A lead of which nothing is scored yet.</summary>
    public static LeadItem Waiting(LeadRead read) => new(
        read.LeadId,
        read.Pending.Select(static row => row.Captured.Lead.Email?.Value).FirstOrDefault(static email => email is not null),
        Profile([]),
        null,
        null,
        null,
        [],
        read.Pending.Length);

    /// <summary>Fields by name, each a text or a list of texts.</summary>
    public static IReadOnlyDictionary<string, object> Profile(IEnumerable<KeyValuePair<string, FieldValue>> fields) => fields
        .Where(static field => !field.Value.IsMissing)
        .ToDictionary(static field => field.Key, static field => field.Value.IsList ? field.Value.Items.ToArray() : (object)field.Value.Text!, StringComparer.Ordinal);

    private static string[]? ClaimedIn(LeadProfile profile)
    {
        string[] claimed = [.. profile.Attributes.Where(static entry => entry.IsClaimed).Select(static entry => entry.Name)];
        return claimed.Length == 0 ? null : claimed;
    }

    private static LeadModelItem Of(CurrentScore figure)
    {
        var (life, standing) = (figure.Lifecycle, figure.Standing);
        var snapshot = standing.HasScore ? figure.Snapshot : null;
        return new(
            figure.Model.Id,
            figure.Model.Version,
            standing.Owner,
            standing.To,
            WireNames.For(standing.Stage),
            Of(standing.Because),
            standing.Route,
            standing.Status,
            life.Epoch,
            life.RespondBy?.UtcDateTime,
            life.RespondedAt?.UtcDateTime,
            life.CallAgain?.By.UtcDateTime,
            life.CallBy < figure.Now,
            life.IsWithSales ? life.Attempts : null,
            life.Tried,
            FollowUps(figure),
            snapshot?.Score,
            snapshot?.Grade,
            snapshot is { Target: null } ? snapshot.Dimensions.ToDictionary(StringComparer.Ordinal) : null,
            snapshot?.Route,
            snapshot is null ? null : WireNames.For(snapshot.To),
            snapshot?.Trend,
            snapshot?.Known,
            snapshot?.Until,
            figure.Priority,
            snapshot?.Flames,
            snapshot?.Reasons,
            snapshot?.TimeZone,
            snapshot?.Target,
            snapshot?.Progress,
            snapshot is { Past: { IsEmpty: false } past } ? [.. past.Reverse(), snapshot.Score] : null);
    }

    private static BecauseItem Of(Because because) => new(
        because.Kind,
        because.Name,
        because.At?.UtcDateTime,
        because.Until,
        because.Reason,
        because.Missing.IsEmpty ? null : because.Missing,
        because.Text);

    // What is to be asked for on a later day is nobody's work yet.
    private static List<FollowUpItem>? FollowUps(CurrentScore figure) => figure.Lifecycle.FollowUps.All(static open => open.IsLater)
        ? null
        : [.. figure.Lifecycle.FollowUps.Where(static open => !open.IsLater).Select(open => new FollowUpItem(open.Persona, open.FastTrack, WireNames.For(open.By), open.DueBy.UtcDateTime, open.DueBy < figure.Now))];

    // The models know the newest day with activity; the state knows when the newest things were done, of any model's or none's liking.
    private static DateTime? LastActivity(LeadState state, ImmutableArray<CurrentScore> figures)
    {
        if (figures.IsEmpty)
            return state.LastEventAt == default ? null : state.LastEventAt.UtcDateTime;
        // Where only the day is known there is no instant: none is made up.
        var day = LastActivityDay(state, figures);
        return figures.Where(figure => figure.Snapshot.LastActivity == day).Max(figure => LastActivity(state, figure))?.UtcDateTime;
    }

    private static DateTimeOffset? LastActivity(LeadState state, CurrentScore figure)
    {
        if (figure.Snapshot.LastActivity is not { } day)
            return null;
        var zone = figure.Model.Model.Zone;
        return state.Recent.FirstOrDefault(activity => zone.DayOf(activity.At) == day)?.At ?? (day == zone.DayOf(state.LastEventAt) ? state.LastEventAt : null);
    }

    private static Day? LastActivityDay(LeadState state, ImmutableArray<CurrentScore> figures) =>
        !figures.IsEmpty ? figures.Max(static figure => figure.Snapshot.LastActivity)
        : state.LastEventAt == default ? null
        : Day.Of(state.LastEventAt);
}
