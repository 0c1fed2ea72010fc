using LeadScoring.Domain.Events;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Telemetry;

/// <summary>
/// Everything that the app logs, each under a number of its own that is never used again; ids only (docs/operations/observability.md). In one class, because the
/// generator behind <see cref="LoggerMessageAttribute"/> writes several in an order left to chance, and a build would not be reproducible.
/// </summary>
internal static partial class Log
{
    [LoggerMessage(2001, LogLevel.Warning, "{Count} leads are retried in {Delay}: {Reason}")]
    public static partial void LeadsPutOff(this ILogger log, int count, TimeSpan delay, string reason);

    [LoggerMessage(2002, LogLevel.Error, "Lead {LeadId} failed ({Code}), attempt {Attempt}: {Reason}")]
    public static partial void LeadFailed(this ILogger log, string leadId, string code, int attempt, string reason);

    [LoggerMessage(2003, LogLevel.Warning, "The topic {Topic} does not accept messages: {Reason}. The oldest waiting message was decided at {Since:O}.")]
    public static partial void TopicUnavailable(this ILogger log, string topic, string reason, DateTimeOffset since);

    [LoggerMessage(2004, LogLevel.Error, "The message on {Queue} cannot be used: {Fault}. After the fifth try it goes to the poison queue.")]
    public static partial void MessageUnreadable(this ILogger log, string queue, string fault);

    [LoggerMessage(2005, LogLevel.Warning, "A message on {Queue} is retried in {Delay}: {Reason}")]
    public static partial void MessagePutOff(this ILogger log, string queue, TimeSpan delay, string reason);

    [LoggerMessage(2101, LogLevel.Debug, "Lead {LeadId} has older signals than model {Model} needs; its rebuild is enqueued.")]
    public static partial void SignalsOutdated(this ILogger log, string leadId, string model);

    [LoggerMessage(3001, LogLevel.Information, "The night of {Day} starts: {Buckets} buckets.")]
    public static partial void NightBegins(this ILogger log, string day, int buckets = LeadIds.Buckets);

    [LoggerMessage(3002, LogLevel.Warning, "No night was started since {At}; the missed night starts now.")]
    public static partial void NightMissed(this ILogger log, DateTimeOffset at);

    [LoggerMessage(3003, LogLevel.Warning, "{Buckets} buckets of the night of {At:O} still have leads to visit, and no message asks for them; they are enqueued again.")]
    public static partial void BucketsWait(this ILogger log, int buckets, DateTimeOffset at);

    [LoggerMessage(3004, LogLevel.Warning, "{Count} messages of the poison queue of {Queue} are put back to work, once: crashes may have brought them there.")]
    public static partial void PoisonReturned(this ILogger log, int count, string queue);

    [LoggerMessage(3005, LogLevel.Warning, "{Count} leads have events that no message asked for; they are enqueued.")]
    public static partial void EventsWereLost(this ILogger log, int count);

    [LoggerMessage(3006, LogLevel.Information, "A day begins in {Zones}: {Buckets} buckets are visited.")]
    public static partial void DayBegins(this ILogger log, string zones, int buckets = LeadIds.Buckets);

    [LoggerMessage(3101, LogLevel.Warning, "A figure for alerts could not be measured: {What}: {Reason}")]
    public static partial void WatchIsBlind(this ILogger log, string what, string reason);

    [LoggerMessage(4001, LogLevel.Warning, "A rebuild was requested for the model {Model}, which was never published.")]
    public static partial void ModelNeverPublished(this ILogger log, string model);

    [LoggerMessage(4002, LogLevel.Warning, "The rebuild of lead {LeadId} is retried later: {Reason}")]
    public static partial void RebuildPutOff(this ILogger log, string leadId, string reason);

    [LoggerMessage(4003, LogLevel.Warning, "The rebuild for version {Version} of the model {Model} is not finished, and no message continues it; it is enqueued again.")]
    public static partial void RebuildUnfinished(this ILogger log, string model, int version);

    [LoggerMessage(4004, LogLevel.Information, "Bucket {Bucket} is rebuilt for version {Version} of model {Model}: {Leads} leads.")]
    public static partial void BucketRebuilt(this ILogger log, int bucket, int version, string model, int leads);

    [LoggerMessage(4005, LogLevel.Warning, "The time zone {Zone} has other rules for the past in the tz database {Version}: the leads of the model {Model} are visited, and rebuilt where it matters.")]
    public static partial void ZoneChanged(this ILogger log, string zone, string version, string model);

    [LoggerMessage(5001, LogLevel.Warning, "Lead {From} is not merged into lead {Into}, because {Into} is being merged into it.")]
    public static partial void MergeWouldBeRing(this ILogger log, string from, string into);

    [LoggerMessage(5002, LogLevel.Error, "An export was interrupted: {Reason}")]
    public static partial void ExportBrokenOff(this ILogger log, string reason);

    [LoggerMessage(6001, LogLevel.Information, "Bucket {Bucket} of the report {Report} is skipped: computation {Run} is no longer the newest.")]
    public static partial void ReportBucketOutdated(this ILogger log, string? report, int bucket, int run);

    [LoggerMessage(6002, LogLevel.Warning, "Lead {LeadId} cannot be read for a report: {Reason}")]
    public static partial void LeadUnreadable(this ILogger log, string leadId, string reason);

    [LoggerMessage(6003, LogLevel.Warning, "The model {Model} version {Version} is due for a review since {Day}: look at it and publish what you found.")]
    public static partial void ReviewDue(this ILogger log, string model, int version, string day);

    [LoggerMessage(6101, LogLevel.Error, "The download of leads.csv was interrupted: {Reason}")]
    public static partial void CsvBrokenOff(this ILogger log, string reason);

    [LoggerMessage(8001, LogLevel.Error, "Storage refuses a delivery: {Status} {Code}")]
    public static partial void DeliveryRefused(this ILogger log, int status, string? code);

    [LoggerMessage(8002, LogLevel.Warning, "{Count} origins of the connection {Connection} cannot stand in a header and are ignored. Save the connection again without them.")]
    public static partial void OriginsIgnored(this ILogger log, string connection, int count);

    [LoggerMessage(8101, LogLevel.Information, "{Actor} did {Action} to {Subject}: {Outcome}")]
    public static partial void CallAudited(this ILogger log, string actor, string action, string subject, string outcome);

    [LoggerMessage(8102, LogLevel.Warning, "A call of {Function} was refused: it came with {Fault}, known as {Caller}. Send a key that counts in the header x-api-key; docs/operations/keys.md says how to make one.")]
    public static partial void CallerUnknown(this ILogger log, string function, string fault, string caller);

    [LoggerMessage(8103, LogLevel.Warning, "{Caller} was refused at {Function}: {Code}")]
    public static partial void CallerRefused(this ILogger log, string caller, string function, string code);

    [LoggerMessage(8104, LogLevel.Warning, "The audit log could not note how {Action} ended: {Reason}")]
    public static partial void OutcomeNotAudited(this ILogger log, string action, string reason);

    [LoggerMessage(8105, LogLevel.Error, "{Code} The setting {Setting} cannot be used and is ignored: {Problem}.")]
    public static partial void AccessSettingUnusable(this ILogger log, string code, string setting, string problem);

    [LoggerMessage(8106, LogLevel.Warning, "{Code} No key with the role admin counts: nobody can export, erase or merge leads. docs/operations/keys.md says how to make one.")]
    public static partial void NoAdminKey(this ILogger log, string code);
}
