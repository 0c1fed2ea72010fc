using System.IO.Compression;
using System.Security;
using System.Text;

namespace LeadScoring.Tests.Import;

/// <summary>Makes workbooks of one sheet, as spreadsheets write them.</summary>
internal static class Workbook
{
    /// <summary>A workbook of rows of cells: text, whole numbers, days and truth values.</summary>
    public static byte[] Of(params object?[][] rows) => WithSheet($"""
        <worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{string.Concat(rows.Select(Row))}</sheetData></worksheet>
        """);

    /// <summary>A workbook with a sheet as it is given.</summary>
    public static byte[] WithSheet(string xml)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(archive, "[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>
                """);
            Add(archive, "_rels/.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>
                """);
            Add(archive, "xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Leads" sheetId="1" r:id="rId1"/></sheets></workbook>
                """);
            Add(archive, "xl/_rels/workbook.xml.rels", """
                <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/styles" Target="styles.xml"/></Relationships>
                """);
            // Style 1 is a day, style 2 a day with its time.
            Add(archive, "xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14" applyNumberFormat="1"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs></styleSheet>
                """);
            Add(archive, "xl/worksheets/sheet1.xml", xml);
        }

        return bytes.ToArray();
    }

    /// <summary>A ZIP archive with one file in it.</summary>
    public static byte[] Archive(string name, string text)
    {
        using var bytes = new MemoryStream();
        using (var archive = new ZipArchive(bytes, ZipArchiveMode.Create, leaveOpen: true))
            Add(archive, name, text);
        return bytes.ToArray();
    }

    private static string Row(object?[] cells, int row) => FormattableString.Invariant($"<row r=\"{row + 1}\">{string.Concat(cells.Select((cell, column) => Cell(cell, FormattableString.Invariant($"{(char)('A' + column)}{row + 1}"))))}</row>");

    private static string Cell(object? cell, string place) => cell switch
    {
        null => "",
        bool truth => $"<c r=\"{place}\" t=\"b\"><v>{(truth ? 1 : 0)}</v></c>",
        DateTime { TimeOfDay.Ticks: 0 } day => FormattableString.Invariant($"<c r=\"{place}\" s=\"1\"><v>{day.ToOADate()}</v></c>"),
        DateTime instant => FormattableString.Invariant($"<c r=\"{place}\" s=\"2\"><v>{instant.ToOADate()}</v></c>"),
        string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
        IFormattable number => $"<c r=\"{place}\"><v>{number.ToString(null, System.Globalization.CultureInfo.InvariantCulture)}</v></c>",
        _ => throw new ArgumentException(cell.ToString(), nameof(cell)),
    };

    private static void Add(ZipArchive archive, string name, string text)
    {
        using var part = archive.CreateEntry(name).Open();
        part.Write(Encoding.UTF8.GetBytes(text));
    }
}
