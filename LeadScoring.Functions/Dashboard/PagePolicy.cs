using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Dashboard;

/// <summary>What a page may load and run, as headers. Nothing comes from another site, nothing runs inline, and no other page may hold it in a frame.</summary>
/// <param name="contentSecurity">The content security policy.</param>
internal sealed class PagePolicy(string contentSecurity)
{
    private const string Common = "default-src 'none'; script-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; manifest-src 'self'; "
        + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

    /// <summary>Of the app. A text never becomes markup: no policy for trusted types may be made, so that nothing can be given to innerHTML.</summary>
    public static PagePolicy App { get; } = new($"{Common}; trusted-types 'none'; style-src 'self'");

    /// <summary>
    /// Of the reference of the HTTP API, which Scalar draws. It writes styles into the page, in many places without a nonce, and makes one policy for trusted types, that of
    /// its framework. The page shows our own description only.
    /// </summary>
    public static PagePolicy Reference { get; } = new($"{Common}; trusted-types vue; style-src 'self' 'unsafe-inline'");

    private const string Features = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), usb=()";

    /// <summary>Adds the headers to an answer.</summary>
    public void Write(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = contentSecurity;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Features;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
