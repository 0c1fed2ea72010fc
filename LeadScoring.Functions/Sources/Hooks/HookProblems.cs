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

    /// <summary>Under which metrics count requests that could not be checked, because a secret cannot be used.</summary>
    public const string NoSecretCode = "LS-HOOK-007";

    /// <summary>A secret of the connection cannot be used. Answered as if there were no connection, since a stranger would learn that there is one; health tells it.</summary>
    public static Problem NoSecret { get; } = NotProven with { };

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
