using System.Globalization;

using LeadScoring.Domain.Conditions;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>What can be wrong with a file that is imported. One page per code under docs/errors. Names of columns are shown, cells never.</summary>
internal static class ImportErrors
{
    /// <summary>How the codes of this list begin: what they name lies in the file and cannot be replayed.</summary>
    public const string Prefix = "LS-IMPORT-";

    private const string SaveAsUtf8 = "Save it as 'CSV UTF-8' (Excel) or with the character set Unicode (UTF-8) (LibreOffice), and import it again; rows that were imported already count once.";

    public static RequestError Empty { get; } = new("", "LS-IMPORT-001", "The file has no rows.", "Send a first line with the names of the columns, and a row per lead below it: curl --data-binary @leads.csv.");

    public static RequestError BadMap(string map) => new("?map", "LS-IMPORT-002", $"'{Shown(map)}' must say which field a column is.",
        "Write map=column:field, or map=column|column:field for the first that is filled in, where the field is email, externalId, visitor, id, type, occurredAt, profile.{name}, property.{name} or none.");

    public static RequestError NoColumn(string option, string column, IEnumerable<string> columns) => new("?" + option, "LS-IMPORT-003", $"The file has no column '{Shown(column)}'.",
        $"Use the names of its first line: {Shown(string.Join(", ", columns), 300)}.");

    public static RequestError NotClearable(string column, ImportField? field) => new("?clear", "LS-IMPORT-030",
        $"The column '{Shown(column)}' is {field?.Text ?? "left out"}, and a blank cell in it cannot empty anything.", "Name columns that are attributes of the profile (profile.{name}); take others out of 'clear', or map them: map=column:profile.phone.");

    /// <param name="columns">Of the file.</param>
    /// <param name="addresses">The column that looks like addresses; null where there is none.</param>
    public static RequestError NoLeadColumn(IEnumerable<string> columns, string? addresses) => new("", "LS-IMPORT-004", $"No column names the lead; the columns are {Shown(string.Join(", ", columns), 300)}.",
        addresses is null
            ? "Name a column email, externalId or visitor, or map one: map=column:email. If all names appear as one, set the separator: delimiter=;"
            : $"The column '{Shown(addresses)}' looks like addresses. If it is the lead's, map it: {Map(addresses, ImportField.Email)}.");

    public static RequestError TwoColumns(string one, string other, string field) => new("", "LS-IMPORT-005", $"The columns '{Shown(one)}' and '{Shown(other)}' are both {field}.",
        one.Equals(other, StringComparison.OrdinalIgnoreCase)
            ? "Rename one of them in the file; both values are then kept."
            : $"Say which goes first, map={Shown(one)}|{Shown(other)}:{field}, or map one of them to another field or to none, e.g. map={Shown(other)}:none.");

    public static RequestError NothingUsable { get; } = new("", "LS-IMPORT-006", "No row of the file could be used.", "Fix the rows in the report and import the file again.");

    public static RequestError NoHeader { get; } = new("", "LS-IMPORT-007", "The first line contains an e-mail address, so it is a row, not a line of names.", "Add a line with the names of the columns at the top, e.g. email,company,jobTitle.");

    public static RequestError NotUtf8(string? what = null) => new("", "LS-IMPORT-008", $"{what ?? "The cell"} contains bytes that are not UTF-8; the file was probably saved in a legacy code page.", SaveAsUtf8);

    public static RequestError Utf16Lines { get; } = new("", "LS-IMPORT-008", "Lines of JSON must be UTF-8; the file is UTF-16.", "Save it as UTF-8.");

    public static RequestError BadQuotes(string why) => new("", "LS-IMPORT-009", $"The quotes of the row are wrong: {why}.", "Enclose a cell that contains a quote in quotes, and double the quote inside: \"12\"\" screen\".");

    public static RequestError TooManyCells(int cells, int columns) => new("", "LS-IMPORT-010", string.Create(CultureInfo.InvariantCulture, $"The row has {cells} cells, but the first line names {columns} columns."),
        "Enclose cells that contain the separator in quotes, or name every column in the first line.");

    public static RequestError NoLead(IEnumerable<string> columns) => new("", "LS-IMPORT-011", $"The row names no lead: these cells are empty: {string.Join(", ", columns.Select(static column => Shown(column)))}.", "Fill in one of them, or leave the row out.");

    public static RequestError RowTooLong { get; } = new("", "LS-IMPORT-012", string.Create(CultureInfo.InvariantCulture, $"The row that begins here is longer than {ImportLimits.RowBytes} bytes; a quote is probably not closed."),
        "Close the quote and import the file again; rows that were imported already count once.");

