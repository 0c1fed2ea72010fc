using System.Globalization;
using System.Text.Json.Nodes;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>What the people of the acceptance stories do, as senders send it; the model is <c>acceptance</c> of the tests' data.</summary>
internal static class StoryEvents
{
    /// <summary>A form with what it asks: the title and the company.</summary>
    public static string Form(string email, DateTimeOffset at, string form = "planning-check", string? title = "VP Operations") =>
        Event(email, $"form-{form}", "form.submitted", at, new JsonObject { ["form"] = form }, Card(title));

    public static string Paper(string email, DateTimeOffset at, string asset = "tco-guide") =>
        Event(email, $"paper-{asset}", "asset.downloaded", at, new JsonObject { ["asset"] = asset, ["assetType"] = "whitepaper" });

    public static string Mail(string email, DateTimeOffset at, string campaign) =>
        Event(email, $"mail-{campaign}", "email.opened", at, new JsonObject { ["campaign"] = campaign });

    public static string Pricing(string email, DateTimeOffset at, string visit = "1") =>
        Event(email, $"pricing-{visit}", "page.viewed", at, new JsonObject { ["path"] = "/pricing" });

    public static string Fair(string email, DateTimeOffset at) =>
        Event(email, "fair", "event.attended", at, new JsonObject { ["eventKind"] = "tradeshow" }, Card(null));

    public static string Webinar(string email, DateTimeOffset at) =>
        Event(email, "webinar", "webinar.registered", at, new JsonObject { ["asset"] = "planning-live" });

    public static string Title(string email, DateTimeOffset at, string title) =>
        Event(email, $"title-{title}", "profile.updated", at, [], new JsonObject { ["jobTitle"] = title });

    /// <summary>A form, a paper and two mails: A2 for a vice president.</summary>
    public static string[] Interest(string email, DateTimeOffset at, string? title = "VP Operations") =>
    [
        Form(email, at.AddMinutes(-5), title: title),
        Paper(email, at.AddMinutes(-4)),
        Mail(email, at.AddMinutes(-3), "spring"),
        Mail(email, at.AddMinutes(-2), "summer"),
    ];

    /// <summary>A page that somebody looks at of whom only the browser is known.</summary>
    public static string Anonymous(string visitor, DateTimeOffset at, int page) => new JsonObject
    {
        ["id"] = string.Create(CultureInfo.InvariantCulture, $"{visitor}-page-{page}"),
        ["type"] = "page.viewed",
        ["occurredAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lead"] = new JsonObject { ["visitor"] = visitor },
        ["properties"] = new JsonObject { ["path"] = string.Create(CultureInfo.InvariantCulture, $"/guide/chapter-{page}") },
    }.ToJsonString();

    /// <summary>The same event, which names the browser as well.</summary>
    public static string With(string e, string visitor)
    {
        var json = JsonNode.Parse(e)!;
        json["lead"]!["visitor"] = visitor;
        return json.ToJsonString();
    }

    private static JsonObject Card(string? title)
    {
        var card = new JsonObject { ["company"] = "Acme", ["employees"] = 800 };
        if (title is not null)
            card["jobTitle"] = title;
        return card;
    }

    private static string Event(string email, string id, string type, DateTimeOffset at, JsonObject properties, JsonObject? profile = null) => new JsonObject
    {
        ["id"] = $"{email}-{id}",
        ["type"] = type,
        ["occurredAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["lead"] = new JsonObject { ["email"] = email },
        ["properties"] = properties,
        ["profile"] = profile,
    }.ToJsonString();
}
