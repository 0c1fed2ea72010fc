using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Functions.Http;

/// <summary>How large a body may be at all; each route has its own, lower limit.</summary>
internal static class BodyLimits
{
    /// <summary>
    /// Bytes that the server reads: what the Functions host lets through (its DefaultMaxRequestBodySize). The worker's own server, left alone, would stop at 30,000,000, which is
    /// less than an import may have.
    /// </summary>
    public const long ServerBytes = 104_857_600;

    /// <summary>Gives the worker's server that limit.</summary>
    public static IServiceCollection AddBodyLimits(this IServiceCollection services) =>
        services.Configure<KestrelServerOptions>(static server => server.Limits.MaxRequestBodySize = ServerBytes);
}
