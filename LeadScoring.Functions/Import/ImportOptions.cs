using System.Text;

using LeadScoring.Domain.Events;
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

    /// <summary>By name of the column; null for one that is left out.</summary>
    public required IReadOnlyDictionary<string, ImportField?> Maps { get; init; }

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
        var query = new QueryReader(request.Query, "map", "others", "type", "source", "format", "delimiter", "dryRun");
        var maps = new Dictionary<string, ImportField?>(StringComparer.OrdinalIgnoreCase);
        foreach (var map in query.All("map"))
        {
            // From the end: names of columns may hold colons, fields do not.
            var colon = map.LastIndexOf(':');
            if (colon > 0 && ImportField.TryParse(map[(colon + 1)..].Trim(), out var field))
                maps[map[..colon].Trim()] = field;
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
        var format = query.OneOf("format", ["csv", "ndjson"]);
        var others = query.OneOf("others", ["profile", "properties", "none"]);
        var dryRun = query.OneOf("dryRun", ["true", "false"]);
        return query.Problem is { } problem ? (null, problem) : (new ImportOptions
        {
            Maps = maps,
            Others = others switch { "profile" => OtherColumns.Profile, "properties" => OtherColumns.Properties, "none" => OtherColumns.None, _ => OtherColumns.Usual },
            Type = type,
            Source = source ?? DefaultSource,
            Form = format switch { "csv" => FileForm.Csv, "ndjson" => FileForm.Ndjson, _ => sent == FileForm.Unsaid ? null : sent },
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
