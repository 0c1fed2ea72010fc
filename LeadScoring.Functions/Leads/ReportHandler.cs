using System.Text.Json;

using LeadScoring.Functions.Models;
using LeadScoring.Functions.Reports;
using LeadScoring.Functions.Telemetry;

namespace LeadScoring.Functions.Leads;

/// <summary>
/// Computes what is too long for a request: the buckets of a report, and explanations with a long log. May run twice: of an explanation the later
/// result replaces the earlier, and a bucket is resumed.
/// </summary>
public sealed class ReportHandler(ModelCatalog catalog, LogFold fold, ExplanationReports reports, ReportBuckets buckets)
{
    /// <summary>Works on a message of the queue <c>lead-report</c>.</summary>
    /// <exception cref="JsonException">The message is none.</exception>
    public Task Handle(BinaryData body, CancellationToken cancellation)
    {
        // Messages for explanations are older than reports and do not say what they are.
        var bucket = JsonSerializer.Deserialize(body, ReportsJson.Default.ReportBucketMessage) ?? throw new JsonException("The message is empty.");
        return bucket.Report is null
            ? Explain(JsonSerializer.Deserialize(body, LeadsJson.Default.ReportMessage)!, cancellation)
            : buckets.Handle(bucket, cancellation);
    }

    private async Task Explain(ReportMessage asked, CancellationToken cancellation)
    {
        using var span = Traces.Continue("explain", asked.TraceParent);
        span?.SetTag(SpanTags.Lead, asked.Lead).SetTag(SpanTags.Model, asked.Model).SetTag(SpanTags.Version, asked.Version);
        var model = await catalog.Version(asked.Model, asked.Version, cancellation);
        var (lead, events) = await fold.Run(asked.Lead, model, asked.AsOf, cancellation);
        await reports.Keep(asked, Explanations.Of(asked.Lead, model, lead, asked.AsOf) with { UpTo = events }, cancellation);
    }
}
