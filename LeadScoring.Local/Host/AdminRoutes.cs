using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Local.Files;

namespace LeadScoring.Local.Host;

/// <summary><c>POST /admin/functions/{name}</c>, as in the Functions host: runs a timer, or a queue function with an input, now.</summary>
internal static class AdminRoutes
{
    public static void MapAdmin(this WebApplication app, IReadOnlyList<Function> functions, DataFolder data)
    {
        var admin = app.MapGroup("/admin").RequireMasterKey(data);
        admin.MapGet("/functions", () => functions.Select(function => new { name = function.Name, trigger = function.Kind }));
        admin.MapPost("/functions/{name}", async (string name, HttpRequest request, TimerRuns timers, QueuePump pump, CancellationToken cancellation) =>
        {
            switch (functions.FirstOrDefault(function => string.Equals(function.Name, name, StringComparison.OrdinalIgnoreCase)))
            {
                case Function.Timer timer:
                    _ = timers.Start(timer);
                    return Results.Accepted();
                case Function.Queue queue when await Input(request, cancellation) is { } input:
                    await pump.Send(queue, input, cancellation);
                    return Results.Accepted();
                case Function.Queue:
                    return LocalProblem.Of(400, "LS-LOCAL-004", "The input is missing", $"{name} works on a queue message, and the body has none.",
                        """Send JSON such as { "input": "the message's text" }.""");
                case Function.Http http:
                    return LocalProblem.Of(400, "LS-LOCAL-004", "Not a timer or queue function", $"{http.Name} is called by HTTP.", $"Call /{http.Route} itself.");
                default:
                    return LocalProblem.Of(404, "LS-LOCAL-002", "No such function", $"There is no function named '{name}'.",
                        "Use one of: " + string.Join(", ", functions.Where(function => function is not Function.Http).Select(function => function.Name)));
            }
        });
    }

    private static async Task<string?> Input(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
            return JsonText.TryFind(body.RootElement, "input", out var input) ? JsonText.TextOf(input) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
