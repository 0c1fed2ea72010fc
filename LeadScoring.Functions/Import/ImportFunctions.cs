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
    [Operation(ApiTags.Events, "Takes a file of leads or events: CSV, or a JSON object per line.", More = "#import")]
    [Query("map", "What a column is, as `column:field`.", IsRepeated = true)]
    [Query("type", "The event type of rows that name none.")]
    [Query("source", "The source of rows that name none.", Default = ImportOptions.DefaultSource)]
    [Query("others", "What columns are that nothing else tells.", Words = ["profile", "properties", "none"])]
    [Query("format", "The format of the file, where its content does not show it.", Words = ["csv", "ndjson"])]
    [Query("delimiter", "The character between cells, or `tab`, where the file does not show it.")]
    [Query("dryRun", "`true` stores nothing.", Words = ["true", "false"], Default = "false")]
    [Body("text/csv", Description = "The first line names the columns.")]
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
