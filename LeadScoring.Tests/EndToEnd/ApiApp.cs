using System.Globalization;
using System.Text;
using System.Text.Json;

using LeadScoring.Tests.Access;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>The real app with something behind every route: a model, people with a past, a merge, connections, a report, and something that was refused.</summary>
public sealed class ApiApp : RunningApp
{
    public const string Model = "acceptance";
    public const string Site = "https://www.acme.example";
    public const string Secret = "the-secret-of-these-connections-0123456789";
    public const string Key = "lsk_a-key-with-which-a-person-signs-in";
    public const string Ann = "ann.api@acme.example";
    public const string Old = "ann.old.api@acme.example";
    public const string Other = "other.api@acme.example";
    public const string Gone = "gone.api@acme.example";

    private bool _isReady;

    /// <summary>Key of a click of Ann's.</summary>
    public string Click { get; private set; } = "";

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["LeadScoring__Tracking__Origins"] = Site,
        ["LeadScoring__Secrets__Api"] = Secret,
        ["LeadScoring__Access__Keys__person__current"] = $"read sha256={TestKeys.Hash(Key)}",
    };

    /// <summary>Puts it all there, once.</summary>
    public async Task Prepare()
    {
        if (_isReady)
            return;
        _isReady = true;
        await Publish(Model);
        await Send([
            .. StoryEvents.Interest(Ann, Evening), StoryEvents.Pricing(Ann, Evening), MailClick,
            StoryEvents.Pricing(Old, Evening), StoryEvents.Pricing(Other, Evening), StoryEvents.Pricing(Gone, Evening),
        ]);
        await Succeed(HttpMethod.Post, "/api/v1/events", $$"""[ { "type": "no type" }, {{StoryEvents.Webinar(Ann, Evening)}} ]""");
        await Rest();
        await Succeed(HttpMethod.Post, $"/api/v1/leads/{Uri.EscapeDataString(Old)}/merge", $$"""{ "into": "{{Ann}}" }""");
        foreach (var source in new[] { "postmark", "gravity-forms" })
            await Succeed(HttpMethod.Put, $"/api/v1/sources/{source}/api", """{ "secrets": [ { "name": "Api" } ] }""");
        await Rest();
        await Succeed(HttpMethod.Get, "/api/v1/reports/service-level?from=2026-03-01&to=2026-03-03", null);
        await Rest();
        Click = (await Timeline(Ann)).First(static entry => entry.GetProperty("kind").GetString() == "event" && entry.GetProperty("type").GetString() == "email.clicked").GetProperty("key").GetString()!;
    }

    private static string MailClick => JsonSerializer.Serialize(new
    {
        id = "click-of-ann",
        type = "email.clicked",
        occurredAt = Evening.AddMinutes(-1).ToString("O", CultureInfo.InvariantCulture),
        lead = new { email = Ann },
        properties = new { message = "m-1", url = "https://www.acme.example/pricing" },
    });

    private async Task Succeed(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json") };
        using var answer = await App.Http.SendAsync(request);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
    }
}
