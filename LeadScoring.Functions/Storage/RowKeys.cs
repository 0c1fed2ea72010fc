using System.Globalization;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Row keys of a lead's partition. Their order is the layout: the range from <see cref="Lead"/> on holds the state, the models'
/// rows, the outbox and the pending events; the log, the facts and the history lie before it and are not read on the hot path.
/// </summary>
internal static class RowKeys
{
    public const string Lead = "lead";
    public const string NamedByPrefix = "by:";
    public const string EventPrefix = "event:";
    public const string AtPrefix = "at:";
    public const string FactPrefix = "fact:";
    public const string HistoryPrefix = "history:";
    public const string ReceivedPrefix = "id:";
    public const string ModelPrefix = "model:";
    public const string OutboxPrefix = "outbox:";
    public const string PendingPrefix = "pending:";

    /// <summary>A scored event of the log.</summary>
    public static string Event(string eventId) => EventPrefix + eventId;

    /// <summary>An event that waits to be scored.</summary>
    public static string Pending(string eventId) => PendingPrefix + eventId;

    /// <summary>An event that came from outside, whether it waits or was scored.</summary>
    public static string Received(string eventId) => ReceivedPrefix + eventId;

    /// <summary>The timeline's row of an event: newest first in key order.</summary>
    public static string At(DateTimeOffset occurredAt, string eventId) => $"{AtPrefix}{Inverted(occurredAt)}:{eventId}";

    /// <summary>The event's id in a timeline key.</summary>
    public static string EventOfAt(string rowKey) => rowKey[(rowKey.LastIndexOf(':') + 1)..];

    /// <summary>First timeline key of events strictly before an instant.</summary>
    public static string AtBefore(DateTimeOffset instant) => $"{AtPrefix}{Inverted(instant.AddTicks(-1))}:";

    /// <summary>Another lead whose log names this one's address.</summary>
    public static string NamedBy(string leadId) => NamedByPrefix + leadId;

    /// <summary>A decision; numbered from 1.</summary>
    public static string Fact(int number) => FactPrefix + Number(number);

    /// <summary>A message not yet sent; numbered from 1.</summary>
    public static string Outbox(int number) => OutboxPrefix + Number(number);

    /// <summary>The figures at the end of a UTC day, or of one of another time zone: <c>history:2026-03-01</c>, <c>history:2026-03-01:America:Los_Angeles</c>.</summary>
    public static string History(Domain.Values.Day day, Domain.Values.DayZone zone) =>
        HistoryPrefix + day.ToString() + (zone.IsUtc ? "" : ":" + zone.Id.Replace('/', ':'));

    /// <summary>Signals and figures under one model.</summary>
    public static string Model(string modelId) => ModelPrefix + modelId;

    /// <summary>First key after all keys with a prefix that ends in a colon.</summary>
    public static string After(string prefix) => prefix[..^1] + ';';

    private static string Number(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    private static string Inverted(DateTimeOffset instant) =>
        (DateTime.MaxValue.Ticks - instant.UtcTicks).ToString("D19", CultureInfo.InvariantCulture);
}
