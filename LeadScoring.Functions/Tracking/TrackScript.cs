using System.Reflection;

using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Tracking;

/// <summary>The script, as <c>npm run tracker</c> made it. The same bytes for everybody.</summary>
internal sealed class TrackScript : IActionResult
{
    private const string Resource = "LeadScoring.Functions.Tracking.Script.track.min.js";

    private TrackScript()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The assembly lacks {Resource}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        Bytes = bytes.ToArray();
    }

    public static TrackScript Instance { get; } = new();

    /// <summary>What is served.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    public async Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.ContentType = "text/javascript; charset=utf-8";
        response.ContentLength = Bytes.Length;
        response.Headers.CacheControl = "public, max-age=3600";
        response.Headers.XContentTypeOptions = "nosniff";
        // Pages that embed only what agrees to it (Cross-Origin-Embedder-Policy) may embed this.
        response.Headers["Cross-Origin-Resource-Policy"] = "cross-origin";
        await response.Body.WriteAsync(Bytes, context.HttpContext.RequestAborted);
    }
}
