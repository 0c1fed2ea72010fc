using System.Reflection;
using System.Security.Cryptography;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace LeadScoring.Functions.OpenApi;

/// <summary>docs/reference/openapi.json as it was when the app was built. The same bytes for everybody.</summary>
public sealed class OpenApiFile : IActionResult
{
    private const string Resource = "openapi.json";

    private readonly byte[] _bytes;
    private readonly EntityTagHeaderValue _tag;

    public OpenApiFile()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource) ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        _bytes = bytes.ToArray();
        _tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(_bytes).AsSpan(0, 16))}\"");
    }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var (request, response) = (context.HttpContext.Request, context.HttpContext.Response);
        response.Headers.ETag = _tag.ToString();
        // It may be kept, and is asked for again after a deploy.
        response.Headers.CacheControl = "no-cache";
        response.Headers.XContentTypeOptions = "nosniff";
        if (request.GetTypedHeaders().IfNoneMatch.Any(known => known.Compare(_tag, useStrongComparison: false) || known.Equals(EntityTagHeaderValue.Any)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return;
        }

        response.ContentType = "application/json; charset=utf-8";
        response.ContentLength = _bytes.Length;
        await response.Body.WriteAsync(_bytes, context.HttpContext.RequestAborted);
    }
}
