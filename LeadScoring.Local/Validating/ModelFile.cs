using System.Text;

using LeadScoring.Domain.Models;

namespace LeadScoring.Local.Validating;

/// <summary>A model document on disk: read up to a little beyond what a document may have, and only as UTF-8.</summary>
/// <param name="Name">As it was given.</param>
/// <param name="Text">The text; null when it is not UTF-8.</param>
/// <param name="Problem">Why there is no text.</param>
internal sealed record ModelFile(string Name, string? Text, ModelProblem? Problem)
{
    /// <summary>Stands for standard input.</summary>
    public const string Standard = "-";

    private const string NotUtf8 = "LS-MODEL-140";

    // The loader refuses what is larger, and need not see how much.
    private const int MostBytes = (256 * 1024) + 4;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Reads a file, or standard input for <c>-</c>.</summary>
    public static async Task<ModelFile> Read(string name, CancellationToken cancellation)
    {
        await using var stream = name == Standard ? Console.OpenStandardInput() : File.OpenRead(name);
        var bytes = new byte[MostBytes];
        var count = await stream.ReadAtLeastAsync(bytes, MostBytes, throwOnEndOfStream: false, cancellation);
        return Decode(name, bytes.AsSpan(0, count), count == MostBytes);
    }

    /// <summary>Reads bytes.</summary>
    /// <param name="name">Of the file.</param>
    /// <param name="bytes">Its beginning.</param>
    /// <param name="isCut">There are more, so that the last character may be cut in two.</param>
    public static ModelFile Decode(string name, ReadOnlySpan<byte> bytes, bool isCut)
    {
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return Refuse(name, new SourcePosition(1, 1), "The file is UTF-16.");
        // Whatever stands behind this is refused as too large.
        if (isCut)
            return new ModelFile(name, Encoding.UTF8.GetString(bytes), null);
        try
        {
            return new ModelFile(name, Strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException)
        {
            var before = Encoding.UTF8.GetString(bytes[..FirstInvalid(bytes)]);
            var line = before.LastIndexOf('\n') + 1;
            return Refuse(name, new SourcePosition(before.Count(static c => c == '\n') + 1, before.Length - line + 1), "The file is not UTF-8: a byte here is part of no character.");
        }
    }

    private static ModelFile Refuse(string name, SourcePosition at, string message) =>
        new(name, null, new ModelProblem(NotUtf8, ProblemSeverity.Error, at, message, "Save the file as UTF-8."));

    private static int FirstInvalid(ReadOnlySpan<byte> bytes)
    {
        var place = 0;
        while (Rune.DecodeFromUtf8(bytes[place..], out _, out var used) == System.Buffers.OperationStatus.Done)
            place += used;
        return place;
    }
}
