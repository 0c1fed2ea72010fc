using Azure;
using Azure.Data.Tables;

using LeadScoring.Domain.Values;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Reports;

/// <summary>Which computation of a report is the newest: one row <c>run</c> in the report's partition of the table Reports.</summary>
public sealed class ReportRuns(ITables tables)
{
    private const string Row = "run";

    /// <summary>The partition of a report. No lead's id has a colon, so that it is none of theirs.</summary>
    internal static string Partition(string id) => "report:" + id;

    /// <summary>The newest computation; null when the question was never asked.</summary>
    public async Task<ReportRun?> Find(string id, CancellationToken cancellation) =>
        await tables.Reports.Find(Partition(id), Row, cancellation) is { } row ? Read(row) : null;

    /// <summary>Makes a computation the newest one; false when somebody else was faster.</summary>
    /// <param name="run">With the tag of the row that it replaces; without one it is the first.</param>
    public Task<bool> Save(ReportRun run, CancellationToken cancellation)
    {
        var row = new TableEntity(Partition(run.Id), Row)
        {
            ["name"] = run.Question.Name,
            ["from"] = run.Question.From.ToString(),
            ["to"] = run.Question.To.ToString(),
            ["number"] = run.Number,
            ["startedAt"] = run.StartedAt,
            ["askedAt"] = run.AskedAt,
        };
        if (run.Question.Model is { } model)
            row["model"] = model;
        if (run.Before is { } before)
            row["before"] = before;
        return run.Tag == default ? tables.Reports.Insert(row, cancellation) : tables.Reports.Replace(row, run.Tag, cancellation);
    }

    private static ReportRun Read(TableEntity row) => new(
        new ReportQuestion(row.GetString("name") ?? "", row.GetString("model"), ReadDay(row, "from"), ReadDay(row, "to")),
        row.GetInt32("number") ?? 0,
        row.GetDateTimeOffset("startedAt") ?? default,
        row.GetDateTimeOffset("askedAt") ?? default,
        row.GetDateTimeOffset("before"),
        row.ETag);

    private static Day ReadDay(TableEntity row, string name) => Day.TryParse(row.GetString(name), out var day) ? day : default;
}
