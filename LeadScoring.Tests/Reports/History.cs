using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Reports;

/// <summary>Months in which everything happens: visits, forms, profiles that change, calls of sales; some of it is told days or weeks late, and every night is run.</summary>
internal static class History
{
    private static readonly string[] Reports = ["accepted", "attempted", "unreachable", "contacted", "unqualified", "lost"];

    /// <summary>The model of sales, for which much is a sign of interest and a lead is sent again soon.</summary>
    public static string Model { get; } = SalesModel.Yaml
        .Replace("on: page.viewed, where: { path: { startsWith: /pricing } }", "on: [page.viewed, asset.downloaded, webinar.attended]", StringComparison.Ordinal)
        .Replace("hasWord: manager", "hasWord: head", StringComparison.Ordinal)
        .Replace("eventKind: partner-day", "eventKind: meetup", StringComparison.Ordinal)
        .Replace("coolDown: 30d", "coolDown: 2d", StringComparison.Ordinal);

    public static async Task Live(InMemoryApp app, int days, int leads, int events, int seed)
    {
        var random = new Random(seed);
        var start = app.Clock.GetUtcNow();
        var arriving = MixedEvents.Make(events, leads, seed)
            .Select(static pair => (pair.Lead, pair.Event, At: DateTimeOffset.Parse((string)pair.Event["occurredAt"]!, CultureInfo.InvariantCulture).AddDays(118)))
            .ToLookup(one => (int)Math.Max(0, Math.Ceiling((one.At - start).TotalDays)) + (random.Next(10) == 0 ? random.Next(12) : 0), one => MixedEvents.For(Email(one.Lead), Moved(one.Event, one.At)));
        for (var day = 0; day < days; day++)
        {
            var calls = new List<string>();
            foreach (var email in Enumerable.Range(0, 4).Select(_ => Email(random.Next(leads))))
            {
                // Sales reports of leads that it was given.
                if (await Sales(app, email) is { } since)
                    calls.Add(Sent.At(email, "sales." + Reports[random.Next(Reports.Length)], since + (random.NextDouble() * (app.Clock.GetUtcNow() - since))));
            }

            await app.Send([.. arriving[day].Concat(calls).OrderBy(_ => random.Next())]);
            await app.Nights(1);
        }
    }

    private static async Task<DateTimeOffset?> Sales(InMemoryApp app, string email) =>
        (await app.Get<LeadStore>().Find(app.IdOf(email), default))?.State?.Lifecycles.GetValueOrDefault("sales")?.SentAt;

    private static string Email(int lead) => string.Create(CultureInfo.InvariantCulture, $"lead{lead}@acme.example");

    private static JsonObject Moved(JsonObject e, DateTimeOffset to)
    {
        var moved = (JsonObject)e.DeepClone();
        moved["occurredAt"] = to.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
        return moved;
    }
}
