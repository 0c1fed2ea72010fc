using System.Collections.Immutable;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

using LeadScoring.Functions.Dashboard;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Dashboard;

/// <summary>What is answered below <c>/app</c>, with which headers.</summary>
public sealed partial class DashboardFilesTests
{
    private const string Script = "console.log('a script')";

    private static readonly DashboardFiles Files = new(new Dictionary<string, WebFile>(StringComparer.Ordinal)
    {
        ["index.html"] = File("text/html; charset=utf-8", isImmutable: false, (WebFile.Plain, "<!doctype html>")),
        ["logo.svg"] = File("image/svg+xml", isImmutable: false, (WebFile.Plain, "<svg/>")),
        ["assets/app-1a2b3c4d.js"] = File("text/javascript; charset=utf-8", isImmutable: true, (WebFile.Brotli, Script), (WebFile.Gzip, Script)),
    });

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("/")]
    [InlineData("index.html")]
    [InlineData("queue")]
    [InlineData("leads/k3v0123456789abcdefghijklmn")]
    [InlineData("models/b2b-saas/rules")]
    [InlineData("models/v1.2/rules")]
    [InlineData("../../etc/passwd")]
    public async Task Every_address_of_the_app_is_answered_with_its_page(string? path)
    {
        var (response, body) = await Get(path);

        Assert.Equal((200, "text/html; charset=utf-8", "<!doctype html>"), (response.StatusCode, response.ContentType, body));
        Assert.Equal("no-cache", response.Headers.CacheControl);
    }

    [Theory]
    [InlineData("assets/app-00000000.js")]
    [InlineData("assets/app")]
    [InlineData("none.js")]
    [InlineData("leads/none.css")]
    [InlineData("assets/../logo.svg")]
    [InlineData("../host.json")]
    [InlineData("LOGO.SVG")]
    public async Task A_file_that_is_not_there_is_404(string path)
    {
        var (response, body) = await Get(path);

        Assert.Equal(404, response.StatusCode);
        Assert.Contains("LS-HTTP-404", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip, deflate, br;q=0.5, zstd", "br")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("br;q=0, *;q=0.1", "gzip")]
    [InlineData("identity", null)]
    [InlineData("deflate", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("%%, ;;", null)]
    public async Task A_file_is_sent_in_the_smallest_form_that_the_browser_takes(string? accepted, string? encoding)
    {
        var (response, body) = await Get("assets/app-1a2b3c4d.js", request => request.Headers.AcceptEncoding = accepted);

        Assert.Equal((200, encoding, "Accept-Encoding"), (response.StatusCode, (string?)response.Headers.ContentEncoding, (string?)response.Headers.Vary));
        Assert.Equal("public, max-age=31536000, immutable", response.Headers.CacheControl);
        Assert.Equal(Script, body);
    }

    [Fact]
    public async Task A_file_that_the_browser_has_is_not_sent_again_but_its_other_encoding_is()
    {
        const string Path = "assets/app-1a2b3c4d.js";
        var tag = (string?)(await Get(Path, static request => request.Headers.AcceptEncoding = "br")).Response.Headers.ETag;

        var (same, body) = await Get(Path, request => (request.Headers.AcceptEncoding, request.Headers.IfNoneMatch) = ("br", tag));
        var (other, _) = await Get(Path, request => (request.Headers.AcceptEncoding, request.Headers.IfNoneMatch) = ("gzip", tag));

        Assert.Equal((304, "", tag), (same.StatusCode, body, (string?)same.Headers.ETag));
        Assert.Equal(200, other.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("queue")]
    [InlineData("logo.svg")]
    [InlineData("assets/app-1a2b3c4d.js")]
    public async Task A_page_may_load_nothing_from_elsewhere_and_run_nothing_inline(string path)
    {
        var (response, _) = await Get(path);
        var policy = response.Headers.ContentSecurityPolicy.ToString().Split("; ");

        Assert.Equal("default-src 'none'", policy[0]);
        foreach (var part in (string[])["script-src 'self'", "style-src 'self'", "connect-src 'self'", "img-src 'self' data:", "font-src 'self'", "manifest-src 'self'", "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types 'none'"])
            Assert.Contains(part, policy);
        Assert.DoesNotContain("unsafe", response.Headers.ContentSecurityPolicy.ToString(), StringComparison.Ordinal);
        foreach (var (header, value) in new[] { ("X-Content-Type-Options", "nosniff"), ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"), ("Cross-Origin-Resource-Policy", "same-origin") })
            Assert.Equal(value, response.Headers[header]);
        Assert.Contains("camera=()", response.Headers["Permissions-Policy"].ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void An_assembly_without_the_app_does_not_start_to_serve_it() =>
        Assert.Throws<InvalidOperationException>(static () => new DashboardFiles(new Dictionary<string, WebFile>(StringComparer.Ordinal)));

    [Fact]
    public async Task The_page_has_nothing_inline_and_every_file_that_it_names_is_there()
    {
        var http = new InMemoryHttp(new InMemoryApp());

        var page = await http.Send("GET", "/app");

        Assert.Equal(("Dashboard", 200), (page.Function, page.Status));
        Assert.DoesNotMatch("(?i)<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?://", page.Text);
        foreach (Match file in Named().Matches(page.Text))
            Assert.Equal(("Dashboard", 200), ((await http.Send("GET", file.Groups["path"].Value)) is var reply ? (reply.Function, reply.Status) : default));
    }

    [Fact]
    public async Task Everything_that_was_built_is_served_with_its_media_type()
    {
        var names = typeof(DashboardFiles).Assembly.GetManifestResourceNames().Where(static name => name.StartsWith("web/", StringComparison.Ordinal)).ToList();
        var files = new DashboardFiles();

        Assert.NotEmpty(names);
        Assert.DoesNotContain(names, static name => name.EndsWith(".map", StringComparison.Ordinal) || name.EndsWith(".ts", StringComparison.Ordinal));
        foreach (var name in names.Select(static name => Encoded().Replace(name, "")["web/".Length..]).Distinct(StringComparer.Ordinal))
        {
            var (response, _) = await Get(name, files: files);
            Assert.Equal((200, false), (response.StatusCode, string.IsNullOrEmpty(response.ContentType)));
        }
    }

    [Fact]
    public async Task The_reference_comes_from_this_app_alone_and_runs_nothing_inline()
    {
        var files = new DashboardFiles();

        var (page, text) = await Get("reference", files: files);
        var (script, code) = await Get("reference/scalar.js", static request => request.Headers.AcceptEncoding = "gzip, br", files);
        var (_, unpacked) = await Get("reference/scalar.js", files: files);
        var (_, start) = await Get("reference/start.js", files: files);

        Assert.Equal((200, 200), (page.StatusCode, script.StatusCode));
        Assert.DoesNotMatch("(?i)<script(?![^>]* src=)|<style| style=| on[a-z]+=|https?://", text);
        Assert.DoesNotContain("://", start, StringComparison.Ordinal);
        Assert.Equal((WebFile.Gzip, code), ((string?)script.Headers.ContentEncoding, unpacked));
        Assert.Contains("createApiReference", code, StringComparison.Ordinal);
        var policy = page.Headers.ContentSecurityPolicy.ToString();
        Assert.Contains("script-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("connect-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("trusted-types vue; style-src 'self' 'unsafe-inline'", policy, StringComparison.Ordinal);
    }

    private static WebFile File(string type, bool isImmutable, params (string Encoding, string Text)[] bodies) =>
        new(type, PagePolicy.App, isImmutable, bodies.ToImmutableSortedDictionary(static body => body.Encoding, static body => Packed(body.Encoding, body.Text), StringComparer.Ordinal));

    private static ReadOnlyMemory<byte> Packed(string encoding, string text)
    {
        using var packed = new MemoryStream();
        using (Stream stream = encoding switch { WebFile.Brotli => new BrotliStream(packed, CompressionLevel.Optimal, leaveOpen: true), WebFile.Gzip => new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true), _ => packed })
            stream.Write(Encoding.UTF8.GetBytes(text));
        return packed.ToArray();
    }

    private static async Task<(HttpResponse Response, string Body)> Get(string? path, Action<HttpRequest>? prepare = null, DashboardFiles? files = null)
    {
        var http = new DefaultHttpContext { Request = { Method = "GET" }, Response = { Body = new MemoryStream() } };
        prepare?.Invoke(http.Request);
        await (files ?? Files).Get(path).ExecuteResultAsync(new ActionContext { HttpContext = http });
        var body = new MemoryStream(((MemoryStream)http.Response.Body).ToArray());
        Assert.True(http.Response.ContentLength is null || http.Response.ContentLength == body.Length);
        await using Stream unpacked = (string?)http.Response.Headers.ContentEncoding switch { WebFile.Brotli => new BrotliStream(body, CompressionMode.Decompress), WebFile.Gzip => new GZipStream(body, CompressionMode.Decompress), _ => body };
        return (http.Response, await new StreamReader(unpacked).ReadToEndAsync());
    }

    [GeneratedRegex("(?:src|href)=\"(?<path>/app/[^\"]+)\"", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Named();

    [GeneratedRegex("\\.(br|gz)$", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Encoded();
}
