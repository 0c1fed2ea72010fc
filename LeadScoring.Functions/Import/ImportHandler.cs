using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Import;

/// <summary>
/// Answers <c>POST /api/v1/leads/import</c>: reads a file as it arrives and stores its rows as events. The same file again changes nothing: a row is known by its
/// own id, else by its content.
/// </summary>
public sealed class ImportHandler(CaptureHandler capture, ModelCatalog models, ITables tables, LeadIds leadIds, TimeProvider clock)
{
    /// <summary>The report, or why the file cannot be used.</summary>
    public async Task<IActionResult> Handle(HttpRequest request, CancellationToken cancellation)
    {
        var (options, refusal) = ImportOptions.Read(request);
        if ((refusal ?? BodyReader.Refusal(request)) is { } problem)
            return problem.ToResult();
        // The server's own limit would end the request before anything is answered; the reader has one.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;

        var run = new ImportRun(options!, new AskedFields(await models.Active(cancellation), options!.Numbers), capture, tables, leadIds, clock);
        // Where the length is told, nothing of a file is taken that will not be taken whole.
        if (request.ContentLength > ImportLimits.FileBytes)
            return new ImportProblemResult(ImportProblem.Of(new Ending(ImportErrors.TooManyBytes, null, StatusCodes.Status413PayloadTooLarge), run.Report(null, new ColumnContents())));
        var rows = await ImportRows.Open(request.Body, options!, cancellation);
        Ending? ending = null;
        await foreach (var row in rows.Read(cancellation))
        {
            if (run.Rows == ImportLimits.Rows)
            {
                ending = new Ending(ImportErrors.TooManyRows, row.Line, StatusCodes.Status413PayloadTooLarge);
                break;
            }

            await run.Add(row, cancellation);
        }

        await run.Store(cancellation);
        return Answer(run, rows, ending ?? rows.Ending);
    }

    private static IActionResult Answer(ImportRun run, ImportRows rows, Ending? ending)
    {
        ending ??= run.Rows == 0 ? new Ending(ImportErrors.Empty, null, StatusCodes.Status400BadRequest)
            : run.Used == 0 ? new Ending(ImportErrors.NothingUsable, null, StatusCodes.Status400BadRequest)
            : null;
        var report = run.Report(rows.Shape, rows.Contents);
        return ending is null
            ? new JsonResult<ImportReport>(report, ImportJson.Default.ImportReport, report.DryRun ? StatusCodes.Status200OK : StatusCodes.Status202Accepted)
            : new ImportProblemResult(ImportProblem.Of(ending, report));
    }

    private sealed class ImportProblemResult(ImportProblem problem) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context) =>
            JsonBody.Write(context.HttpContext, problem.Status, "application/problem+json", problem, ImportJson.Default.ImportProblem);
    }
}
