namespace LeadScoring.Local.Host;

/// <summary><c>GET /local/operations</c>: what the run has cost in storage transactions, which is what users pay for.</summary>
internal static class OperationRoutes
{
    public static void MapOperations(this RouteGroupBuilder local)
    {
        local.MapGet("/operations", (OperationCount count, QueuePump pump) =>
        {
            var operations = count.Read().ToList();
            return new
            {
                total = operations.Sum(operation => operation.Count),
                // Reads that found no message: they cost by the hour and not by the event.
                emptyPolls = pump.EmptyPolls,
                operations = operations.Select(operation => new { service = operation.Service, operation = operation.Operation, count = operation.Count }),
            };
        });
        local.MapPost("/operations/reset", (OperationCount count, QueuePump pump) =>
        {
            count.Reset();
            pump.EmptyPolls = 0;
            return Results.NoContent();
        });
    }
}
