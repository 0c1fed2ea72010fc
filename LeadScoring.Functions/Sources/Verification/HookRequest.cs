using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>What a proof may cover.</summary>
/// <param name="Method">As sent.</param>
/// <param name="Url">As the vendor was told, from the configuration and never from the request's host; null when it is not known.</param>
/// <param name="Headers">As sent.</param>
/// <param name="Query">As sent.</param>
/// <param name="Body">The raw bytes.</param>
internal sealed record HookRequest(string Method, string? Url, IHeaderDictionary Headers, IQueryCollection Query, byte[] Body)
{
    /// <summary>A header that was sent once; null otherwise: of two values, which one counts would be a guess.</summary>
    public string? Header(string name) => Headers.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;

    /// <summary>A parameter that was sent once.</summary>
    public string? Parameter(string name) => Query.TryGetValue(name, out var values) && values is [{ Length: > 0 } value] ? value : null;
}
