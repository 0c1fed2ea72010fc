using System.Collections.Frozen;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Tracking;

/// <summary>The sites that may send, by the origin that browsers name of themselves.</summary>
/// <param name="origins">As configured: exact origins, or <c>*</c> for any.</param>
internal sealed class SiteOrigins(IReadOnlyCollection<string> origins)
{
    /// <summary>Any origin may send.</summary>
    public const string Any = "*";

    private const int Longest = 300;

    private readonly FrozenSet<string> _listed = origins.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>What a site is counted as: where any origin may send, anyone can make up names of sites, and all of them are one.</summary>
    public string CountedAs(string site) => _listed.Contains(Any) ? Any : site;

    /// <summary>
    /// Marks the answer for the browser, and names the site as events call their source, e.g. <c>site/www.acme.example</c>; null when its origin is not
    /// listed or none is named.
    /// </summary>
    public string? Admit(HttpRequest request)
    {
        var response = request.HttpContext.Response;
        response.Headers.Vary = "Origin";
        var asking = request.Headers.Origin.ToString();
        // Pages in a sandbox and files name no origin but "null": that is anybody's.
        if (asking.Length > Longest || !Uri.TryCreate(asking, UriKind.Absolute, out var origin) || Of(origin) != asking || !(_listed.Contains(Any) || _listed.Contains(asking)))
            return null;

        response.Headers.AccessControlAllowOrigin = _listed.Contains(Any) ? Any : asking;
        return $"site/{origin.Authority}";
    }

    /// <summary>An address's origin as browsers write it: lower case, and no port that goes without saying. Null for what is not a web page's.</summary>
    public static string? Of(Uri address) =>
        address.Scheme is not ("https" or "http") ? null
        : address.IsDefaultPort ? $"{address.Scheme}://{address.IdnHost}"
        : $"{address.Scheme}://{address.IdnHost}:{address.Port}";
}
