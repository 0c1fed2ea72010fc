using System.Collections.Immutable;
using System.IO.Compression;
using System.Security.Cryptography;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.Dashboard;

/// <summary>A file of the pages, in the encodings in which it is kept: the best that the browser takes is sent, and a browser that takes none gets it unpacked.</summary>
/// <param name="mediaType">With the character set.</param>
/// <param name="policy">What a page may do.</param>
/// <param name="isImmutable">Its address changes with its content, so that it need never be asked for again.</param>
/// <param name="bodies">At least one; by the names that HTTP has for encodings.</param>
internal sealed class WebFile(string mediaType, PagePolicy policy, bool isImmutable, ImmutableSortedDictionary<string, ReadOnlyMemory<byte>> bodies) : IActionResult
{
    public const string Brotli = "br";
    public const string Gzip = "gzip";
    public const string Plain = "identity";

    // The smallest first.
    private static readonly ImmutableArray<string> Preferred = [Brotli, Gzip, Plain];

    private readonly string _hash = Convert.ToHexStringLower(SHA256.HashData(bodies.Values.First().Span).AsSpan(0, 16));

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        var encoding = EncodingFor(request.GetTypedHeaders().AcceptEncoding);
        // Each encoding is a content of its own to a cache.
        var tag = new EntityTagHeaderValue($"\"{_hash}-{encoding}\"");
        policy.Write(response.Headers);
        response.Headers.CacheControl = isImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        response.Headers.ETag = tag.ToString();
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = mediaType;
        if (encoding != Plain)
            response.Headers.ContentEncoding = encoding;
        await Write(response, encoding, context.HttpContext.RequestAborted);
    }

    private async Task Write(HttpResponse response, string encoding, CancellationToken cancellation)
    {
        if (bodies.TryGetValue(encoding, out var body))
        {
            response.ContentLength = body.Length;
            await response.Body.WriteAsync(body, cancellation);
            return;
        }

        await using var unpacked = Unpack();
        await unpacked.CopyToAsync(response.Body, cancellation);
    }

    private Stream Unpack() => bodies.TryGetValue(Brotli, out var brotli)
        ? new BrotliStream(new MemoryStream(brotli.ToArray(), writable: false), CompressionMode.Decompress)
        : new GZipStream(new MemoryStream(bodies[Gzip].ToArray(), writable: false), CompressionMode.Decompress);

    private string EncodingFor(IList<StringWithQualityHeaderValue> accepted) =>
        Preferred.FirstOrDefault(encoding => bodies.ContainsKey(encoding) && (encoding == Plain || Takes(accepted, encoding))) ?? Plain;

    private static bool Takes(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        (accepted.FirstOrDefault(one => one.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase)) ?? accepted.FirstOrDefault(static one => one.Value == "*")) is { Quality: null or > 0 };
}
