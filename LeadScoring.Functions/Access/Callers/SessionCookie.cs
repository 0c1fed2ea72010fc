using System.Globalization;
using System.Net;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>The cookie of a session: no script can read it, and the browser sends it to this app only, and only from this app's pages.</summary>
internal static class SessionCookie
{
    /// <summary>Its name. The prefix makes browsers take it over HTTPS only, and from no other host.</summary>
    public const string Name = "__Host-leads-session";

    // Plain HTTP is a local run. Cookies do not tell ports apart, so the name does: two apps on one machine do not sign each other's people out.
    private const string LocalName = "leads-session-";

    /// <summary>The value that was sent; null for none.</summary>
    public static string? Read(HttpRequest request) => request.Cookies[NameFor(request)];

    /// <summary>Gives the browser a session.</summary>
    public static void Write(HttpContext http, string value, TimeSpan life) => http.Response.Cookies.Append(NameFor(http.Request), value, Options(http.Request, life));

    /// <summary>Takes it from the browser.</summary>
    public static void Delete(HttpContext http) => http.Response.Cookies.Append(NameFor(http.Request), "", Options(http.Request, TimeSpan.Zero));

    private static CookieOptions Options(HttpRequest request, TimeSpan life) =>
        new() { HttpOnly = true, Secure = !IsLocal(request), SameSite = SameSiteMode.Strict, Path = "/", MaxAge = life, IsEssential = true };

    private static string NameFor(HttpRequest request) =>
        IsLocal(request) ? string.Create(CultureInfo.InvariantCulture, $"{LocalName}{request.Host.Port ?? 80}") : Name;

    // Not by the scheme alone: behind a front end that ends TLS a request may look plain.
    private static bool IsLocal(HttpRequest request) => !request.IsHttps && IsLoopback(request.Host.Host ?? "");

    private static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
