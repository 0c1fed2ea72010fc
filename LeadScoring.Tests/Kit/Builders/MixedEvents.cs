using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Kit.Builders;

/// <summary>
/// Events of every kind over many leads, the same for the same seed: visits, downloads, mail, forms that go straight to sales, ignored pages,
/// changes of the profile, and some that are a year late.
/// </summary>
internal sealed class MixedEvents
{
    private static readonly string[] Titles = ["VP Operations", "Head of Planning", "Solution Architect", "Intern", ""];
    private static readonly string[] Paths = ["/pricing", "/pricing/teams", "/careers", "/blog/capacity", "/docs"];
    private static readonly string[] Types =
    [
        "page.viewed", "page.viewed", "page.viewed", "page.viewed", "asset.downloaded", "asset.downloaded", "email.opened", "email.opened", "email.clicked",
        "email.sent", "email.delivered", "email.bounced", "email.unsubscribed", "email.complained", "form.submitted", "webinar.registered", "webinar.attended",
        "event.attended", "social.engaged", "call.logged", "meeting.booked", "chat.started", "trial.started", "product.used", "profile.updated", "profile.updated",
        "custom.thing",
    ];

    private readonly Random _random;
    private readonly string _prefix;

    private MixedEvents(int seed, string prefix)
    {
        _random = new Random(seed);
        _prefix = prefix;
    }

    /// <summary>Events in the order in which they happened.</summary>
    /// <param name="prefix">Of the ids.</param>
    public static IReadOnlyList<(int Lead, JsonObject Event)> Make(int events, int leads, int seed, string prefix = "e")
    {
        var maker = new MixedEvents(seed, prefix);
        return [.. Enumerable.Range(0, events).Select(n => (n % leads, maker.Next(n))).OrderBy(static pair => (string)pair.Item2["occurredAt"]!, StringComparer.Ordinal)];
    }

    /// <summary>The event as the given lead's, ready to be sent.</summary>
    public static string For(string email, JsonObject template)
    {
        var sent = (JsonObject)template.DeepClone();
        sent["lead"] = new JsonObject { ["email"] = email };
        return sent.ToJsonString();
    }

    private JsonObject Next(int number)
    {
        var type = Pick(Types);
        // One in twenty is late: long past when it arrives.
        var minutes = _random.Next(20) == 0 ? _random.Next(200, 500) * 1440 : _random.Next(120 * 1440);
        var e = new JsonObject
        {
            ["id"] = string.Create(CultureInfo.InvariantCulture, $"{_prefix}-{number}"),
            ["type"] = type,
            ["occurredAt"] = RunningApp.Evening.AddMinutes(-minutes).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["properties"] = Properties(type),
        };
        if (type == "profile.updated" || _random.Next(8) == 0)
            e["profile"] = Profile();
        return e;
    }

    private JsonObject Properties(string type) => type switch
    {
        "page.viewed" => new JsonObject { ["path"] = Pick(Paths) },
        "asset.downloaded" => new JsonObject { ["asset"] = $"asset-{_random.Next(6)}", ["assetType"] = Pick(["whitepaper", "video"]) },
        "form.submitted" => new JsonObject { ["form"] = Pick(["contact-us", "newsletter"]), ["fields"] = new JsonObject { ["company"] = Pick(["Acme", "Northmill"]) } },
        "event.attended" => new JsonObject { ["eventKind"] = Pick(["tradeshow", "meetup"]) },
        _ => new JsonObject { ["campaign"] = Pick(["q1", "q2"]), ["tags"] = new JsonArray("a", "b") },
    };

    private JsonObject Profile() => new()
    {
        ["jobTitle"] = Pick(Titles),
        ["employees"] = _random.Next(3) switch { 0 => 5, 1 => 250, _ => 4000 },
        ["company"] = Pick(["Acme", "Northmill", "Brackwater"]),
    };

    private T Pick<T>(T[] from) => from[_random.Next(from.Length)];
}
