using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Tracking;

/// <summary>What the tracker answers to requests that it does not take.</summary>
internal static class TrackProblems
{
    public static Problem UnknownOrigin { get; } = new()
    {
        Status = StatusCodes.Status403Forbidden,
        Code = "LS-TRACK-001",
        Title = "The site is not listed",
        Detail = "The request has no origin, or an origin that is not in the list.",
        Fix = "Add the site's origin to LeadScoring__Tracking__Origins exactly as browsers send it, e.g. 'https://www.acme.example'.",
    };

    public static Problem TooMany(int seconds) => new()
    {
        Status = StatusCodes.Status429TooManyRequests,
        Code = "LS-TRACK-006",
        Title = "Too many requests",
        Detail = "This address or this site sends more requests than are allowed.",
        Fix = "Send the request again after the time in Retry-After.",
        RetryAfter = seconds,
    };
}
