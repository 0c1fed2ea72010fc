using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>What is answered at an address, or to a method, that no function takes. Nothing of the address is repeated: it may hold personal data.</summary>
internal static class AddressProblems
{
    /// <summary>Leads from the root, where the host would show its own page, to the app's.</summary>
    public static IActionResult Home { get; } = new HomeResult();

    /// <summary>405 with <c>Allow</c>.</summary>
    public static IActionResult WrongMethod(IReadOnlyList<string> allowed) => new WrongMethodResult(string.Join(", ", allowed));

    /// <summary>404.</summary>
    /// <param name="nearest">A route that may have been meant; null for none.</param>
    public static IActionResult Unknown(string? nearest) => Problem.NotFound(
        "LS-HTTP-404",
        "Nothing exists at this address.",
        nearest is null ? "Compare the address with docs/reference/http-api.md; the pages are at /app." : $"Did you mean {nearest}? docs/reference/http-api.md has all routes.").ToResult();

    private sealed class HomeResult : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.StatusCode = StatusCodes.Status302Found;
            context.HttpContext.Response.Headers.Location = "/app";
            return Task.CompletedTask;
        }
    }

    private sealed class WrongMethodResult(string allowed) : IActionResult
    {
        public Task ExecuteResultAsync(ActionContext context)
        {
            context.HttpContext.Response.Headers.Allow = allowed;
            return new Problem
            {
                Status = StatusCodes.Status405MethodNotAllowed,
                Code = "LS-HTTP-405",
                Title = "The method is not supported here",
                Detail = "This address supports other methods than that of the request.",
                Fix = $"Use {allowed}; docs/reference/http-api.md says what each does.",
            }.ToResult().ExecuteResultAsync(context);
        }
    }
}
