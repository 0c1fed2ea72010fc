using System.Globalization;

using LeadScoring.Functions.Import;

using Spectre.Console;

namespace LeadScoring.Local.Importing;

/// <summary>Says what became of a file: its columns, its bad rows, and the counts.</summary>
internal sealed class ImportSummary(IAnsiConsole console)
{
    private const int ErrorsShown = 20;

    public void Write(ImportOutcome outcome)
    {
        if (outcome.Report is { } report)
            Write(report);
        if (outcome.Problem is { } problem)
            console.WriteLine(problem);
    }

    private void Write(ImportReport report)
    {
        if (report.Columns.Count > 0)
        {
            var columns = new Table().AddColumns("column", "is");
            foreach (var column in report.Columns)
                columns.AddRow(Markup.Escape(column.Column), Markup.Escape(column.Field ?? "left out"));
            console.Write(columns);
        }

        foreach (var fault in report.Errors.Take(ErrorsShown))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}{(fault.Column is null ? "" : ", " + fault.Column)}: {fault.Code} {fault.Detail}"));
            console.WriteLine($"  fix: {fault.Fix}");
        }

        if (report.Rejected > ErrorsShown)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {report.Rejected - Math.Min(ErrorsShown, report.Errors.Count):N0} rows more. The first 1,000 are kept: GET /api/v1/rejected?source=import"));

        var counts = new Table().AddColumn("rows").AddColumn(new TableColumn("count").RightAligned());
        counts.AddRow("read", Number(report.Rows));
        counts.AddRow(report.DryRun ? "would be accepted" : "accepted", Number(report.Accepted));
        counts.AddRow("known already", Number(report.Duplicates));
        counts.AddRow("rejected", Number(report.Rejected));
        console.Write(counts);
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
