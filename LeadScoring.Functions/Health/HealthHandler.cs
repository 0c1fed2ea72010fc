using LeadScoring.Functions.Http;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Health;

/// <summary>Answers the health routes.</summary>
public sealed class HealthHandler(DeepHealth deep, TimeProvider clock)
{
    /// <summary>The app takes requests; nothing else is looked at, so that anybody may ask as often as they like.</summary>
    public IActionResult Live(IQueryCollection query) => query.ContainsKey("deep")
        ? Problem.BadRequest(
            "LS-HEALTH-001",
            "The deep check has its own route, because it needs a key and this one does not.",
            "Use GET /api/v1/health/deep with the header x-api-key.").ToResult()
        : new JsonResult<LiveAnswer>(new LiveAnswer("live", clock.GetUtcNow().UtcDateTime), HealthJson.Default.LiveAnswer);

    /// <summary>Everything that the app leans on; 503 when something does not work, so that a monitor needs to read no body.</summary>
    public async Task<IActionResult> Deep(CancellationToken cancellation)
    {
        var checks = await deep.Run(cancellation);
        var worst = checks.MaxBy(static check => check.Gravity)!.Status;
        var status = worst == HealthCheck.Unhealthy ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status200OK;
        return new JsonResult<HealthAnswer>(new HealthAnswer(worst, clock.GetUtcNow().UtcDateTime, checks), HealthJson.Default.HealthAnswer, status);
    }
}
