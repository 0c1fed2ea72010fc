using System.Globalization;
using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Time;

namespace LeadScoring.Local.Host;

/// <summary><c>GET|PUT /local/clock</c>: reads and moves the clock that the app tells the time by. Timers keep to the real clock.</summary>
internal static class ClockRoutes
{
    public static void MapClock(this RouteGroupBuilder local, OffsetClock clock)
    {
        local.MapGet("/clock", () => Now(clock));
        local.MapPut("/clock", async (HttpRequest request, CancellationToken cancellation) =>
        {
            if (await Wanted(request, cancellation) is not { } wanted)
                return LocalProblem.Of(400, "LS-LOCAL-003", "Not a time", "The body must be a JSON object whose `now` is a time with its offset, from the year 2000 to 2199.",
                    """Send for example { "now": "2026-03-01T02:00:00Z" }; { "now": null } goes back to the real time.""");
            clock.Offset = wanted;
            return Now(clock);
        });
    }

    private static IResult Now(OffsetClock clock) => Results.Ok(new
    {
        now = TimeText.Of(clock.GetUtcNow()),
        offset = clock.Offset.ToString("c", CultureInfo.InvariantCulture),
    });

    private static async Task<TimeSpan?> Wanted(HttpRequest request, CancellationToken cancellation)
    {
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellation);
            if (!JsonText.TryFind(body.RootElement, "now", out var now))
                return null;
            if (now.ValueKind == JsonValueKind.Null)
                return TimeSpan.Zero;
            // A time without an offset would mean something else on each machine.
            return JsonText.TextOf(now) is { } text && now.TryGetDateTimeOffset(out var time)
                && (text.EndsWith('Z') || text.AsSpan(10).ContainsAny('+', '-')) && time.Year is >= 2000 and < 2200
                ? time - TimeProvider.System.GetUtcNow()
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
