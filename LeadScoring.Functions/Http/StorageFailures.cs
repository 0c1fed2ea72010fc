using LeadScoring.Functions.Faults;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>Turns faults of dependencies into answers that senders understand.</summary>
internal static class StorageFailures
{
    /// <summary>The work's answer; 503 when a dependency fails temporarily, 500 with the place when a stored row is broken.</summary>
    public static async Task<IActionResult> ToProblem(Func<Task<IActionResult>> work)
    {
        try
        {
            return await work();
        }
        catch (NewerStateException newer)
        {
            return new Problem
            {
                Status = StatusCodes.Status503ServiceUnavailable,
                Code = Failure.CodeOf(newer),
                Title = "A newer version of the app wrote this lead",
                Detail = newer.Message,
                Fix = "Send the same request again: during a deploy, the next try may reach an instance of the newer version.",
                RetryAfter = 10,
            }.ToResult();
        }
        catch (CorruptStateException corrupt)
        {
            return new Problem
            {
                Status = StatusCodes.Status500InternalServerError,
                Code = Failure.CodeOf(corrupt),
                Title = "A stored row cannot be read",
                Detail = corrupt.Message,
                Fix = "Rebuild the lead if the row begins with `model:`; for other rows, the page of this code says what helps. The person can be exported and erased all the same.",
            }.ToResult();
        }
        catch (BadHttpRequestException bad)
        {
            // The request's own fault, although it is an IOException, which elsewhere means that a dependency is temporarily down.
            return BodyReader.Unreadable(bad).ToResult();
        }
        catch (Exception fault) when (Failure.IsTransient(fault))
        {
            // A cancelled call is one too: the client's own time-out ends so, and a sender that has gone hears nothing anyway.
            return Problem.Unavailable("The storage account").ToResult();
        }
    }
}
