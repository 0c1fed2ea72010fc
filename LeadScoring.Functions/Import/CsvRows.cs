using System.Runtime.CompilerServices;
using System.Text;

using CsvHelper;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>Rows of cells: RFC 4180 with any separator, and the <c>sep=;</c> that Excel writes. What looks like a formula is text.</summary>
internal sealed class CsvRows(TextReader text, BoundedStream body, ImportOptions options) : ImportRows
{
    private CsvMalformedRecord? _malformed;

    public override async IAsyncEnumerable<ImportRow> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = options.Delimiter,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MaxRecordSize = ImportLimits.RowBytes,
            OnMalformedRecord = record => _malformed = record,
            IncludeValuesInExceptions = false,
        });
        if (!await ReadHeader(csv, cancellation))
            yield break;
        while (await Next(csv, cancellation))
        {
            if (Row(csv) is { } row)
                yield return row;
        }
    }

    private async Task<bool> ReadHeader(CsvReader csv, CancellationToken cancellation)
    {
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            TooLong(1);
            return false;
        }

        List<string> columns = [.. csv.Headers.Select(static name => name.Trim())];
        var error = _malformed is { } record ? ImportErrors.BadQuotes(Why(record))
            : columns.Exists(static name => ImportText.IsBroken(name) || name.Contains('\0', StringComparison.Ordinal)) ? ImportErrors.NotUtf8("The first line")
            : columns.TrueForAll(static name => name.Length == 0) ? ImportErrors.Empty
            : options.Maps.Keys.FirstOrDefault(map => !columns.Contains(map, StringComparer.OrdinalIgnoreCase)) is { } unknown ? ImportErrors.NoColumn(unknown, columns)
            : null;
        if (error is null)
            (Shape, error) = RowShape.Of(columns, options);
        if (error is null && Shape!.LeadColumns.Count == 0)
            error = ImportErrors.NoLeadColumn(columns);
        Ending = error is null ? null : new Ending(error, null, StatusCodes.Status400BadRequest);
        return error is null;
    }

    private async Task<bool> Next(CsvReader csv, CancellationToken cancellation)
    {
        _malformed = null;
        try
        {
            var isThere = await csv.ReadAsync(cancellation);
            // The last row of a body that was cut may be cut too.
            if (body.IsCut)
                TooLarge(csv.LineNumber);
            return isThere && !body.IsCut;
        }
        catch (CsvFormatException broken)
        {
            TooLong(broken.LineNumber);
            return false;
        }
    }

    private ImportRow? Row(CsvReader csv)
    {
        var columns = Shape!.Columns;
        var row = new ImportRow(csv.LineNumber) { Shape = Shape };
        if (_malformed is { } record)
            return row with { Fault = ImportErrors.BadQuotes(Why(record)), Text = Raw(csv) };

        var cells = new ImportCell[Math.Min(columns.Count, csv.FieldCount)];
        var isEmpty = true;
        for (var place = 0; place < csv.FieldCount; place++)
        {
            // Cells beyond the names may be there when they are empty: spreadsheets write them.
            if (csv.IsEmpty(place))
                continue;
            isEmpty = false;
            if (place >= columns.Count)
                return row with { Fault = ImportErrors.TooManyCells(csv.FieldCount, columns.Count), Text = Raw(csv) };
            if (Shape.Fields[place] is null)
                continue;
            var cell = csv.GetString(place).Trim();
            if (ImportText.IsBroken(cell))
                return row with { Fault = ImportErrors.NotUtf8(), FaultColumn = columns[place], Text = Raw(csv) };
            cells[place] = new ImportCell(cell);
        }

        return isEmpty ? null : row with { Cells = cells };
    }

    private static string Raw(CsvReader csv) => ImportText.Shown(Encoding.UTF8.GetString(csv.RawRecord));

    private static string Why(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "one is not closed, so everything after it is one cell",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after one that closes a cell",
        _ => "one is inside a cell without quotes",
    };
}
