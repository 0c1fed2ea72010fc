using System.Text.Json.Serialization;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Reports;

/// <summary>Answer of <c>GET /api/v1/reports/service-level</c>.</summary>
/// <param name="Report"><c>service-level</c>.</param>
/// <param name="Model">The model asked for; absent for all.</param>
/// <param name="From">First day of the period, UTC.</param>
/// <param name="To">Last day.</param>
/// <param name="ComputedAt">As of when: what was decided later is not in it.</param>
/// <param name="Refreshing">Newer figures are being computed.</param>
/// <param name="Leads">How many leads were looked at.</param>
/// <param name="Total">All hand-offs of the period.</param>
/// <param name="Audit">Whether any lead was handed off below what was agreed.</param>
/// <param name="Rows">By model, route and team.</param>
public sealed record ServiceLevelAnswer(
    [property: JsonPropertyName("report")] string Report,
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("from")] Day From,
    [property: JsonPropertyName("to")] Day To,
    [property: JsonPropertyName("computedAt"), JsonConverter(typeof(TimeConverter))] DateTime ComputedAt,
    [property: JsonPropertyName("refreshing")] bool Refreshing,
    [property: JsonPropertyName("leads")] int Leads,
    [property: JsonPropertyName("total")] ServiceLevelItem Total,
    [property: JsonPropertyName("audit")] AuditItem Audit,
    [property: JsonPropertyName("rows")] IReadOnlyList<ServiceLevelItem> Rows);

/// <summary>Figures of hand-offs. <c>inTime</c>, <c>late</c>, <c>overdue</c>, <c>closed</c> and <c>running</c> add up to <c>agreed</c>.</summary>
/// <param name="Model">The model; absent, as the next three, in the total.</param>
/// <param name="Cause"><c>route</c>, <c>fast-track</c> or <c>persona</c>.</param>
/// <param name="Route">Id of it.</param>
/// <param name="To">The team: <c>sales</c> or <c>inside-sales</c>.</param>
/// <param name="HandOffs">Leads given to the team, upgrades too.</param>
/// <param name="Agreed">Those for which a response time was agreed.</param>
/// <param name="InTime">Answered in it.</param>
/// <param name="Late">Answered after it.</param>
/// <param name="Overdue">Not answered, and it went by.</param>
/// <param name="Closed">Not answered, and taken back or upgraded before it went by.</param>
/// <param name="Running">Not answered, and there is time left.</param>
/// <param name="KeptPercent">Share of those in time among those in time, late and overdue, in percent; absent without any.</param>
/// <param name="Attempts">Attempts and conversations.</param>
/// <param name="AttemptsPerHandOff">The same per hand-off; absent without any.</param>
/// <param name="MedianHours">Half of the answers came within this many hours; absent without any.</param>
/// <param name="OverdueNow">Those of the overdue ones that the team still has.</param>
/// <param name="BelowThreshold">Those that the log contradicts.</param>
/// <param name="Unchecked">Those about which nobody can tell.</param>
public sealed record ServiceLevelItem(
    [property: JsonPropertyName("model")] string? Model,
    [property: JsonPropertyName("cause")] string? Cause,
    [property: JsonPropertyName("route")] string? Route,
    [property: JsonPropertyName("to")] string? To,
    [property: JsonPropertyName("handOffs")] int HandOffs,
    [property: JsonPropertyName("agreed")] int Agreed,
    [property: JsonPropertyName("inTime")] int InTime,
    [property: JsonPropertyName("late")] int Late,
    [property: JsonPropertyName("overdue")] int Overdue,
    [property: JsonPropertyName("closed")] int Closed,
    [property: JsonPropertyName("running")] int Running,
    [property: JsonPropertyName("keptPercent")] decimal? KeptPercent,
    [property: JsonPropertyName("attempts")] int Attempts,
    [property: JsonPropertyName("attemptsPerHandOff")] decimal? AttemptsPerHandOff,
    [property: JsonPropertyName("accepted")] int Accepted,
    [property: JsonPropertyName("medianHours")] decimal? MedianHours,
    [property: JsonPropertyName("overdueNow")] int OverdueNow,
    [property: JsonPropertyName("abandoned")] int Abandoned,
    [property: JsonPropertyName("recycled")] int Recycled,
    [property: JsonPropertyName("disqualified")] int Disqualified,
    [property: JsonPropertyName("belowThreshold")] int BelowThreshold,
    [property: JsonPropertyName("unchecked")] int Unchecked);

/// <summary>The audit of the hand-offs.</summary>
/// <param name="Proven">The log says the same.</param>
/// <param name="BelowThreshold">The log contradicts; 0 in a healthy system.</param>
/// <param name="Unchecked">How many cannot be checked, by reason; empty where there is none.</param>
/// <param name="Failures">Those that the log contradicts; all, unless <paramref name="IsCut"/>.</param>
/// <param name="IsCut">There are more than are listed.</param>
public sealed record AuditItem(
    [property: JsonPropertyName("proven")] int Proven,
    [property: JsonPropertyName("belowThreshold")] int BelowThreshold,
    [property: JsonPropertyName("unchecked")] IReadOnlyDictionary<string, int> Unchecked,
    [property: JsonPropertyName("failures")] IReadOnlyList<AuditFailure> Failures,
    [property: JsonPropertyName("cut")] bool IsCut);

/// <summary>202: the report is being computed; ask again.</summary>
/// <param name="State"><c>computing</c>.</param>
/// <param name="Report">Its name.</param>
/// <param name="BucketsDone">Parts of the leads that are done.</param>
/// <param name="Buckets">Of this many.</param>
/// <param name="RetryAfterSeconds">When to ask again.</param>
public sealed record ComputingReport(
    [property: JsonPropertyName("state")] string State,
    [property: JsonPropertyName("report")] string Report,
    [property: JsonPropertyName("bucketsDone")] int BucketsDone,
    [property: JsonPropertyName("buckets")] int Buckets,
    [property: JsonPropertyName("retryAfterSeconds")] int RetryAfterSeconds);
