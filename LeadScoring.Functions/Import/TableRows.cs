using System.Runtime.CompilerServices;

using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>Rows of cells below a line of names, whatever they are written in.</summary>
internal abstract class TableRows(ImportOptions options) : ImportRows
{
    /// <summary>Rows that are looked at where no column names the lead, to say which one might.</summary>
    private const int Looked = 50;

    protected ImportOptions Options { get; } = options;

    public override async IAsyncEnumerable<ImportRow> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        var looked = -1;
        await foreach (var line in Lines(cancellation))
        {
            if (looked < 0)
            {
                if (!TakeNames(line))
                    yield break;
                looked = 0;
                continue;
            }

            if (Row(line) is not { } row)
                continue;
            if (row.Fault is null)
                Contents.Add(Shape!, row.Cells);
            if (Shape!.LeadColumns.Count > 0)
                yield return row;
            else if (++looked == Looked)
                break;
        }

        if (Shape is { LeadColumns.Count: 0 } && Ending is null)
            Refuse(ImportErrors.NoLeadColumn(Shape.Columns, Contents.Find(Shape.Columns, Content.Email)));
    }

    /// <summary>The line of names, then the others in order; a table that ends early says so in <see cref="ImportRows.Ending"/>.</summary>
    protected abstract IAsyncEnumerable<TableLine> Lines(CancellationToken cancellation);

    protected void Refuse(RequestError error) => Ending = new Ending(error, null, StatusCodes.Status400BadRequest);

    private bool TakeNames(TableLine line)
    {
        List<string> columns = [.. line.Cells.Select(static name => name.Trim())];
        var error = line.Fault
            ?? (columns.Exists(static name => ImportText.IsBroken(name) || name.Contains('\0', StringComparison.Ordinal)) ? ImportErrors.NotUtf8("The first line")
            : columns.TrueForAll(static name => name.Length == 0) ? ImportErrors.Empty
            : Options.Maps.SelectMany(map => map.Columns(columns)).FirstOrDefault(map => !columns.Contains(map, StringComparer.OrdinalIgnoreCase)) is { } unknown ? ImportErrors.NoColumn("map", unknown, columns)
            : ClearedColumns.Unknown(columns, Options) is { } uncleared ? ImportErrors.NoColumn("clear", uncleared, columns)
            : null);
        if (error is null)
            (Shape, error) = RowShape.Of(columns, Options);
        if (error is not null)
            Refuse(error);
        return error is null;
    }

    private ImportRow? Row(TableLine line)
    {
        var columns = Shape!.Columns;
        var row = new ImportRow(line.Line) { Shape = Shape };
        if (line.Fault is not null)
            return row with { Fault = line.Fault, Text = line.Raw };

        var cells = new ImportCell[Math.Min(columns.Count, line.Cells.Count)];
        var isEmpty = true;
        for (var place = 0; place < line.Cells.Count; place++)
        {
            // Cells beyond the names may be there when they are empty: spreadsheets write them.
            var cell = line.Cells[place].Trim();
            if (cell.Length == 0)
            {
                if (place < cells.Length)
                    cells[place] = new ImportCell("");
                continue;
            }

            isEmpty = false;
            if (place >= columns.Count)
                return row with { Fault = ImportErrors.TooManyCells(line.Cells.Count, columns.Count), Text = line.RawText };
            if (Shape.Fields[place] is not null && ImportText.IsBroken(cell))
                return row with { Fault = ImportErrors.NotUtf8(), FaultColumn = columns[place], Text = line.RawText };
            cells[place] = new ImportCell(cell);
        }

        return isEmpty ? null : row with { Cells = cells };
    }
}

/// <summary>A line of a table; valid until the next one is read.</summary>
/// <param name="Line">Line at which it begins, from 1.</param>
/// <param name="Cells">As they stand there.</param>
/// <param name="Fault">Why it cannot be read.</param>
internal sealed record TableLine(long Line, IReadOnlyList<string> Cells, RequestError? Fault)
{
    /// <summary>The text of a line with a fault.</summary>
    public string Raw { get; init; } = "";

    /// <summary>Makes the text of a line where its cells are not the whole of it.</summary>
    public Func<string>? RawOf { get; init; }

    /// <summary>The text as it stands in the file.</summary>
    public string RawText => RawOf?.Invoke() ?? string.Join(',', Cells);
}
