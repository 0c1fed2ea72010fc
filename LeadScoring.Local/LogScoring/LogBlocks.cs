using System.Runtime.CompilerServices;

using LeadScoring.Local.Files;

namespace LeadScoring.Local.LogScoring;

/// <summary>Reads a stream of lines in blocks of whole lines, so that blocks can be parsed side by side.</summary>
internal static class LogBlocks
{
    /// <summary>Bytes of a line at most: twenty times what an event may have.</summary>
    public const int LineBytes = 1024 * 1024;

    // Some hundred events: what is parsed and not yet folded stays so little that the garbage collector, which moves it, has nearly nothing to move; and a buffer is no large object, which only its
    // dearest collections free.
    private const int BlockBytes = 64 * 1024;

    /// <summary>The blocks in order.</summary>
    /// <param name="stream">UTF-8, with a byte order mark or without.</param>
    /// <param name="name">What the stream is called in messages.</param>
    /// <param name="cancellation">Ends the reading.</param>
    /// <exception cref="StartException">It is UTF-16.</exception>
    public static async IAsyncEnumerable<LogBlock> Read(Stream stream, string name, [EnumeratorCancellation] CancellationToken cancellation)
    {
        var kept = Array.Empty<byte>();
        long line = 1;
        var isFirst = true;
        var skips = false;
        while (true)
        {
            var buffer = new byte[kept.Length + BlockBytes];
            kept.CopyTo(buffer, 0);
            var length = kept.Length + await stream.ReadAtLeastAsync(buffer.AsMemory(kept.Length), BlockBytes, throwOnEndOfStream: false, cancellation);
            var isEnd = length < buffer.Length;
            var start = 0;
            if (isFirst)
                start = MarkOf(buffer.AsSpan(0, length), name);
            isFirst = false;
            if (skips)
            {
                // The rest of a line that is too long.
                var over = buffer.AsSpan(start, length - start).IndexOf((byte)'\n');
                start = over < 0 ? length : start + over + 1;
                skips = over < 0;
                line += over < 0 ? 0 : 1;
            }

            var end = isEnd ? length : buffer.AsSpan(start, length - start).LastIndexOf((byte)'\n') + 1 + start;
            if (end > start)
            {
                yield return new LogBlock(buffer.AsMemory(start, end - start), line, IsCut: false);
                line += buffer.AsSpan(start, end - start).Count((byte)'\n');
            }

            kept = buffer[end..length];
            if (kept.Length > LineBytes)
            {
                yield return new LogBlock(default, line, IsCut: true);
                kept = [];
                skips = true;
            }

            if (isEnd)
                yield break;
        }
    }

    private static int MarkOf(ReadOnlySpan<byte> begin, string name)
    {
        if (begin.StartsWith("\uFEFF"u8))
            return 3;
        if (begin.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE]) || begin.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF]))
            throw new StartException("LS-SCORE-004", $"{name} is UTF-16.", "Save it as UTF-8, for instance: iconv -f UTF-16 -t UTF-8 log.ndjson > log-utf8.ndjson");
        return 0;
    }
}

/// <summary>Whole lines.</summary>
/// <param name="Bytes">The lines with their ends.</param>
/// <param name="FirstLine">Number of the first, from 1.</param>
/// <param name="IsCut">It stands for one line that is longer than <see cref="LogBlocks.LineBytes"/>, and has no bytes.</param>
internal sealed record LogBlock(ReadOnlyMemory<byte> Bytes, long FirstLine, bool IsCut);
