using System.Globalization;
using System.Text;

using CsvHelper;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>The table as a CSV file that spreadsheets open with the right letters: UTF-8 with its mark, lines ended by CR LF.</summary>
internal static class CsvFormat
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly char[] Separators = [',', ';', '\t'];

    /// <summary>Reads a file that a spreadsheet may have saved, or may be saving.</summary>
    /// <exception cref="CrmFileBusyException">It is not whole, or not the CRM's.</exception>
    public static CrmTable Read(byte[] bytes, string path, GoneLeads gone)
    {
        var text = Decode(bytes, path);
        // Every program ends the last line; one that has no end is still being written.
        if (text.Length == 0 || text[^1] is not ('\n' or '\r'))
            throw new CrmFileBusyException($"{path} ends in the middle of a line", "Wait until it is saved, or end its last line if you edited it by hand.");
        var separator = Separator(text) ?? throw NotTheCrm(path);
        try
        {
            using var csv = CsvReader.FromText(text, new CsvReaderOptions
            {
                Separator = separator,
                TrackLineNumbers = true,
                MalformedData = CsvMalformedDataHandling.Throw,
                IncludeValuesInExceptions = false,
            });
            var table = new CrmTable(csv.Headers, separator) { Gone = gone };
            if (CrmColumns.Key.Any(column => table.IndexOf(column) < 0))
                throw NotTheCrm(path);
            while (csv.Read())
                table.AddRead(Cells(csv, table.Columns.Count, path));
            return table;
        }
        catch (CsvFormatException broken)
        {
            throw new CrmFileBusyException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {broken.LineNumber}, has a quote that is not closed, or text behind one"),
                "Wait until it is saved; if it stays so, repair the line or restore the file from a copy.", broken);
        }
    }

    public static byte[] Write(CrmTable table)
    {
        using var bytes = new MemoryStream();
        using (var csv = CsvWriter.Create(bytes, new CsvWriterOptions { Separator = table.Separator, WriteByteOrderMark = true, NewLine = "\r\n" }, leaveOpen: true))
        {
            csv.WriteRecord([.. table.Columns]);
            foreach (var row in table.Rows)
                csv.WriteRecord([.. row.Cells, .. Enumerable.Repeat("", table.Columns.Count - row.Cells.Count)]);
        }

        return bytes.ToArray();
    }

    // Excel leaves out empty cells at the end of lines, so fewer than the header has are no fault; more are.
    private static List<string> Cells(CsvReader csv, int columns, string path)
    {
        var cells = new List<string>(columns);
        for (var i = 0; i < csv.FieldCount; i++)
        {
            if (i < columns)
                cells.Add(csv.GetString(i));
            else if (!csv.IsEmpty(i))
                throw new CrmFileBusyException(string.Create(CultureInfo.InvariantCulture, $"{path}, line {csv.LineNumber}, has more cells than the first line has names"), "Give every column a name in the first line.");
        }

        return cells;
    }

    private static string Decode(byte[] bytes, string path)
    {
        try
        {
            return Strict.GetString(bytes.AsSpan().StartsWith("\uFEFF"u8) ? bytes.AsSpan(3) : bytes);
        }
        catch (DecoderFallbackException foreign)
        {
            throw new CrmFileBusyException($"{path} is not in UTF-8", "Save it as 'CSV UTF-8' (Excel), or with the character set Unicode (UTF-8) (LibreOffice).", foreign);
        }
    }

    // A spreadsheet writes what its language uses; the header tells which.
    private static char? Separator(string text)
    {
        var header = text.AsSpan(0, text.AsSpan().IndexOfAny('\r', '\n')).ToString();
        foreach (var separator in Separators)
        {
            if (header.Split(separator).Any(static name => name.Trim('"') == CrmColumns.Lead))
                return separator;
        }

        return null;
    }

    private static CrmFileBusyException NotTheCrm(string path) => new(
        $"The first line of {path} lacks one of {string.Join(", ", CrmColumns.Key)}",
        "Give these columns their names back; if it is another file, name the CRM's with --file.");
}
