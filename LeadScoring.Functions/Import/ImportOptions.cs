using System.Text;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.Import;

/// <summary>How a file is to be read: the query of <c>POST /api/v1/leads/import</c>.</summary>
internal sealed record ImportOptions
{
    /// <summary>The source of rows that name none.</summary>
    public const string DefaultSource = "import";

    // 1,200.5 in the first, 1.200,5 in the others.
    private static readonly string[] NumberLanguages = ["en", "de", "fr", "es", "it", "nl"];

    private static readonly string[] DateOrders = ["dmy", "mdy"];

    /// <summary>What is said of columns, in the order in which it was said.</summary>
    public required IReadOnlyList<ColumnMap> Maps { get; init; }

    /// <summary>How the file writes numbers.</summary>
    public required NumberMarks Numbers { get; init; }

    /// <summary>What comes first in the dates of the file.</summary>
    public required DateOrder Dates { get; init; }

    /// <summary>Names of columns, or lists of them with commas, in which a blank empties the attribute.</summary>
    public required IReadOnlyList<string> Clear { get; init; }

    /// <summary>What other columns are.</summary>
    public required OtherColumns Others { get; init; }

    /// <summary>The type of rows that name none; null where rows are not events but what is known of leads.</summary>
    public required string? Type { get; init; }

    /// <summary>In whose name the rows come: with the rows' ids it tells events apart.</summary>
    public required string Source { get; init; }

    /// <summary>Null = seen from the file.</summary>
    public required FileForm? Form { get; init; }

    /// <summary>The character set that the Content-Type names; null = UTF-8. Between the forms of Unicode the mark at the beginning of the file decides.</summary>
    public required Encoding? Charset { get; init; }

    /// <summary>Between cells; null = seen from the file.</summary>
    public required char? Delimiter { get; init; }

    /// <summary>Nothing is stored.</summary>
    public required bool IsDryRun { get; init; }

    /// <summary>Reads the query and the headers, or says what is wrong with them.</summary>
    public static (ImportOptions? Options, Problem? Refusal) Read(HttpRequest request)
    {
        if (FormOf(request.Headers) is not { } sent)
            return (null, ImportErrors.OtherForm);
        if (!BodyCharset.TryFind(request.Headers.ContentType, out var charset))
            return (null, BodyCharset.Unknown);
        var query = new QueryReader(request.Query, "map", "clear", "others", "type", "source", "format", "delimiter", "numbers", "dates", "dryRun");
        var maps = new List<ColumnMap>();
        foreach (var map in query.All("map"))
        {
            if (ColumnMap.Read(map) is { } read)
                maps.Add(read);
            else
                query.Refuse(ImportErrors.BadMap(map));
        }

        var type = query.Text("type");
        if (type is not null && !EventTypes.IsType(type))
            query.Refuse("type", "Must be an event type.", "Use lower-case words joined by dots, e.g. type=event.attended.");
        var source = query.Text("source");
        if (source?.Length > EventLimits.NameCharacters)
            query.Refuse("source", "The name is too long.", "Use at most 256 characters, e.g. source=crm.");
        var delimiter = query.Text("delimiter") switch { "tab" => "\t", var given => given };
        if (delimiter is { Length: not 1 } or ['"' or '\r' or '\n' or > '\x7f'])
            query.Refuse("delimiter", "Must be a separator of cells.", "Use one character, such as delimiter=; or delimiter=tab.");
        var format = query.OneOf("format", ["csv", "ndjson", "xlsx"]);
        var others = query.OneOf("others", ["profile", "properties", "none"]);
        var numbers = query.OneOf("numbers", NumberLanguages);
        var dates = query.OneOf("dates", DateOrders);
        var dryRun = query.OneOf("dryRun", ["true", "false"]);
        return query.Problem is { } problem ? (null, problem) : (new ImportOptions
        {
            Maps = maps,
            Clear = [.. query.All("clear").Select(static name => name.Trim()).Where(static name => name.Length > 0)],
            Numbers = numbers switch { null => NumberMarks.Unknown, "en" => NumberMarks.DecimalPoint, _ => NumberMarks.DecimalComma },
            Dates = dates switch { "dmy" => DateOrder.DayFirst, "mdy" => DateOrder.MonthFirst, _ => DateOrder.Unknown },
            Others = others switch { "profile" => OtherColumns.Profile, "properties" => OtherColumns.Properties, "none" => OtherColumns.None, _ => OtherColumns.Usual },
            Type = type,
            Source = source ?? DefaultSource,
            Form = format switch { "csv" => FileForm.Csv, "ndjson" => FileForm.Ndjson, "xlsx" => FileForm.Xlsx, _ => sent == FileForm.Unsaid ? null : sent },
            Charset = charset,
            Delimiter = delimiter?[0],
            IsDryRun = dryRun == "true",
        }, null);
    }

    // Null = none that is taken.
    private static FileForm? FormOf(IHeaderDictionary headers)
    {
        var text = headers.ContentType.ToString();
        if (text.Length == 0)
            return FileForm.Unsaid;
        if (!MediaTypeHeaderValue.TryParse(text, out var type))
            return null;
        return type.MediaType.Value?.ToUpperInvariant() switch
        {
            "TEXT/CSV" or "TEXT/TAB-SEPARATED-VALUES" or "APPLICATION/CSV" => FileForm.Csv,
            "APPLICATION/X-NDJSON" or "APPLICATION/NDJSON" or "APPLICATION/JSONL" or "APPLICATION/X-JSONLINES" => FileForm.Ndjson,
            "APPLICATION/VND.OPENXMLFORMATS-OFFICEDOCUMENT.SPREADSHEETML.SHEET" => FileForm.Xlsx,
            // What curl and others say of whatever they send.
            "APPLICATION/X-WWW-FORM-URLENCODED" or "APPLICATION/OCTET-STREAM" or "TEXT/PLAIN" => FileForm.Unsaid,
            _ => null,
        };
    }
}

internal enum FileForm
{
    /// <summary>To be seen from the file.</summary>
    Unsaid,

    /// <summary>Cells with a separator, the first line names them.</summary>
    Csv,

    /// <summary>A JSON object per line.</summary>
    Ndjson,

    /// <summary>A workbook of Excel, the first line of its first sheet names the columns.</summary>
    Xlsx,
}

/// <summary>What columns are that neither a mapping nor their name tells.</summary>
internal enum OtherColumns
{
    /// <summary>Properties where rows are events, else profile.</summary>
    Usual,

    /// <summary>Attributes of the lead.</summary>
    Profile,

    /// <summary>Properties of the event.</summary>
    Properties,

    /// <summary>Nothing: they are left out.</summary>
    None,
}
