using System.Collections.Frozen;
using System.Reflection;

using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Dashboard;

/// <summary>The pages under <c>/app</c>: a fixed set of files inside the assembly, so that no path can lead elsewhere.</summary>
public sealed class DashboardFiles
{
    private const string Folder = "LeadScoring.Functions.Dashboard.Pages.";

    private readonly FrozenDictionary<string, PageFile> _files = new[]
    {
        (Path: "", Name: "index.html", Type: "text/html; charset=utf-8"),
        (Path: "app.css", Name: "app.css", Type: "text/css; charset=utf-8"),
        (Path: "app.js", Name: "app.js", Type: "text/javascript; charset=utf-8"),
    }.ToFrozenDictionary(file => file.Path, file => new PageFile(file.Type, Load(file.Name)), StringComparer.Ordinal);

    /// <summary>The file at a path below <c>/app</c>; 404 for any other.</summary>
    public IActionResult Get(string? path) => _files.TryGetValue(path?.TrimEnd('/') ?? "", out var file)
        ? file
        : Problem.NotFound("LS-HTTP-404", "This page does not exist.", "Open /app.").ToResult();

    private static byte[] Load(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(Folder + name)
            ?? throw new InvalidOperationException($"The assembly lacks the page {name}.");
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    /// <summary>A page with headers that let it load nothing from elsewhere and run nothing inline.</summary>
    private sealed record PageFile(string ContentType, byte[] Bytes) : IActionResult
    {
        private const string Policy = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        public async Task ExecuteResultAsync(ActionContext context)
        {
            var response = context.HttpContext.Response;
            response.ContentType = ContentType;
            response.Headers.ContentSecurityPolicy = Policy;
            response.Headers.XContentTypeOptions = "nosniff";
            response.Headers["Referrer-Policy"] = "no-referrer";
            response.Headers["Cross-Origin-Opener-Policy"] = "same-origin";
            response.Headers.CacheControl = "no-cache";
            await response.Body.WriteAsync(Bytes, context.HttpContext.RequestAborted);
        }
    }
}
