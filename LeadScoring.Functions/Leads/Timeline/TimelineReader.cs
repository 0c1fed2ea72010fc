using System.Collections.Immutable;
using System.Diagnostics;
using Azure.Data.Tables;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Hygiene;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Suspicions;

namespace LeadScoring.Functions.Leads.Timeline;

/// <summary>Reads the three parts of a lead's timeline behind a place, each at most as many as a page needs.</summary>
public sealed class TimelineReader(ITables tables, FilteredLog log, TimeProvider clock)
{
    private const int EventsAtOnce = 16;

    /// <summary>Events of the log, newest first.</summary>
    internal async Task<IReadOnlyList<TimelineEntry>> Events(LeadRead read, TimelinePlace? before, int most, CancellationToken cancellation)
    {
        var leadId = read.LeadId;
        // The state knows whether there is any: most leads have none, and their log is not looked through.
        var suspected = read.State is null or { IsClean: true } ? ImmutableSortedDictionary<string, Suspected>.Empty : await log.FindSuspected(leadId, cancellation);
        var rows = await Rows(KeyRange.Rows(leadId, FirstAt(before), RowKeys.After(RowKeys.AtPrefix)), most, cancellation);
        var found = new TimelineEntry?[rows.Count];
        await Parallel.ForAsync(0, rows.Count, new ParallelOptions { MaxDegreeOfParallelism = EventsAtOnce, CancellationToken = cancellation }, async (i, token) =>
        {
            var key = RowKeys.EventOfAt(rows[i].RowKey);
            var row = await tables.Leads.Find(leadId, RowKeys.Event(key), token);
            found[i] = row is null ? null : Entry(LeadRows.ReadEvent(row).Captured, isPending: false, suspected.GetValueOrDefault(key));
        });
        return [.. found.OfType<TimelineEntry>()];
    }

    /// <summary>Decisions; a lead has few.</summary>
    internal async Task<IReadOnlyList<TimelineEntry>> Decisions(string leadId, CancellationToken cancellation)
    {
        var rows = await Rows(KeyRange.Rows(leadId, RowKeys.FactPrefix, RowKeys.After(RowKeys.FactPrefix)), int.MaxValue, cancellation);
        return [.. rows.Select(static row => Entry(LeadRows.ReadFact(row), row.RowKey[RowKeys.FactPrefix.Length..]))];
    }

    /// <summary>Changes of score: at most one a day and time zone.</summary>
    internal async Task<IReadOnlyList<TimelineEntry>> Scores(LeadRead read, CancellationToken cancellation)
    {
        var rows = await Rows(KeyRange.Rows(read.LeadId, RowKeys.HistoryPrefix, RowKeys.After(RowKeys.HistoryPrefix)), int.MaxValue, cancellation);
        var was = new Dictionary<string, int>(StringComparer.Ordinal);
        var now = clock.GetUtcNow();
        var newest = read.State is { } state && state.NewestAt < now ? state.NewestAt : now;
        // Keys sort by day; what a day ended with comes in the order in which days end, from zone to zone.
        return [.. rows.Select(HistoryRow.Read).OrderBy(static history => history.Zone.EndOf(history.Day)).Select(history => Entry(history, was, newest, now))];
    }

    internal static TimelineEntry Entry(StoredEvent captured, bool isPending, Suspected? suspect = null)
    {
        var flags = new List<string>();
        if (isPending)
            flags.Add("pending");
        if (captured.WasAhead)
            flags.Add("ahead");
        if (captured.WasLate)
            flags.Add("late");
        if (captured.Event.IsClaimed)
            flags.Add("claimed");
        if (captured.Event.IsOverQuota)
            flags.Add("over-quota");
        return new EventEntry
        {
            OccurredAt = captured.Event.OccurredAt.UtcDateTime,
            Place = new TimelinePlace(captured.Event.OccurredAt, TimelineRank.Event, captured.Key),
            Type = captured.Event.Type,
            Id = captured.Event.Id,
            Key = captured.Key,
            Source = captured.Event.Source,
            ReceivedAt = captured.ReceivedAt.UtcDateTime,
            Properties = LeadItems.Profile(captured.Event.Properties),
            Profile = LeadItems.Profile(captured.Event.Profile),
            Cleared = captured.Event.Cleared is { IsEmpty: false } cleared ? cleared : null,
            Flags = flags,
            Suspected = suspect is null ? null : [.. suspect.Reasons.Select(SuspicionNames.Of)],
            CountedAnyway = suspect is { IsOverruled: true },
        };
    }

