using System.IO.Pipelines;
using System.Text;

using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>The rows of a file, read as they arrive: never is more in memory than a row and some kilobytes around it.</summary>
internal abstract class ImportRows
{
    private const int Peeked = 64;

    /// <summary>What its columns are, of lines of JSON those of the last line; null before the first is read.</summary>
    public RowShape? Shape { get; protected set; }

    /// <summary>What the values of the columns look like.</summary>
    public ColumnContents Contents { get; } = new();

    /// <summary>Why reading ended before the end; null at the end.</summary>
    public Ending? Ending { get; protected set; }

    /// <summary>The rows in order; to be read once.</summary>
    public abstract IAsyncEnumerable<ImportRow> Read(CancellationToken cancellation);

    /// <summary>Looks at the beginning of a body, and takes it for what it is.</summary>
    public static async Task<ImportRows> Open(Stream body, ImportOptions options, CancellationToken cancellation)
    {
        var bounded = new BoundedStream(InUtf8(body, options), ImportLimits.FileBytes);
        var pipe = PipeReader.Create(bounded);
        var start = await pipe.ReadAtLeastAsync(Peeked, cancellation);
        var bytes = new byte[Math.Min(Peeked, start.Buffer.Length)];
        System.Buffers.BuffersExtensions.CopyTo(start.Buffer.Slice(0, bytes.Length), bytes);
        var (encoding, mark) = Mark(bytes, options.Charset is { IsSingleByte: false } told ? told : ImportText.Utf8);
        pipe.AdvanceTo(start.Buffer.GetPosition(mark));

        // A workbook is one under any name: people send it as CSV.
        if (bytes.AsSpan().StartsWith(XlsxRows.OldSignature))
            return new RefusedRows(ImportErrors.OldWorkbook);
        if (options.Form == FileForm.Xlsx || bytes.AsSpan().StartsWith(XlsxRows.Signature))
            return new XlsxRows(pipe.AsStream(), bounded, options);

        // A zero is half of a letter in UTF-16.
        var first = bytes.AsSpan(mark).TrimStart("\0 \r\n\t"u8);
        var form = options.Form ?? (first.StartsWith("{"u8) || first.StartsWith("["u8) ? FileForm.Ndjson : FileForm.Csv);
        return form == FileForm.Ndjson ? new NdjsonRows(pipe, bounded, ReferenceEquals(encoding, ImportText.Utf8), options) : new CsvRows(ImportText.Reader(pipe.AsStream(), encoding), bounded, options);
    }

    protected void TooLarge(long line) => Ending = new Ending(ImportErrors.TooManyBytes, line, StatusCodes.Status413PayloadTooLarge);

    protected void TooLong(long line) => Ending = new Ending(ImportErrors.RowTooLong, line, StatusCodes.Status400BadRequest);

    // What is not text in the file's character set becomes the character by which rows are refused.
    private static Stream InUtf8(Stream body, ImportOptions options) =>
        options.Charset is { IsSingleByte: true } single ? Encoding.CreateTranscodingStream(body, single, Encoding.UTF8) : body;

    private static (Encoding Encoding, int MarkBytes) Mark(ReadOnlySpan<byte> bytes, Encoding told) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (ImportText.Utf8, 3),
        [0xFF, 0xFE, ..] => (ImportText.Utf16, 2),
        [0xFE, 0xFF, ..] => (ImportText.Utf16BigEndian, 2),
        _ => (told, 0),
    };
}

/// <summary>An end of reading before the end of the file.</summary>
/// <param name="Error">Why.</param>
/// <param name="Line">The first line that was not taken; null where none was.</param>
/// <param name="Status">HTTP status of the answer.</param>
internal sealed record Ending(RequestError Error, long? Line, int Status);

/// <summary>A file of which no row is read.</summary>
internal sealed class RefusedRows : ImportRows
{
    public RefusedRows(RequestError why) => Ending = new Ending(why, null, StatusCodes.Status400BadRequest);

    public override async IAsyncEnumerable<ImportRow> Read([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        await Task.CompletedTask;
        yield break;
    }
}
