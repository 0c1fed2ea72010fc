using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>
/// Tells a request of this app's own pages from one that a page of another site made the browser send, with the cookie that it sends by itself.
/// </summary>
internal static class OwnPages
{
    /// <summary>The header that a page has to add with the value 1. A form or an image of another site cannot add one, and its script must ask first, which is refused.</summary>
    public const string Header = "x-csrf";

    private const string SiteHeader = "Sec-Fetch-Site";

    /// <summary>Whether the method says that the request changes nothing.</summary>
    public static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>Whether the request proves that a page of this app sent it: by the header, and by where the browser says that it comes from.</summary>
    public static bool Sent(HttpRequest request) =>
        request.Headers[Header] is ["1"] && (request.Headers[SiteHeader] is { Count: > 0 } site ? site is ["same-origin"] : IsOwn(request.Headers.Origin, request.Host));

    /// <summary>Whether the browser says that a page of another site made it send the request. Programs say nothing.</summary>
    public static bool IsOfOtherSite(HttpRequest request) => request.Headers[SiteHeader] is [{ Length: > 0 } site] && site is not ("same-origin" or "none");

    // For a browser that does not say which site it is. The scheme is left out: behind the platform's front end it is not the one that the browser knows.
    private static bool IsOwn(string? origin, HostString host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page) && string.Equals(page.Authority, host.Value, StringComparison.OrdinalIgnoreCase);
}
