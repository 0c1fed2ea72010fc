using System.Globalization;
using System.IO.Compression;
using System.Runtime.CompilerServices;
using System.Text;

using ExcelDataReader;
using ExcelDataReader.Exceptions;

namespace LeadScoring.Functions.Import;

/// <summary>The first sheet of a workbook of Excel. It is kept in a file while it is read: its parts stand in no order that could be read as it arrives.</summary>
internal sealed class XlsxRows(Stream body, BoundedStream bounded, ImportOptions options) : TableRows(options)
{
    // What a workbook may unpack to: some kilobytes can hold gigabytes.
    private const long UnpackedBytes = 16L * ImportLimits.FileBytes;
    private const long SharedBytes = 2L * ImportLimits.FileBytes;

    // The reader's configuration names the code page 1252, for workbooks of a form that is not read here.
    static XlsxRows() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>How a workbook begins: it is a ZIP archive.</summary>
    public static ReadOnlySpan<byte> Signature => "PK\x3\x4"u8;

    /// <summary>How a workbook of Excel 97 to 2003 begins.</summary>
    public static ReadOnlySpan<byte> OldSignature => [0xD0, 0xCF, 0x11, 0xE0];

    protected override async IAsyncEnumerable<TableLine> Lines([EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var file = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
        });
        await body.CopyToAsync(file, cancellation);
        if (bounded.IsCut)
        {
            TooLarge(1);
            yield break;
        }

        using var workbook = Open(file);
        if (workbook is null)
            yield break;
        for (long line = 1; Next(workbook, line); line++)
        {
            cancellation.ThrowIfCancellationRequested();
            var cells = new string[workbook.FieldCount];
            var length = 0;
            for (var place = 0; place < cells.Length; place++)
                length += (cells[place] = Text(workbook, place)).Length;
            if (length > ImportLimits.RowBytes)
            {
                TooLong(line);
                yield break;
            }

            // Names above the table are often moved down by a line or two.
            if (line > 1 || Array.Exists(cells, static cell => cell.Length > 0))
                yield return new TableLine(line, cells, null);
        }
    }

    private IExcelDataReader? Open(FileStream file)
    {
        try
        {
            file.Position = 0;
            if (!IsBounded(file))
            {
                Refuse(ImportErrors.WorkbookTooLarge);
                return null;
            }

            file.Position = 0;
            return ExcelReaderFactory.CreateOpenXmlReader(file, new ExcelReaderConfiguration { LeaveOpen = true });
        }
        catch (Exception broken) when (IsOfFile(broken))
        {
            Refuse(ImportErrors.NoWorkbook);
            return null;
        }
    }

    private bool Next(IExcelDataReader workbook, long line)
    {
        try
        {
            return workbook.Read();
        }
        catch (Exception broken) when (IsOfFile(broken))
        {
            Ending = new Ending(ImportErrors.NoWorkbook, line, Microsoft.AspNetCore.Http.StatusCodes.Status400BadRequest);
            return false;
        }
    }

    private static bool IsOfFile(Exception broken) => broken is ExcelReaderException or InvalidDataException or System.Xml.XmlException or FormatException or OverflowException or KeyNotFoundException or NullReferenceException;

    // By what is unpacked and not by what the archive says of itself. Texts that all cells share are held in memory, the sheet is not.
    private static bool IsBounded(FileStream file)
    {
        using var archive = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
        long all = 0;
        var buffer = new byte[64 * 1024];
        foreach (var entry in archive.Entries)
        {
            long one = 0;
            var isSheet = entry.FullName.Contains("worksheets/", StringComparison.OrdinalIgnoreCase);
            using var part = entry.Open();
            int read;
            while ((read = part.Read(buffer)) > 0)
            {
                one += read;
                all += read;
                if (all > UnpackedBytes || (!isSheet && one > SharedBytes))
                    return false;
            }
        }

        return true;
    }

    // As a person would write it: days in the form of ISO 8601, whole numbers without a point.
    private static string Text(IExcelDataReader row, int place) => row.GetValue(place) switch
    {
        null => "",
        string text => text,
        DateTime { TimeOfDay.Ticks: 0 } day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        DateTime instant => instant.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        bool truth => truth ? "true" : "false",
        double number => number.ToString("0.###############", CultureInfo.InvariantCulture),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        var other => other.ToString() ?? "",
    };
}
