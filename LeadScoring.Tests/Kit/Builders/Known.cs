using System.Globalization;
using System.Text.Json.Nodes;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>Events that name whose they are in several ways, as senders send them.</summary>
internal static class Known
{
    private static int _number;

    /// <summary>Any event, at a time.</summary>
    /// <param name="lead">The members of <c>lead</c>, e.g. <c>("visitor", "v-1")</c>.</param>
    public static string As((string Name, string Value)[] lead, string type, DateTimeOffset at, params (string Name, string Value)[] properties) => new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"known-{Interlocked.Increment(ref _number)}"),
        ["type"] = type,
        ["occurredAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lead"] = Members(lead),
        ["properties"] = Members(properties),
    }.ToJsonString();

    /// <summary>A visit of the pricing page by somebody whose browser alone is known.</summary>
    public static string Visit(string visitor, DateTimeOffset at) => As([("visitor", visitor)], "page.viewed", at, ("path", "/pricing"));

    /// <summary>A form by which a browser turns out to be somebody's.</summary>
    public static string Form(string email, string visitor, DateTimeOffset at, string form = "newsletter") =>
        As([("email", email), ("visitor", visitor)], "form.submitted", at, ("form", form));

    /// <summary>The same event as another sender would tell it: under another identity.</summary>
    public static string Of(string sent, params (string Name, string Value)[] lead)
    {
        var json = JsonNode.Parse(sent)!;
        json["lead"] = Members(lead);
        return json.ToJsonString();
    }

    private static JsonObject Members((string Name, string Value)[] members) => new(members.Select(static member => KeyValuePair.Create(member.Name, (JsonNode?)member.Value)));
}
