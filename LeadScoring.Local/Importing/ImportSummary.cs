using System.Globalization;

using LeadScoring.Functions.Import;
using LeadScoring.Local.Client;

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
            Write(report.Columns);

        foreach (var fault in report.Errors.Take(ErrorsShown))
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"line {fault.Line}{(fault.Column is null ? "" : ", " + fault.Column)}: {fault.Code} {fault.Detail}"));
            console.WriteLine($"  fix: {CommandWords.Of(fault.Fix)}");
        }

        if (report.Rejected > ErrorsShown)
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"... and {report.Rejected - Math.Min(ErrorsShown, report.Errors.Count):N0} rows more. The first 1,000 are kept: GET /api/v1/rejected?source=import"));

        foreach (var column in report.Unread ?? [])
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column.Column}: {column.Code} {column.Values:N0} values cannot be read as {column.Expected}, the first in line {column.Line}; asked for by {string.Join(", ", column.Rules)}. They are stored as they stand, and these rules do not hold for them."));
            console.WriteLine($"  fix: {CommandWords.Of(column.Fix)}");
        }

        foreach (var column in report.Doubtful ?? [])
        {
            console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{column.Column}: {column.Code} {column.Values:N0} numbers may mean two numbers, the first in line {column.Line}; asked for by {string.Join(", ", column.Rules)}."));
            console.WriteLine($"  fix: {CommandWords.Of(column.Fix)}");
        }

        var counts = new Table().AddColumn("rows").AddColumn(new TableColumn("count").RightAligned());
        counts.AddRow("read", Number(report.Rows));
        counts.AddRow(report.DryRun ? "would be accepted" : "accepted", Number(report.Accepted));
        counts.AddRow("known already", Number(report.Duplicates));
        counts.AddRow("rejected", Number(report.Rejected));
        console.Write(counts);
    }

    private void Write(IReadOnlyList<ImportColumn> columns)
    {
        var hasNotes = columns.Any(static column => Note(column).Length > 0);
        var table = new Table().AddColumns("column", "is");
        if (hasNotes)
            table.AddColumn("note");
        foreach (var column in columns)
        {
            string[] cells = [Markup.Escape(column.Column), Markup.Escape(column.Field ?? "left out"), Markup.Escape(Note(column))];
            table.AddRow(hasNotes ? cells : cells[..2]);
        }

        console.Write(table);
    }

    private static string Note(ImportColumn column) => string.Join("; ", Notes(column));

    private static IEnumerable<string> Notes(ImportColumn column)
    {
        if (column.After is { } before)
            yield return $"where {string.Join(" and ", before)} {(before.Count == 1 ? "is" : "are")} empty";
        if (column.Clears)
            yield return "blanks empty it";
        if (column.Asked == false)
            yield return "no model asks for it";
        if (column.LooksLike is { } content)
            yield return $"looks like {content}{(column.Suggestion is { } map ? ": " + CommandWords.Of(map) : "")}";
    }

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
