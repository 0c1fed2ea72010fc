using LeadScoring.Local.Hosting;

namespace LeadScoring.Local.Http;

/// <summary><c>GET /local/idle</c>: whether anything runs or waits; tests and demonstrations wait for it.</summary>
internal static class IdleRoutes
{
    public static void MapIdle(this RouteGroupBuilder local) => local.MapGet("/idle", async (Rest rest, CancellationToken cancellation) =>
    {
        var look = await rest.Look(cancellation);
        return new { idle = look.Idle, running = look.Running, queues = look.Queues };
    });
}
