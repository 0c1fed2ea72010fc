using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Import;

/// <summary>Rows that are lines of JSON in UTF-8: objects whose names are columns, or, with a member <c>lead</c>, events as a program would post them.</summary>
internal sealed class NdjsonRows(PipeReader pipe, BoundedStream body, bool isUtf8, ImportOptions options) : ImportRows
{
    private long _line;

    public override async IAsyncEnumerable<ImportRow> Read([EnumeratorCancellation] CancellationToken cancellation)
    {
        if (!isUtf8)
        {
            Ending = new Ending(ImportErrors.Utf16Lines, null, StatusCodes.Status400BadRequest);
            yield break;
        }

        while (await Next(cancellation) is { } line)
        {
            if (line.AsSpan().Trim(" \t\r"u8).Length == 0)
                continue;
            var (document, broken) = Parse(line);
            using (document)
                yield return broken ?? Row(document!.RootElement);
        }
    }

    // The next line without its end; null at the end, which may be before that of the file.
    private async Task<byte[]?> Next(CancellationToken cancellation)
    {
        _line++;
        while (true)
        {
            var read = await pipe.ReadAsync(cancellation);
            if (read.Buffer.PositionOf((byte)'\n') is { } end)
            {
                var line = read.Buffer.Slice(0, end).ToArray();
                pipe.AdvanceTo(read.Buffer.GetPosition(1, end));
                return line;
            }

            if (read.IsCompleted || read.Buffer.Length > ImportLimits.RowBytes)
            {
                var rest = read.Buffer.Length > ImportLimits.RowBytes ? null : read.Buffer.ToArray();
                pipe.AdvanceTo(read.Buffer.End);
                return Last(rest);
            }

            pipe.AdvanceTo(read.Buffer.Start, read.Buffer.End);
        }
    }

    private byte[]? Last(byte[]? rest)
    {
        if (body.IsCut)
            TooLarge(_line);
        else if (rest is null)
            TooLong(_line);
        return Ending is null && rest!.Length > 0 ? rest : null;
    }

    private (JsonDocument? Document, ImportRow? Broken) Parse(byte[] line)
    {
        try
        {
            return (JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 }), null);
        }
        catch (JsonException broken)
        {
            return (null, Bad(ImportErrors.NoObject($"the error is at column {(broken.BytePositionInLine ?? 0) + 1}"), Encoding.UTF8.GetString(line)));
        }
    }

    private ImportRow Row(JsonElement root)
    {
        if (root.ValueKind != JsonValueKind.Object)
            return Bad(ImportErrors.NoObject("it is " + JsonFields.Describe(root)), JsonText.Raw(root));
        var errors = new List<RequestError>();
        new JsonFields(errors).CheckShape(root, "", 1);
        if (errors.Count > 0)
            return Bad(errors[0], JsonText.Raw(root)) with { FaultColumn = ImportErrors.ColumnAt(errors[0].Pointer) };
        if (root.TryGetProperty("lead", out var lead) && lead.ValueKind == JsonValueKind.Object)
            return new ImportRow(_line) { Event = root };

        List<string> columns = [.. root.EnumerateObject().Select(static member => member.Name)];
        if (Shape is null || !columns.SequenceEqual(Shape.Columns, StringComparer.Ordinal))
        {
            var (shape, error) = RowShape.Of(columns, options);
            if (error is not null)
                return Bad(error, JsonText.Raw(root));
            Shape = shape;
        }

        ImportCell[] cells = [.. root.EnumerateObject().Select(static member => Cell(member.Value))];
        Contents.Add(Shape!, cells);
        return new ImportRow(_line) { Shape = Shape, Cells = cells };
    }

    private static ImportCell Cell(JsonElement value) => value.ValueKind == JsonValueKind.String ? new ImportCell(value.GetString()!.Trim()) : new ImportCell(null, value);

    private ImportRow Bad(RequestError error, string text) => new(_line) { Fault = error, Text = text };
}
