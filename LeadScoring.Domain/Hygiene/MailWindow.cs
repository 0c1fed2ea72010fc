using System.Collections.Immutable;
using System.Text.Json.Serialization;

using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Hygiene;

/// <summary>
/// The newest events about mail of a lead, so that what arrives can be doubted without reading the log. Kept in the lead's state; its size is bounded. It
/// never guesses: where it sees too little to tell what a new event does to earlier ones, or where it sees that one of them no longer gives the same result, it says that the past changes, and the
/// log is asked. Immutable; the order of arrival leaves no trace once the log was asked.
/// </summary>
/// <param name="Mail">Newest last; at most <see cref="Most"/>.</param>
/// <param name="Since">All events about mail after this time are there.</param>
/// <param name="HasVerdicts">Somebody said of some event whether it counts.</param>
/// <param name="Spoken">Keys of the events in question, in ordinal order; at most <see cref="MostSpoken"/>. Null where only the log knows, as in windows of an older app, which did not look at unsubscribes either.</param>
public sealed record MailWindow(
    [property: JsonPropertyName("mail")] ImmutableArray<WatchedMail> Mail,
    [property: JsonPropertyName("since")] DateTimeOffset Since,
    [property: JsonPropertyName("verdicts")] bool HasVerdicts,
    [property: JsonPropertyName("spoken"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ImmutableArray<string>? Spoken = null)
{
    /// <summary>This many are kept: what a busy reader of newsletters does in some weeks, in about 4 KiB.</summary>
    public const int Most = 32;

    /// <summary>This many events are known by their keys of which somebody said whether they count.</summary>
    public const int MostSpoken = 100;

    /// <summary>Of a lead without events.</summary>
    public static MailWindow Empty { get; } = new([], DateTimeOffset.MinValue, false, []);

    /// <summary>Of a lead whose log nobody has looked through.</summary>
    public static MailWindow Unknown { get; } = new([], DateTimeOffset.MaxValue, false);

    /// <summary>The window on some events.</summary>
    internal static MailWindow Of(IEnumerable<WatchedMail> mail, DateTimeOffset since, bool hasVerdicts, ImmutableArray<string>? spoken)
    {
        var ordered = mail.OrderBy(static e => e.Mail.At).ThenBy(static e => e.Mail.Key, StringComparer.Ordinal).ToImmutableArray();
        if (ordered.Length <= Most)
            return new MailWindow(ordered, since, hasVerdicts, spoken);
        var newestLeft = ordered[^(Most + 1)].Mail.At;
        return new MailWindow(ordered[^Most..], newestLeft > since ? newestLeft : since, hasVerdicts, spoken);
    }

    /// <summary>Null for more keys than are kept.</summary>
    internal static ImmutableArray<string>? Bounded(ImmutableArray<string> spoken) => spoken.Length <= MostSpoken ? spoken : null;

    /// <summary>Takes events that the log did not have.</summary>
    public SuspicionChange Take(IReadOnlyCollection<KeyValuePair<string, LeadEvent>> events)
    {
        var came = events.Select(static e => MailEvent.Of(e.Key, e.Value)).OfType<MailEvent>().ToList();
        var isTold = events.Any(static e => Verdicts.Is(e.Value));
        var hasVerdicts = HasVerdicts || isTold;
        var spoken = isTold && Spoken is { } known ? Bounded([.. known.Union(events.Where(static e => Verdicts.Is(e.Value)).Select(static e => Verdicts.SubjectOf(e.Value))).Order(StringComparer.Ordinal)]) : Spoken;
        // The word may have come first. Where nobody knows of what it was, each event may be meant.
        isTold = isTold || (hasVerdicts && (spoken is null || events.Any(e => spoken.Value.BinarySearch(e.Key, StringComparer.Ordinal) >= 0)));
        if (came.Count == 0)
            return new SuspicionChange(hasVerdicts == HasVerdicts && spoken == Spoken ? this : this with { HasVerdicts = hasVerdicts, Spoken = spoken }, [], isTold);

        var reasons = SuspicionFinder.Find(Mail.Select(static e => e.Mail).Concat(came));
        var doubted = came.Where(e => reasons.ContainsKey(e.Key)).Select(static e => e.Key).ToImmutableHashSet(StringComparer.Ordinal);
        var changes = isTold
            || came.Exists(e => !e.IsAlone && !SeesAround(e.At))
            || Mail.Any(e => e.Counts == reasons.ContainsKey(e.Mail.Key) && came.Exists(other => IsNear(e.Mail, other)));
        var after = Of([.. Mail, .. came.Select(e => new WatchedMail(e, !doubted.Contains(e.Key)))], Since, hasVerdicts, spoken);
        return new SuspicionChange(after, doubted, changes);
    }

    // What the event may change is as far away as it reaches; what that came to depends on what is as far away again.
    private bool SeesAround(DateTimeOffset at) => at - DateTimeOffset.MinValue > 2 * SuspicionFinder.Reach && at - 2 * SuspicionFinder.Reach > Since;

    private static bool IsNear(MailEvent left, MailEvent right) => (left.At - right.At).Duration() <= SuspicionFinder.Reach;
}

/// <summary>An event about mail, and whether it counts among what the lead did.</summary>
public sealed record WatchedMail([property: JsonPropertyName("e")] MailEvent Mail, [property: JsonPropertyName("c")] bool Counts);

/// <summary>The result of new events.</summary>
/// <param name="After">The window with them.</param>
/// <param name="SuspectedKeys">Keys of those that do not count.</param>
/// <param name="ChangesPast">Earlier events may come to something else now, or these to something else than is said here: only the log tells.</param>
public sealed record SuspicionChange(MailWindow After, ImmutableHashSet<string> SuspectedKeys, bool ChangesPast);
