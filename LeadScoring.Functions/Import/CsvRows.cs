using System.Runtime.CompilerServices;
using System.Text;

using CsvHelper;

using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Import;

/// <summary>Lines of cells: RFC 4180 with any separator, and the <c>sep=;</c> that Excel writes. What looks like a formula is text.</summary>
internal sealed class CsvRows(TextReader text, BoundedStream body, ImportOptions options) : TableRows(options)
{
    private CsvMalformedRecord? _malformed;

    protected override async IAsyncEnumerable<TableLine> Lines([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var csv = CsvReader.Create(text, new CsvReaderOptions
        {
            Separator = Options.Delimiter,
            TrackLineNumbers = true,
            TrimWhitespace = true,
            MaxRecordSize = ImportLimits.RowBytes,
            OnMalformedRecord = record => _malformed = record,
            IncludeValuesInExceptions = false,
        });
        try
        {
            await csv.ReadHeaderAsync(cancellation);
        }
        catch (CsvFormatException)
        {
            TooLong(1);
            yield break;
        }

        yield return new TableLine(1, [.. csv.Headers], Fault());
        while (await Next(csv, cancellation))
            yield return Line(csv);
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

    private TableLine Line(CsvReader csv)
    {
        if (Fault() is { } fault)
            return new TableLine(csv.LineNumber, [], fault) { Raw = Raw(csv) };
        var cells = new string[csv.FieldCount];
        for (var place = 0; place < cells.Length; place++)
            cells[place] = csv.IsEmpty(place) ? "" : csv.GetString(place);
        // The text of a row costs a copy, which only a bad one needs.
        return new TableLine(csv.LineNumber, cells, null) { RawOf = () => Raw(csv) };
    }

    private RequestError? Fault() => _malformed is { } record ? ImportErrors.BadQuotes(Why(record)) : null;

    private static string Raw(CsvReader csv) => ImportText.Shown(Encoding.UTF8.GetString(csv.RawRecord));

    private static string Why(CsvMalformedRecord record) => record.Reason switch
    {
        CsvMalformedReason.UnterminatedQuote => "one is not closed, so everything after it is one cell",
        CsvMalformedReason.TextAfterClosingQuote => "there is text after one that closes a cell",
        _ => "one is inside a cell without quotes",
    };
}
