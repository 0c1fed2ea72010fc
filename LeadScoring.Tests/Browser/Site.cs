using System.Net;
using System.Text;

using LeadScoring.Tests.Samples;

using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Browser;

/// <summary>
/// A site of its own origin that serves <c>samples/site</c>, and a page without a question for consent. Its policy lets a page load nothing inline, and
/// from elsewhere only the tracker.
/// </summary>
internal sealed class Site : IAsyncDisposable
{
    /// <summary>A page that is tracked at once.</summary>
    public const string Bare = "/bare.html";

    private readonly WebApplication _server;

    private Site(WebApplication server) => _server = server;

    /// <summary>As browsers name it.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Where the tracker is; to be set before a page is asked for.</summary>
    public string App { get; set; } = "";

    public static async Task<Site> Start()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(static kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var server = builder.Build();
        var site = new Site(server);
        server.Run(site.Answer);
        await server.StartAsync();
        site.Origin = server.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        return site;
    }

    public async ValueTask DisposeAsync() => await _server.DisposeAsync();

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
