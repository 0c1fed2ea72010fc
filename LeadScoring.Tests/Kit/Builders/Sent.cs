using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Events as senders send them.</summary>
internal static class Sent
{
    private static int _number;

    /// <summary>A visit to the pricing page.</summary>
    public static string Pricing(string email, int daysAgo = 0) => Event(email, "page.viewed", daysAgo, ("path", "/pricing"));

    /// <summary>What the lead's title is.</summary>
    public static string Title(string email, string title, int daysAgo = 0) => With(Event(email, "profile.updated", daysAgo), "profile", new JsonObject { ["jobTitle"] = title });

    /// <summary>Several visits to the pricing page.</summary>
    public static string[] Visits(string email, int count, int daysAgo = 0) => [.. Enumerable.Range(0, count).Select(_ => Pricing(email, daysAgo))];

    /// <summary>Any event, so many days before <see cref="InMemoryApp.Start"/>.</summary>
    public static string Event(string email, string type, int daysAgo = 0, params (string Name, string Value)[] properties) =>
        At(email, type, InMemoryApp.Start.AddDays(-daysAgo), properties);

    /// <summary>Any event, at a time.</summary>
    public static string At(string email, string type, DateTimeOffset at, params (string Name, string Value)[] properties) => new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"sent-{Interlocked.Increment(ref _number)}"),
        ["type"] = type,
        ["occurredAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lead"] = new JsonObject { ["email"] = email },
        ["properties"] = new JsonObject(properties.Select(static property => KeyValuePair.Create(property.Name, (JsonNode?)property.Value))),
    }.ToJsonString();

    /// <summary>An event with another member.</summary>
    public static string With(string sent, string name, JsonNode value)
    {
        var json = JsonNode.Parse(sent)!;
        json[name] = value;
        return json.ToJsonString();
    }
}
