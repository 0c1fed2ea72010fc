using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>
/// Answers <c>GET /api/v1/reports/{name}</c> from what is computed, and has computed what is missing or old. Nothing is merged beforehand: the
/// parts of the buckets are added up when somebody reads them.
/// </summary>
public sealed class ReportsHandler(ReportQuery questions, ReportRuns runs, ReportParts parts, ReportStarter starter, IEnumerable<IReport> reports, TimeProvider clock)
{
    /// <summary>A result is good for so long.</summary>
    internal static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    /// <summary>The report, or how far it is.</summary>
    /// <param name="name">Of the report, with <c>.csv</c> for a spreadsheet.</param>
    public async Task<IActionResult> Handle(string name, IQueryCollection query, CancellationToken cancellation)
    {
        var isFile = name.EndsWith(ReportNames.CsvSuffix, StringComparison.Ordinal);
        var asked = isFile ? name[..^ReportNames.CsvSuffix.Length] : name;
        if (reports.FirstOrDefault(known => known.Name == asked) is not { } report || (isFile && !report.HasSpreadsheet))
            return ReportNames.Unknown.ToResult();
        var (question, problem) = await questions.Read(report, query, cancellation);
        if (question is null)
            return problem!.ToResult();

        var (result, bucketsDone) = await Find(question, cancellation);
        return result is null ? new ComputingResult(report.Name, bucketsDone) : await report.Answer(result, isFile, cancellation);
    }

    private async Task<(ReportResult? Result, int BucketsDone)> Find(ReportQuestion question, CancellationToken cancellation)
    {
        var run = await runs.Find(question.Id, cancellation) ?? await starter.Start(question, null, cancellation);
        var found = await parts.All(run.Id, run.Number, cancellation);
        var done = found.Count(static part => part.IsDone);
        if (done == LeadIds.Buckets)
        {
            var isOld = clock.GetUtcNow() - run.StartedAt >= Fresh;
            if (isOld)
                await starter.Start(question, run, cancellation);
            return (new ReportResult(question, run.StartedAt, isOld, found), done);
        }

        await starter.Remind(run, found, cancellation);
        if (run.Before is not { } before)
            return (null, done);

        // The computation before was whole, or this one would not have been started.
        var earlier = await parts.All(run.Id, run.Number - 1, cancellation);
        return (earlier.Count(static part => part.IsDone) == LeadIds.Buckets ? new ReportResult(question, before, Refreshing: true, earlier) : null, done);
    }
}
