using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Http;

/// <summary>204: nothing is wrong, and there is nothing to answer.</summary>
internal sealed class NoContent : IActionResult
{
    private const string ADay = "86400";

    private readonly bool _isPreflight;

    private NoContent(bool isPreflight) => _isPreflight = isPreflight;

    public static IActionResult Instance { get; } = new NoContent(isPreflight: false);

    /// <summary>To a browser that asks first, because a site sends another content type than the script does.</summary>
    public static IActionResult Preflight { get; } = new NoContent(isPreflight: true);

    public Task ExecuteResultAsync(ActionContext context)
    {
        var response = context.HttpContext.Response;
        response.StatusCode = StatusCodes.Status204NoContent;
        if (_isPreflight)
        {
            response.Headers.AccessControlAllowMethods = "POST";
            response.Headers.AccessControlAllowHeaders = "content-type";
            response.Headers.AccessControlMaxAge = ADay;
        }

        return Task.CompletedTask;
    }
}
