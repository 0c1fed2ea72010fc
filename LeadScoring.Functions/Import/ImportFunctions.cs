using LeadScoring.Functions.Access;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Import;

/// <summary>Takes files of leads.</summary>
public sealed class ImportFunctions(ImportHandler handler)
{
    [Function("ImportLeads")]
    [RequiresRole(Role.Ingest)]
    [Audited("leads.import")]
    [Operation(ApiTags.Events, "Takes a file of leads or events: CSV, a workbook of Excel, or a JSON object per line.", More = "#import")]
    [Query("map", "What a column is, as `column:field`, or as `column|column:field` the first that is filled in.", IsRepeated = true)]
    [Query("clear", "A column, or several with commas, in which a blank empties the attribute.", IsRepeated = true)]
    [Query("type", "The event type of rows that name none.")]
    [Query("source", "The source of rows that name none.", Default = ImportOptions.DefaultSource)]
    [Query("others", "What columns are that nothing else tells.", Words = ["profile", "properties", "none"])]
    [Query("format", "The format of the file, where its content does not show it.", Words = ["csv", "ndjson", "xlsx"])]
    [Query("delimiter", "The character between cells, or `tab`, where the file does not show it.")]
    [Query("numbers", "How the file writes numbers: `en` 1,200.5, the others 1.200,5. They are stored in the plain form, with what was sent beside it.", Words = ["en", "de", "fr", "es", "it", "nl"])]
    [Query("dates", "What comes first in the dates of the file: `dmy` the day, `mdy` the month. They are stored in the form of ISO 8601, with what was sent beside it.", Words = ["dmy", "mdy"])]
    [Query("dryRun", "`true` stores nothing.", Words = ["true", "false"], Default = "false")]
    [Body("text/csv", Description = "The first line names the columns.")]
    [Body("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Description = "The first sheet of a workbook; its first line names the columns.")]
    [Body("application/x-ndjson", Description = "A JSON object per line.")]
    [Answers(200, "What a dry run found; nothing was stored.", Contract = typeof(ImportReport))]
    [Answers(202, "What became of the rows.", Contract = typeof(ImportReport))]
    [Refuses(400, "LS-QUERY-001", "LS-QUERY-002", "LS-IMPORT-002")]
    [Refuses(400, "LS-IMPORT-*", Contract = typeof(ImportProblem))]
    [Refuses(413, "LS-IMPORT-013", Contract = typeof(ImportProblem))]
    [UsesStorage]
    public Task<IActionResult> Import(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/v1/leads/import")] HttpRequest request, CancellationToken cancellation) =>
        StorageFailures.ToProblem(() => handler.Handle(request, cancellation));
}