    public static RequestError TooManyBytes { get; } = new("", "LS-IMPORT-013", string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.FileBytes} bytes."), "Split it, with the first line at the top of every part; rows that were imported already count once.");

    public static RequestError TooManyRows { get; } = new("", "LS-IMPORT-013", string.Create(CultureInfo.InvariantCulture, $"The file has more than {ImportLimits.Rows} rows; those from here on were not read."), "Import the rest as a separate file, with the first line at the top.");

    public static RequestError NoObject(string why) => new("", "LS-IMPORT-014", $"The line is not a JSON object: {why}.", "Write one object per line, e.g. { \"email\": \"ann@acme.example\", \"jobTitle\": \"VP Operations\" }.");

    public static RequestError OldWorkbook { get; } = new("", "LS-IMPORT-015", "The file is a workbook of Excel 97 to 2003 (.xls), which is not read.", "Save it as an Excel workbook (.xlsx) or as 'CSV UTF-8', and import that.");

    public static RequestError NoWorkbook { get; } = new("", "LS-IMPORT-015", "The file is a ZIP archive and not a workbook of Excel (.xlsx) that can be read; it may be damaged or protected by a password.",
        "Open it in Excel and save it again as .xlsx without a password or as 'CSV UTF-8'; unpack another archive and import the file in it.");

    public static RequestError WorkbookTooLarge { get; } = new("", "LS-IMPORT-015", "The workbook unpacks to more than is read.", "Save the sheet as 'CSV UTF-8', and import that.");

    /// <summary>What is said of the values of a column that models cannot read.</summary>
    public static UnreadColumn Unread(string column, FieldReading reading, int values, long line, IReadOnlyList<string> rules) => new(
        column,
        values,
        line,
        FieldUse.NameOf(reading),
        rules,
        "LS-IMPORT-016",
        reading switch
        {
            FieldReading.Number => "Write plain numbers such as 1200.5, or say how the file writes them: numbers=en for 1,200.5 or numbers=de for 1.200,5.",
            FieldReading.Date => "Write days such as 2027-12-31, or say what comes first: dates=dmy for 31/12/2027 or dates=mdy for 12/31/2027.",
            FieldReading.Country => "Write a country by its name or its code of two letters, such as DE.",
            _ => "Write true or false, or one of the words that are read as such.",
        });

    /// <summary>What is said of numbers that may mean another number.</summary>
    public static UnreadColumn Doubtful(string column, FieldReading reading, int values, long line, IReadOnlyList<string> rules) => new(
        column, values, line, FieldUse.NameOf(reading), rules, "LS-IMPORT-017", "They are read with a decimal point, 1.200 as 1.2. Say numbers=de if they are thousands, or numbers=en if not.");

    /// <summary>The fault of a cell, with what an importer can do about it.</summary>
    public static RequestError OfCell(RequestError error, string? column) => (error.Code, error.Pointer) switch
    {
        ("LS-EVENT-006", _) => error with { Fix = "Write times such as 2026-03-01T10:15:00Z, or say what comes first in the dates of the file: dates=dmy for 31/12/2027 or dates=mdy for 12/31/2027." },
        ("LS-EVENT-003", "/type") when column is not null => error with { Fix = $"Write lower-case words joined by dots, such as event.attended. If the column holds something else than types of events, say so: map={Shown(column)}:profile.kind." },
        _ => error,
    };

    /// <summary>A mapping as it is written in the query.</summary>
    public static string Map(string column, ImportField field) => $"map={column}:{field.Text}";

    public static Problem OtherForm { get; } = new()
    {
        Status = StatusCodes.Status415UnsupportedMediaType,
        Code = "LS-HTTP-415",
        Title = "The format of the body is not supported",
        Detail = "The Content-Type of the body is not supported for imports.",
        Fix = "Send the file itself as text/csv or application/x-ndjson in UTF-8, or an Excel workbook (.xlsx) as application/octet-stream: curl --data-binary @leads.csv -H 'content-type: text/csv'.",
    };

    /// <summary>A name, shortened. An address is never shown.</summary>
    private static string Shown(string text, int most = 60) => text.Contains('@', StringComparison.Ordinal) ? "..." : text.Length <= most ? text : text[..most] + "...";

    /// <summary>The column of a pointer in an event that is a line of JSON: a member's name, or the path to it; null for the whole event.</summary>
    public static string? ColumnAt(string pointer) => pointer.Length == 0 ? null : pointer.IndexOf('/', 1) > 0 ? pointer[1..] : JsonPointers.Unescape(pointer[1..]);
}
