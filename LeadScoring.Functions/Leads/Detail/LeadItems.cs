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
        state.Profile.LeftOut is { IsEmpty: false } leftOut ? leftOut : null);

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

    private static LeadModelItem Of(CurrentScore figure) => new(
        figure.Model.Id,
        figure.Model.Version,
        figure.Snapshot.Score,
        figure.Snapshot.Grade,
        figure.Snapshot.Dimensions.ToDictionary(StringComparer.Ordinal),
        figure.Snapshot.Route,
        WireNames.For(figure.Snapshot.To),
        WireNames.For(figure.Lifecycle.Stage),
        figure.Lifecycle.Epoch,
        WireNames.StatusFor(figure.Lifecycle, figure.IsCustomer),
        WireNames.OwnerFor(figure.Lifecycle),
        figure.Lifecycle.RespondBy?.UtcDateTime,
        figure.Lifecycle.RespondedAt?.UtcDateTime,
        figure.Lifecycle is { IsWaiting: true, RespondedAt: null } && figure.Lifecycle.RespondBy < figure.Now,
        figure.Lifecycle.IsWithSales ? figure.Lifecycle.Attempts : null,
        figure.Lifecycle.Tried,
        FollowUps(figure),
        figure.Snapshot.Trend,
        figure.Snapshot.Known,
        figure.Snapshot.Until,
        figure.Snapshot.Priority,
        figure.Snapshot.Flames,
        figure.Snapshot.Reasons);

    private static List<FollowUpItem>? FollowUps(CurrentScore figure) => figure.Lifecycle.FollowUps.IsEmpty
        ? null
        : [.. figure.Lifecycle.FollowUps.Select(open => new FollowUpItem(open.Persona, open.FastTrack, WireNames.For(open.By), open.DueBy.UtcDateTime, open.DueBy < figure.Now))];

    // The models know the newest day with activity; the state knows when the newest things were done, of any model's or none's liking.
    private static DateTime? LastActivity(LeadState state, ImmutableArray<CurrentScore> figures)
    {
        if (figures.IsEmpty)
            return state.LastEventAt == default ? null : state.LastEventAt.UtcDateTime;
        if (figures.Max(static figure => figure.Snapshot.LastActivity) is not { } day)
            return null;
        var then = state.Recent.FirstOrDefault(activity => Day.Of(activity.At) == day)?.At
            ?? (day == Day.Of(state.LastEventAt) ? state.LastEventAt : day.Start > state.FirstSeenAt ? day.Start : state.FirstSeenAt);
        return then.UtcDateTime;
    }
}
