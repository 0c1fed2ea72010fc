using System.Globalization;

using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>What can be wrong with a file that is imported. One page per code under docs/errors. Names of columns are shown, cells never.</summary>
internal static class ImportErrors
{
    /// <summary>How the codes of this list begin: what they name lies in the file and cannot be replayed.</summary>
    public const string Prefix = "LS-IMPORT-";

    private const string SaveAsUtf8 = "Save it as 'CSV UTF-8' (Excel) or with the character set Unicode (UTF-8) (LibreOffice), and import it again; rows taken already count once.";

    public static Fault Empty { get; } = new("", "LS-IMPORT-001", "The file has no rows.", "Send a first line with the names of the columns, and a row per lead below it: curl --data-binary @leads.csv.");

    public static Fault BadMap(string map) => new("?map", "LS-IMPORT-002", $"'{Shown(map)}' does not say which field a column is.",
        "Write map=column:field, where the field is email, externalId, visitor, id, type, occurredAt, profile.{name}, property.{name} or none.");

    public static Fault NoColumn(string column, IEnumerable<string> columns) => new("?map", "LS-IMPORT-003", $"The file has no column '{Shown(column)}'.",
        $"Use the names of its first line: {Shown(string.Join(", ", columns), 300)}.");

    public static Fault NoLeadColumn(IEnumerable<string> columns) => new("", "LS-IMPORT-004", $"No column says whose a row is; the columns are {Shown(string.Join(", ", columns), 300)}.",
        "Name one email, externalId or visitor, or say which one it is: map=column:email. If this is one name, the separator is another: delimiter=;");

    public static Fault TwoColumns(string one, string other, string field) => new("", "LS-IMPORT-005", $"The columns '{Shown(one)}' and '{Shown(other)}' are both {field}.",
        "Give one of them another field or none, e.g. map=column:none; rename one where both have the same name.");

    public static Fault NothingUsable { get; } = new("", "LS-IMPORT-006", "No row of the file could be used.", "Repair what the report names, and import the file again.");

    public static Fault NoHeader { get; } = new("", "LS-IMPORT-007", "The first line holds an e-mail address: it is a row and no names of columns.", "Put a line with the names of the columns on top, e.g. email,company,jobTitle.");

    public static Fault NotUtf8(string? what = null) => new("", "LS-IMPORT-008", $"{what ?? "The cell"} holds bytes that are no UTF-8; the file was probably saved in the code page of its machine.", SaveAsUtf8);

    public static Fault Utf16Lines { get; } = new("", "LS-IMPORT-008", "Lines of JSON are read in UTF-8 only; the file is in UTF-16.", "Save it in UTF-8.");

    public static Fault BadQuotes(string why) => new("", "LS-IMPORT-009", $"The quotes of the row cannot be understood: {why}.", "Enclose a cell that holds a quote in quotes, and double the quote inside: \"12\"\" screen\".");

    public static Fault TooManyCells(int cells, int columns) => new("", "LS-IMPORT-010", string.Create(CultureInfo.InvariantCulture, $"The row has {cells} cells, the first line names {columns} columns."),
        "Enclose cells that hold the separator in quotes, or give every column a name in the first line.");

    public static Fault NoLead(IEnumerable<string> columns) => new("", "LS-IMPORT-011", $"The row names no lead: there is nothing in {string.Join(", ", columns.Select(static column => Shown(column)))}.", "Fill in one of them, or leave the row out.");

    public static Fault RowTooLong { get; } = new("", "LS-IMPORT-012", string.Create(CultureInfo.InvariantCulture, $"The row that begins here is longer than {ImportLimits.RowBytes} bytes; a quote is probably not closed."),
        "Close the quote, and import the file again; rows taken already count once.");

    public static Fault TooManyBytes { get; } = new("", "LS-IMPORT-013", string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.FileBytes} bytes."), "Split it, with the first line on top of every part; rows taken already count once.");

    public static Fault TooManyRows { get; } = new("", "LS-IMPORT-013", string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.Rows} rows; those from here on were not read."), "Import the rest as a file of its own, with the first line on top.");

    public static Fault NoObject(string why) => new("", "LS-IMPORT-014", $"The line is no JSON object: {why}.", "Write one object per line, e.g. { \"email\": \"ann@acme.example\", \"jobTitle\": \"VP Operations\" }.");

    public static Problem OtherForm { get; } = new()
    {
        Status = StatusCodes.Status415UnsupportedMediaType,
        Code = "LS-HTTP-415",
        Title = "The body's form is not taken",
        Detail = "The Content-Type of the body is not one in which leads are imported.",
        Fix = "Send the file itself as text/csv or application/x-ndjson in UTF-8: curl --data-binary @leads.csv -H 'content-type: text/csv'.",
    };

    /// <summary>A name, shortened. An address is never shown.</summary>
    private static string Shown(string text, int most = 60) => text.Contains('@', StringComparison.Ordinal) ? "..." : text.Length <= most ? text : text[..most] + "...";
}
