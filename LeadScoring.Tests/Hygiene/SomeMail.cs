using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Hygiene;

/// <summary>Random events about mail, near enough to each other that there is something to doubt. The same seed makes the same.</summary>
internal static class SomeMail
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>Keys and events in the order of their times, words of people about them among them.</summary>
    /// <param name="random">Where chance comes from.</param>
    /// <param name="count">How many.</param>
    /// <param name="seconds">From the first to the last at most.</param>
    public static KeyValuePair<string, LeadEvent>[] Make(Random random, int count, int seconds) =>
    [
        .. Enumerable.Range(0, count)
            .Select(i => One($"k{i:00}", Noon.AddMilliseconds(random.Next(seconds) * 1000 + random.Next(2) * 500), random, count))
            .OrderBy(static e => e.Value.OccurredAt),
    ];

    public static KeyValuePair<string, LeadEvent> Event(string key, DateTimeOffset at, string type, params (string Name, string Value)[] properties) => KeyValuePair.Create(key, new LeadEvent
    {
        Source = "test",
        Id = key,
        Type = type,
        OccurredAt = at,
        Properties = new Fields(properties.Select(static p => KeyValuePair.Create(p.Name, new FieldValue(p.Value)))),
    });

    private static KeyValuePair<string, LeadEvent> One(string key, DateTimeOffset at, Random random, int count) => random.Next(30) switch
    {
        < 4 => Event(key, at, "email.delivered", ("message", $"m{random.Next(3)}"), ("links", $"{random.Next(4)}")),
        < 6 => Event(key, at, "email.sent", ("message", $"m{random.Next(3)}"), ("links", $"{random.Next(5)}")),
        < 12 => Event(key, at, "email.opened", ("message", $"m{random.Next(3)}"), ("machineOpen", random.Next(5) == 0 ? "true" : "")),
        < 13 => Event(key, at, "email.opened"),
        < 14 => Event(key, at, "page.viewed", ("path", "/pricing")),
        < 15 => Event(key, at, "system.counted", ("event", $"k{random.Next(count):00}"), ("counts", random.Next(3) > 0 ? "true" : "false")),
        < 17 => Event(key, at, "email.clicked", ("url", $"https://a.example/{random.Next(4)}"), ("useragent", random.Next(2) == 0 ? "curl/8.5.0" : "Mozilla/5.0")),
        < 19 => Event(key, at, "email.unsubscribed", ("message", random.Next(3) == 0 ? "" : $"m{random.Next(3)}"), ("useragent", random.Next(2) == 0 ? "curl/8.5.0" : "")),
        _ => Event(key, at, "email.clicked", ("message", $"m{random.Next(3)}"), ("url", $"https://a.example/{random.Next(5)}")),
    };
}
