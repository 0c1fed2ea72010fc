using CsvHelper;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Leads.List;

/// <summary>
/// Writes leads as a file, page by page as they are read: RFC 4180, UTF-8. A fault under way breaks the connection off, so that the file
/// does not look whole.
/// </summary>
/// <param name="first">What is read already.</param>
/// <param name="rest">What is read while writing.</param>
/// <param name="logger">Told of a fault, of which the caller sees only the early end.</param>
/// <param name="change">What is made of each lead before it is written; null for nothing.</param>
internal sealed class LeadCsvResult(IReadOnlyList<FoundLead> first, IAsyncEnumerable<IReadOnlyList<FoundLead>> rest, ILogger logger, Func<LeadItem, LeadItem>? change = null) : IActionResult
{
    // Without the mark Excel takes UTF-8 for the code page of its machine.
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    /// <summary>The same file of leads of which something else is made.</summary>
    public LeadCsvResult With(Func<LeadItem, LeadItem> other) => new(first, rest, logger, other);

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, gone) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = "attachment; filename=\"leads.csv\"";
        response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            await Write(response.Body, gone);
        }
        catch (Exception fault)
        {
            // Not thrown on: a host may take a result that ends, however it ends, for the end of the file.
            if (!gone.IsCancellationRequested)
                logger.CsvBrokenOff(Failure.ReasonOf(fault));
            context.HttpContext.Abort();
        }
    }

    private async Task Write(Stream body, CancellationToken gone)
    {
        await using var csv = CsvWriter.Create(body, Options, leaveOpen: true);
        csv.WriteHeader([.. LeadColumns.All.Select(static column => column.Name)]);
        await Write(csv, first, gone);
        await foreach (var page in rest.WithCancellation(gone))
            await Write(csv, page, gone);
    }

    // Flushed, so that the page is under way while the next one is read.
    private async Task Write(CsvWriter csv, IReadOnlyList<FoundLead> leads, CancellationToken gone)
    {
        foreach (var lead in leads)
        {
            var shown = change is null ? lead.Item : change(lead.Item);
            foreach (var model in lead.Passing)
                await csv.WriteRecordAsync([.. LeadColumns.All.Select(column => SpreadsheetCell.Of(column.Value(shown, model) ?? ""))], gone);
        }

        await csv.FlushAsync(gone);
    }
}