    // Numbers grow, but the newer fact comes first.
    private static DecisionEntry Entry(Fact fact, string number)
    {
        var entry = new DecisionEntry
        {
            OccurredAt = fact.At.UtcDateTime,
            Place = new TimelinePlace(fact.At, TimelineRank.Decision, string.Concat(number.Select(static digit => (char)('9' - digit + '0')))),
            Type = fact.Decision.Type,
            Model = fact.Model,
            Version = fact.Version,
        };
        return fact.Decision switch
        {
            Decision.Inquired => entry,
            Decision.Responded d => entry with { Response = d.Response },
            Decision.Qualified d => HandOff(entry, d.Epoch, d.Route, d.To, d.RespondBy, d.Attempts) with { Cause = WireNames.For(d.Cause) },
            Decision.Upgraded d => HandOff(entry, d.Epoch, d.Route, d.To, d.RespondBy, d.Attempts) with { From = d.From },
            Decision.Recycled d => entry with { Epoch = d.Epoch, From = d.From },
            Decision.Disqualified d => entry with { Rule = d.Rule, Reason = d.Reason },
            Decision.Restored d => entry with { Rule = d.Rule },
            Decision.Signal d => entry with { Epoch = d.Epoch, FastTrack = d.FastTrack, Persona = d.Persona },
            Decision.FollowUpAsked d => entry with { Persona = d.Persona, FastTrack = d.FastTrack, By = WireNames.For(d.By), DueBy = d.DueBy.UtcDateTime },
            Decision.FollowUpOverdue d => entry with { Persona = d.Persona, FastTrack = d.FastTrack, By = WireNames.For(d.By), DueBy = d.DueBy.UtcDateTime },
            Decision.Overdue d => HandOff(entry, d.Epoch, d.Route, d.To, d.RespondBy, null) with { Escalate = d.Escalate, CallAgainBy = d.IsCallAgain ? d.RespondBy.UtcDateTime : null },
            Decision.Abandoned d => entry with { Epoch = d.Epoch, Route = d.Route, Tried = d.Tried, Attempts = d.Attempts },
            Decision.Routed d => entry with { From = d.From, Track = d.Track },
            Decision.Merged d => entry with { Into = d.Into },
            Decision.Erased => entry,
            _ => throw new UnreachableException(fact.Decision.Type),
        };
    }

    private static DecisionEntry HandOff(DecisionEntry entry, int epoch, string? route, Destination to, DateTimeOffset? respondBy, int? attempts) => entry with
    {
        Epoch = epoch,
        Route = route,
        To = WireNames.For(to),
        RespondBy = respondBy?.UtcDateTime,
        Attempts = attempts,
    };

    // Stands at the end of its day, stable unlike the time at which somebody looks. Of a day that is not over the end is still to come: the figures are those of its newest event, or of its beginning.
    private static ScoreEntry Entry(HistoryEntry history, Dictionary<string, int> was, DateTimeOffset newest, DateTimeOffset now)
    {
        var end = history.Zone.EndOf(history.Day);
        var start = history.Zone.StartOf(history.Day);
        var at = end < now ? end : newest > start ? newest : start < now ? start : now;
        var models = new List<ScoreFigures>(history.Models.Length);
        foreach (var figures in history.Models)
        {
            models.Add(new ScoreFigures(figures.Model, figures.Score, was.TryGetValue(figures.Model, out var before) ? before : null, figures.Grade, figures.Route, figures.Progress));
            was[figures.Model] = figures.Score;
        }

        return new ScoreEntry
        {
            OccurredAt = at.UtcDateTime,
            // Where its time is, also while the day goes on: newest first.
            Place = new TimelinePlace(at, TimelineRank.Score, history.Zone.IsUtc ? history.Day.ToString() : $"{history.Day} {history.Zone}"),
            Day = history.Day,
            TimeZone = ZoneNames.OtherThanUtc(history.Zone),
            Models = models,
        };
    }

    // Keys of a time begin alike; behind an entry's own key, or behind all of a time where the place is none of an event.
    private static string FirstAt(TimelinePlace? before) => before switch
    {
        null => RowKeys.AtPrefix,
        { Rank: TimelineRank.Event } place => RowKeys.At(place.At, place.Key) + "!",
        { Rank: TimelineRank.Last } place => RowKeys.AtBefore(place.At),
        { } place => RowKeys.At(place.At, ""),
    };

    private async Task<List<TableEntity>> Rows(KeyRange range, int most, CancellationToken cancellation)
    {
        var rows = new List<TableEntity>();
        string? continuation = null;
        do
        {
            var page = await tables.Leads.Read(range, Math.Min(most - rows.Count, 1000), continuation, cancellation);
            rows.AddRange(page.Rows);
            continuation = page.Continuation;
        }
        while (continuation is not null && rows.Count < most);
        return rows;
    }
}
