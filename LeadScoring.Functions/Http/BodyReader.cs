using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Http;

/// <summary>Reads a request's body up to a limit, whatever its Content-Length claims.</summary>
internal static class BodyReader
{
    /// <summary>The body in UTF-8, whatever character set its Content-Type names; or the problem to answer with.</summary>
    /// <param name="request">Not yet read.</param>
    /// <param name="limit">Bytes that are taken at most.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public static async Task<(byte[]? Body, Problem? Problem)> Read(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (!BodyCharset.TryFind(request.Headers.ContentType, out var encoding))
            return (null, BodyCharset.Unknown);
        var (body, problem) = await ReadBytes(request, limit, cancellation);
        return body is null ? (null, problem) : (BodyCharset.ToUtf8(encoding, body), null);
    }

    /// <summary>The body as it was sent, which signatures cover; or the problem to answer with.</summary>
    /// <inheritdoc cref="Read" />
    public static async Task<(byte[]? Body, Problem? Problem)> ReadBytes(HttpRequest request, int limit, CancellationToken cancellation)
    {
        if (Refusal(request) is { } compressed)
            return (null, compressed);
        // One that says that it is too large need not be read.
        if (request.ContentLength > limit)
            return (null, TooLarge(limit));

        using var all = new MemoryStream();
        var buffer = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(buffer, cancellation)) > 0)
            {
                all.Write(buffer.AsSpan(0, read));
                if (all.Length > limit)
                    return (null, TooLarge(limit));
            }
        }
        catch (BadHttpRequestException bad) when (bad.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            // The server's own limit: this route's is below it and says more.
            return (null, TooLarge(limit));
        }

        return (all.ToArray(), null);
    }

    /// <summary>What is answered when the server finds that a request cannot be read: its body is larger than the server takes, ends too early or comes too slowly.</summary>
    public static Problem Unreadable(BadHttpRequestException bad) => bad.StatusCode == StatusCodes.Status413PayloadTooLarge ? TooLarge(BodyLimits.ServerBytes) : new()
    {
        Status = bad.StatusCode,
        Code = "LS-HTTP-400",
        Title = "The request cannot be read",
        Detail = "The body ends too early, comes too slowly, or is not sent as HTTP wants it.",
        Fix = "Send the same request again, whole.",
    };

    /// <summary>The refusal of a compressed body, which could be far larger than it looks; null for any other.</summary>
    public static Problem? Refusal(HttpRequest request) =>
        request.Headers.ContentEncoding.Count > 0 && !string.Equals(request.Headers.ContentEncoding, "identity", StringComparison.OrdinalIgnoreCase) ? Compressed : null;

    private static Problem Compressed => new()
    {
        Status = StatusCodes.Status415UnsupportedMediaType,
        Code = "LS-HTTP-415",
        Title = "The format of the body is not supported",
        Detail = "The body is compressed.",
        Fix = "Send it without Content-Encoding.",
    };

    private static Problem TooLarge(long limit) => new()
    {
        Status = StatusCodes.Status413PayloadTooLarge,
        Code = "LS-HTTP-413",
        Title = "The body is too large",
        Detail = $"The body has more than {limit} bytes.",
        Fix = "Send less in one request; events may be split over several.",
    };
}
