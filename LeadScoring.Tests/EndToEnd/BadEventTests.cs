using System.Net;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.EndToEnd;

/// <summary>What cannot be understood is refused with its place and a fix, and costs nobody else anything.</summary>
[Collection(nameof(OnOneApp))]
[Needs(Need.Processes)]
public sealed class BadEventTests(RunningApp running)
{
    private const string Lead = "\"lead\":{\"email\":\"bad@acme.example\"}";

    /// <summary>Body, code, pointer, part of what is said.</summary>
    public static TheoryData<string, string, string, string> Bodies => new()
    {
        { $"{{\"type\":\"page.viewed\",{Lead}", "LS-EVENT-014", "", "line 1, column 58" },
        { "", "LS-EVENT-014", "", "line 1, column 1" },
        { "type=page.viewed&email=bad%40acme.example", "LS-EVENT-014", "", "line 1, column 2" },
        { "[]", "LS-EVENT-016", "", "no events" },
        { $"[{string.Join(',', Enumerable.Repeat($"{{\"type\":\"page.viewed\",{Lead}}}", 1001))}]", "LS-EVENT-015", "", "1001 events" },
        { $"{{\"type\":7,{Lead}}}", "LS-EVENT-007", "/type", "found a number" },
        { "{\"type\":\"page.viewed\",\"lead\":\"bad@acme.example\"}", "LS-EVENT-007", "/lead", "found text" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"occurredAt\":true}}", "LS-EVENT-007", "/occurredAt", "found true or false" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":[]}}", "LS-EVENT-007", "/properties", "found an array" },
        { $"{{\"type\":\"Page Viewed\",{Lead}}}", "LS-EVENT-003", "/type", "Page Viewed" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":{Nested(32)}}}", "LS-EVENT-009", "/properties" + string.Concat(Enumerable.Repeat("/a", 31)), "32 levels" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"type\":\"page.viewed\"}}", "LS-EVENT-008", "", "'type' occurs twice" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":{{\"a\":\"\\ud800\"}}}}", "LS-EVENT-012", "/properties/a", "surrogate" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":{{\"a\":[{{\"b\":\"\\ud800\"}}]}}}}", "LS-EVENT-012", "/properties/a/0/b", "surrogate" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":{{\"\\udc00\":1}}}}", "LS-EVENT-012", "/properties", "surrogate" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"profile\":{{\"a\":\"x\\u0000\"}}}}", "LS-EVENT-012", "/profile/a", "NUL" },
        { $"{{\"type\":\"page.viewed\",{Lead},\"properties\":{{\"a\":1e400}}}}", "LS-EVENT-013", "/properties/a", "too large" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task A_bad_body_is_refused_with_code_place_and_fix(string body, string code, string pointer, string said)
    {
        using var answer = await running.App.Http.PostAsync("/api/v1/events", new StringContent(body, Encoding.UTF8, body.StartsWith("type=", StringComparison.Ordinal) ? "application/x-www-form-urlencoded" : "application/json"));
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
        Assert.Equal(code, problem.RootElement.GetProperty("code").GetString());
        var fault = Assert.Single(problem.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal((code, pointer), (fault.GetProperty("code").GetString(), fault.GetProperty("pointer").GetString()));
        Assert.Contains(said, fault.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.NotEmpty(fault.GetProperty("fix").GetString()!);
    }

    [Fact]
    public async Task Events_of_thirty_two_levels_are_accepted()
    {
        await running.Send($"{{\"id\":\"deep\",\"type\":\"page.viewed\",\"lead\":{{\"email\":\"deep@acme.example\"}},\"properties\":{Nested(31)}}}");
    }

    [Fact]
    public async Task Good_events_of_a_body_are_kept_and_bad_ones_named()
    {
        var body = $"[{{\"id\":\"good\",\"type\":\"page.viewed\",\"lead\":{{\"email\":\"mixed@acme.example\"}}}},{{\"id\":\"bad\",\"type\":\"page.viewed\"}}]";
        using var answer = await running.App.Http.PostAsync("/api/v1/events", new StringContent(body, Encoding.UTF8, "application/json"));
        using var taken = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(1, taken.RootElement.GetProperty("accepted").GetInt32());
        var refused = Assert.Single(taken.RootElement.GetProperty("rejected").EnumerateArray());
        Assert.Equal((1, "/1/lead", "LS-EVENT-004"), (refused.GetProperty("index").GetInt32(), refused.GetProperty("pointer").GetString(), refused.GetProperty("code").GetString()));
        await running.Rest();
        Assert.Equal("good", Assert.Single(await running.Timeline("mixed@acme.example"), static entry => entry.GetProperty("kind").GetString() == "event").GetProperty("id").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Requests_without_the_key_are_refused(string? key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/events") { Content = new StringContent($"{{\"type\":\"page.viewed\",{Lead}}}") };
        if (key is not null)
            request.Headers.Add("x-functions-key", key);
        using var answer = await running.App.Anonymous.SendAsync(request);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("\"code\":\"LS-ACCESS-001\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private static string Nested(int levels) => string.Concat(Enumerable.Repeat("{\"a\":", levels - 1)) + "{\"a\":1}" + new string('}', levels - 1);
}
