using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Threading.Channels;

using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Reads the events of a log in the order of its lines; several blocks are parsed at a time, and a few wait. A line is an event as <c>POST /api/v1/events</c> takes it, with the same faults; a line that is
/// none stops nothing.
/// </summary>
internal static class LogEvents
{
    /// <summary>The events, block by block.</summary>
    /// <param name="source">The log.</param>
    /// <param name="now">What is further ahead is taken for this time, as in the app.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static IAsyncEnumerable<ParsedBlock<IReadOnlyList<StoredEvent>>> Read(LogSource source, DateTimeOffset now, CancellationToken cancellation) =>
        Read(source, now, static events => events, cancellation);

    /// <summary>The events in a form of their own, block by block.</summary>
    /// <typeparam name="T">The form.</typeparam>
    /// <param name="source">The log.</param>
    /// <param name="now">What is further ahead is taken for this time, as in the app.</param>
    /// <param name="form">What is wanted of the events of a block; worked out beside other blocks.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async IAsyncEnumerable<ParsedBlock<T>> Read<T>(LogSource source, DateTimeOffset now, Func<IReadOnlyList<StoredEvent>, T> form, [EnumeratorCancellation] CancellationToken cancellation)
    {
        await using var stream = source.Open();
        var parsing = Channel.CreateBounded<Task<ParsedBlock<T>>>(Math.Max(1, Environment.ProcessorCount));
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var reading = Task.Run(() => Feed(stream, source.Name, parsing.Writer, now, form, ended.Token), ended.Token);
        try
        {
            await foreach (var block in parsing.Reader.ReadAllAsync(cancellation))
                yield return await block;
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAny(reading);
        }
    }

    private static async Task Feed<T>(Stream stream, string name, ChannelWriter<Task<ParsedBlock<T>>> writer, DateTimeOffset now, Func<IReadOnlyList<StoredEvent>, T> form, CancellationToken cancellation)
    {
        try
        {
            await foreach (var block in LogBlocks.Read(stream, name, cancellation))
                await writer.WriteAsync(Task.Run(() => Parse(block, now, form), cancellation), cancellation);
            writer.Complete();
        }
        catch (Exception fault)
        {
            // Thrown on where the blocks are awaited.
            writer.Complete(fault);
        }
    }

    private static ParsedBlock<T> Parse<T>(LogBlock block, DateTimeOffset now, Func<IReadOnlyList<StoredEvent>, T> form)
    {
        var began = Stopwatch.GetTimestamp();
        var (events, refused) = (new List<StoredEvent>(), new List<RefusedLine>());
        if (block.IsCut)
            refused.Add(new RefusedLine(block.FirstLine, LogErrors.TooLong));
        var number = block.FirstLine;
        for (var rest = block.Bytes; rest.Length > 0; number++)
        {
            var end = rest.Span.IndexOf((byte)'\n');
            var line = end < 0 ? rest : rest[..end];
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.Span.Trim(" \t\r"u8).IsEmpty)
                continue;
            if (Parse(line, now, out var error) is { } captured)
                events.Add(captured);
            else
                refused.Add(new RefusedLine(number, error!));
        }

        return new ParsedBlock<T>(form(events), refused, block.Bytes.Length, Stopwatch.GetElapsedTime(began));
    }

    private static StoredEvent? Parse(ReadOnlyMemory<byte> line, DateTimeOffset now, out RequestError? error)
    {
        try
        {
            using var document = JsonDocument.Parse(line, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
            var (captured, refused) = EventParser.ParseOne(document.RootElement, 0, "", null, now, isStored: false);
            error = refused?.Errors[0];
            return captured;
        }
        catch (JsonException broken)
        {
            error = LogErrors.NotJson((broken.BytePositionInLine ?? 0) + 1);
            return null;
        }
    }
}

/// <summary>What the lines of a block are.</summary>
/// <typeparam name="T">The form in which its events are wanted.</typeparam>
/// <param name="Events">In their order.</param>
/// <param name="Refused">Lines that are no events.</param>
/// <param name="Bytes">Of the block.</param>
/// <param name="Parsing">How long it took to parse.</param>
internal sealed record ParsedBlock<T>(T Events, IReadOnlyList<RefusedLine> Refused, long Bytes, TimeSpan Parsing);

/// <summary>A line that cannot be used.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Error">The first fault.</param>
internal sealed record RefusedLine(long Line, RequestError Error);
