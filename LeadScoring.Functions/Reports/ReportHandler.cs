using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Previews;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Reports;

/// <summary>
/// Computes what is too long for a request: the buckets of a report or a preview, and explanations and curves with a long log. May run twice: of these the later
/// result replaces the earlier, and a bucket is resumed.
/// </summary>
public sealed class ReportHandler(ModelCatalog catalog, LogFold fold, CurveMaker curves, LogAnswers answers, ReportBuckets buckets, PreviewBuckets previews, PutOffs putOffs, ILogger<ReportHandler> log)
{
    private QueueMessageReader Messages => new(QueueNames.Report, log);

    /// <summary>Works on a message of the queue <c>lead-report</c>.</summary>
    /// <exception cref="UnreadableMessageException">The message is none.</exception>
    public Task Handle(BinaryData body, CancellationToken cancellation)
    {
        // Messages for explanations are older than reports and do not say what they are.
        if (!Messages.Has(body, "report"))
        {
            var asked = Messages.Read(body, ExplanationsJson.Default.ReportMessage, "lead", "model", "version", "asOf");
            return putOffs.Work(
                QueueNames.Report, asked.Delays, () => Explain(asked, cancellation), () => Json.Binary(asked with { Delays = asked.Delays + 1 }, ExplanationsJson.Default.ReportMessage), cancellation);
        }

        var bucket = Messages.Read(body, ReportsJson.Default.ReportBucketMessage, "report", "id", "run", "bucket");
        Messages.CheckBucket(bucket.Bucket);
        return putOffs.Work(
            QueueNames.Report, bucket.Delays, () => bucket.Report == PreviewStarter.Report ? previews.Handle(bucket, cancellation) : buckets.Handle(bucket, cancellation), () => Json.Binary(bucket with { Delays = bucket.Delays + 1 }, ReportsJson.Default.ReportBucketMessage), cancellation);
    }

    private async Task Explain(ReportMessage asked, CancellationToken cancellation)
    {
        using var span = Traces.Continue("explain", asked.TraceParent);
        span?.SetTag(SpanTags.Lead, asked.Lead).SetTag(SpanTags.Model, asked.Model).SetTag(SpanTags.Version, asked.Version);
        var model = await catalog.Version(asked.Model, asked.Version, cancellation);
        if (asked is { From: { } from, To: { } to })
        {
            await answers.Keep(asked, await curves.Make(asked.Lead, new AskedCurve(model, new CurvePeriod(from, to, asked.AsOf)), cancellation), CurvesJson.Default.CurveAnswer, cancellation);
            return;
        }

        var (lead, events, evidence) = await fold.Run(asked.Lead, model, asked.AsOf, cancellation);
        await answers.Keep(asked, Explanations.Of(asked.Lead, model, lead, asked.AsOf, evidence) with { UpTo = events }, ExplanationsJson.Default.ExplanationAnswer, cancellation);
    }
}
