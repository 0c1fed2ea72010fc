using CsvHelper;

using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Reports;

/// <summary>Writes the report as a file: RFC 4180, UTF-8 with the mark without which Excel takes it for the code page of its machine.</summary>
internal sealed class ServiceLevelCsvResult(ServiceLevelAnswer answer) : IActionResult
{
    private static readonly CsvWriterOptions Options = new() { WriteByteOrderMark = true };

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (response, gone) = (context.HttpContext.Response, context.HttpContext.RequestAborted);
        response.ContentType = "text/csv; charset=utf-8";
        response.Headers.ContentDisposition = $"attachment; filename=\"{answer.Report}.csv\"";
        response.Headers.XContentTypeOptions = "nosniff";
        await using var csv = CsvWriter.Create(response.Body, Options, leaveOpen: true);
        csv.WriteHeader([.. ServiceLevelColumns.All.Select(static column => column.Name)]);
        foreach (var row in answer.Rows)
            await csv.WriteRecordAsync([.. ServiceLevelColumns.All.Select(column => SpreadsheetCell.Of(column.Value(answer, row) ?? ""))], gone);
        await csv.FlushAsync(gone);
    }
}
