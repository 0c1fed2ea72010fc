using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>What a hook answers to requests that it does not take. No answer tells whether a connection exists, and none is 404 or 410: vendors would end their deliveries.</summary>
internal static class HookProblems
{
    public static Problem NotProven { get; } = new()
    {
        Status = StatusCodes.Status401Unauthorized,
        Code = "LS-HOOK-001",
        Title = "The request is not authenticated",
        Detail = "The connection does not exist, or the signature, the secret or the time of the request is wrong.",
        Fix = "Compare the address and the secret with those at the vendor; GET /api/v1/sources shows the connections, and when each was last refused.",
    };

    public static Problem TooMany(int seconds) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Code = "LS-HOOK-002",
        Title = "Too many requests",
        Detail = "The connection sends more requests than are allowed.",
        Fix = "Send the request again after the time in Retry-After.",
        RetryAfter = seconds,
    };

    public static Problem NoSecret { get; } = new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "LS-HOOK-007",
        Title = "The secret is not available",
        Detail = "A secret of the connection is temporarily unreadable or is not a key of this source, so the request cannot be checked.",
        Fix = "Set LeadScoring__Secrets__{name} to the vendor's secret, or give the app the right to read it from Key Vault; the vendor sends the request again.",
        RetryAfter = 60,
    };

    public static Problem Broken(string detail) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "LS-SOURCE-004",
        Title = "A connection cannot be read",
        Detail = detail,
        Fix = "Save the connection again and correct the errors in the answer: PUT /api/v1/sources/{source}/{connection}.",
        RetryAfter = 60,
    };
}
