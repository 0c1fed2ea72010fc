namespace LeadScoring.Local.Host;

/// <summary><c>GET /local/idle</c>: whether anything runs or waits; tests and demonstrations wait for it.</summary>
internal static class IdleRoutes
{
    public static void MapIdle(this RouteGroupBuilder local) => local.MapGet("/idle", async (IdleDetector idle, CancellationToken cancellation) =>
    {
        var look = await idle.Look(cancellation);
        return new { idle = look.Idle, running = look.Running, queues = look.Queues };
    });
}
