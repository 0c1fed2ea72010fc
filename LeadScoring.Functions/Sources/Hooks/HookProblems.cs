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
        Title = "The request does not prove where it comes from",
        Detail = "There is no such connection, or the signature, the secret or the time of the request is not right.",
        Fix = "Compare the address and the secret with those at the vendor; GET /api/v1/sources shows the connections, and when each was last refused.",
    };

    public static Problem TooMany(int seconds) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Code = "LS-HOOK-002",
        Title = "Too many requests",
        Detail = "More requests come than are taken.",
        Fix = "Send the request again after the time in Retry-After.",
        RetryAfter = seconds,
    };

    public static Problem NoSecret { get; } = new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "LS-HOOK-007",
        Title = "The secret cannot be had",
        Detail = "A secret of the connection cannot be read for the moment, or is no key of this source, so that nobody can tell whether the request is authentic.",
        Fix = "Set LeadScoring__Secrets__{name} to the vendor's secret, or give the app the right to read it from Key Vault; the vendor sends the request again.",
        RetryAfter = 60,
    };

    public static Problem Broken(string detail) => new()
    {
        Status = StatusCodes.Status503ServiceUnavailable,
        Code = "LS-SOURCE-004",
        Title = "A connection cannot be read",
        Detail = detail,
        Fix = "Put the connection again, and read what is said of its faults: PUT /api/v1/sources/{source}/{connection}.",
        RetryAfter = 60,
    };
}
