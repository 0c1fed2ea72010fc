using System.Text;

using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Samples;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Kit.Pages;

/// <summary>
/// A site of its own origin that serves <c>samples/site</c>, and a page without a question for consent. Its policy lets a page load nothing inline, and
/// from elsewhere only the tracker.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>A page that is tracked at once.</summary>
    public const string Bare = "/bare.html";

    private LoopbackServer? _server;

    private Site()
    {
    }

    /// <summary>As browsers name it.</summary>
    public string Origin => _server!.Origin;

    /// <summary>Where the tracker is; to be set before a page is asked for.</summary>
    public string App { get; set; } = "";

    public static async Task<Site> Start()
    {
        var site = new Site();
        site._server = await LoopbackServer.Start(site.Answer);
        return site;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Answer(HttpContext context)
    {
        var path = context.Request.Path.Value == "/" ? "/index.html" : context.Request.Path.Value!;
        var file = Path.Combine(SampleFiles.Root, "site", path[1..]);
        var text = path == Bare ? $"<!doctype html><title>Bare</title><script src=\"{App}/track.js?v=1.js\" defer></script>"
            : File.Exists(file) ? (await File.ReadAllTextAsync(file)).Replace("http://localhost:7071", App, StringComparison.Ordinal)
            : null;
        if (text is null)
        {
            // Browsers ask for the icon of a site, and complain when there is none.
            context.Response.StatusCode = path == "/favicon.ico" ? StatusCodes.Status204NoContent : StatusCodes.Status404NotFound;
            return;
        }

        context.Response.ContentType = Path.GetExtension(path) switch
        {
            ".js" => "text/javascript",
            ".css" => "text/css",
            ".txt" => "text/plain",
            _ => "text/html; charset=utf-8",
        };
        context.Response.Headers.ContentSecurityPolicy =
            $"default-src 'none'; script-src 'self' {App}; connect-src {App}; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        // Under this policy a beacon would hide the origin.
        context.Response.Headers["Referrer-Policy"] = "same-origin";
        await context.Response.WriteAsync(text, Encoding.UTF8, context.RequestAborted);
    }
}
