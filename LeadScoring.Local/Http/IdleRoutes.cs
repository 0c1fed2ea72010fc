using LeadScoring.Local.Hosting;
using LeadScoring.Local.Queues;

namespace LeadScoring.Local.Http;

/// <summary><c>GET /local/idle</c>: whether anything runs or waits; tests and demonstrations wait for it.</summary>
internal static class IdleRoutes
{
    public static void MapIdle(this RouteGroupBuilder local) => local.MapGet("/idle", async (Work work, QueuePump pump, CancellationToken cancellation) =>
    {
        var before = work.Look();
        var queues = await pump.Depths(cancellation);
        var after = work.Look();
        return new
        {
            // Unchanged and at rest around the look at the queues: a message cannot have been on its way between two of them.
            idle = before == after && after.Running == 0 && queues.Values.All(depth => depth == 0),
            running = after.Running,
            queues,
        };
    });
}
