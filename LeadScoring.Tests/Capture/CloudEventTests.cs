using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Capture;

/// <summary>CloudEvents 1.0 over HTTP, in the scenarios of its HTTP binding.</summary>
public sealed class CloudEventTests
{
    private const string One = """{ "specversion": "1.0", "id": "1", "source": "/shop", "type": "page.viewed", "time": "2026-03-01T10:00:00Z", "subject": "ann@acme.example", "tier": 3, "data": { "properties": { "page": "/pricing" } } }""";

    private readonly HookApp _hooks = new();

    [Fact]
    public async Task A_structured_event_is_taken_with_its_identity_time_lead_and_extensions()
    {
        var (status, _) = await Post(One, ("Content-Type", "Application/CloudEvents+JSON; charset=utf-8"));

        var captured = Assert.Single(_hooks.Events);
        Assert.Equal((202, "/shop", "1", "page.viewed"), (status, captured.Event.Source, captured.Event.Id, captured.Event.Type));
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero), captured.Event.OccurredAt);
        Assert.Equal("ann@acme.example", captured.Lead.Email?.Value);
        Assert.Equal(["page", "tier"], captured.Event.Properties.Select(static field => field.Key).Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("[]", 0)]
    [InlineData("[" + One + "]", 1)]
    [InlineData("[" + One + "," + One + "]", 1)]
    public async Task A_batch_is_taken_and_may_be_empty(string body, int accepted)
    {
        var (status, answer) = await Post(body, ("Content-Type", "application/cloudevents-batch+json"));

        Assert.Equal((202, accepted), (status, answer.GetProperty("accepted").GetInt32()));
    }

    [Fact]
    public async Task A_binary_event_has_its_attributes_in_headers_and_its_data_in_the_body()
    {
        var (status, _) = await Post("""{ "email": "ann@acme.example", "page": "/pricing" }""", Binary(("ce-subject", "Euro%20%E2%82%AC"), ("Content-Type", "application/json")));

        var captured = Assert.Single(_hooks.Events);
        Assert.Equal((202, "/shop", "1"), (status, captured.Event.Source, captured.Event.Id));
        Assert.Equal("Euro €", captured.Event.Properties.Single(static field => field.Key == "subject").Value.Text);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("Euro%20%E2%82%AC", "Euro €")]
    [InlineData("\"a \\\"b\\\" %41\"", "a \"b\" A")]
    [InlineData("%2541", "%41")]
    [InlineData("%C0%A0", null)]
    [InlineData("%E2%82", null)]
    [InlineData("%4", null)]
    [InlineData("%zz", null)]
    public void A_header_is_unquoted_and_decoded_once(string header, string? value) => Assert.Equal(value, HeaderText.Decode(header));

    [Theory]
    [InlineData("ce-datacontenttype", "application/json", "LS-EVENT-018")]
    [InlineData("ce-subject", "%C0%A0", "LS-EVENT-019")]
    [InlineData("ce-specversion", "0.3", "LS-EVENT-018")]
    [InlineData("ce-type", "", "LS-EVENT-018")]
    public async Task A_binary_event_with_a_wrong_header_is_refused(string name, string value, string code)
    {
        var (status, answer) = await Post("""{ "email": "ann@acme.example" }""", Binary((name, value), ("Content-Type", "application/json")));

        Assert.Equal((400, code), (status, answer.GetProperty("code").GetString()));
    }

    [Theory]
    [InlineData("\"data\": {}, \"data_base64\": \"e30=\"", "LS-EVENT-020")]
    [InlineData("\"data_base64\": \"!\"", "LS-EVENT-020")]
    [InlineData("\"data_base64\": \"aGk=\"", "LS-EVENT-020")]
    [InlineData("\"fooBar\": 1", "LS-EVENT-018")]
    public async Task A_body_that_is_not_a_cloud_event_is_refused_with_its_reason(string member, string code)
    {
        var (status, answer) = await Post($$"""{ "specversion": "1.0", "id": "1", "source": "s", "type": "page.viewed", "subject": "ann@acme.example", {{member}} }""", ("Content-Type", "application/cloudevents+json"));

        Assert.Equal((400, code), (status, answer.GetProperty("code").GetString()));
    }

    /// <summary>Member of the envelope with half of a surrogate pair, and where the fault is.</summary>
    public static TheoryData<string, string> Halves => new()
    {
        { "\"id\": \"\\ud800\"", "/id" },
        { "\"subject\": \"\\ud800\"", "/subject" },
        { "\"tier\": \"\\udc00\"", "/tier" },
        { "\"data\": { \"lead\": { \"email\": \"ann@acme.example\" }, \"page\": \"\\ud800\" }", "/data/page" },
        { "\"data\": { \"pages\": [ { \"a\": \"\\ud800\" } ] }", "/data/pages/0/a" },
        { "\"data\": { \"\\ud800\": 1 }", "/data" },
        { "\"data\": \"\\ud800\"", "/data" },
        { $"\"data_base64\": \"{Convert.ToBase64String("{ \"page\": \"\\ud800\" }"u8)}\"", "/data_base64/page" },
    };

    [Theory]
    [MemberData(nameof(Halves))]
    public async Task Half_of_a_surrogate_pair_is_refused_with_its_place(string member, string pointer)
    {
        var whole = string.Join(", ", new[] { "\"id\": \"1\"", "\"subject\": \"ann@acme.example\"" }.Where(other => !member.StartsWith(other[..5], StringComparison.Ordinal)).Append(member));
        var (status, problem) = await Post($$"""{ "specversion": "1.0", "source": "s", "type": "page.viewed", {{whole}} }""", ("Content-Type", "application/cloudevents+json"));

        var fault = Assert.Single(problem.GetProperty("errors").EnumerateArray());
        Assert.Equal((400, "LS-EVENT-012", pointer), (status, fault.GetProperty("code").GetString(), fault.GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Half_a_surrogate_pair_in_binary_event_data_is_refused_with_its_place()
    {
        var (status, problem) = await Post("""{ "email": "ann@acme.example", "page": "\ud800" }""", Binary(("Content-Type", "application/json")));

        Assert.Equal((400, "/data/page"), (status, problem.GetProperty("errors")[0].GetProperty("pointer").GetString()));
    }

    [Fact]
    public async Task Data_in_base64_is_read_as_json()
    {
        var data = Convert.ToBase64String("""{ "lead": { "visitor": "v-1" } }"""u8);
        var (status, _) = await Post($$"""{ "specversion": "1.0", "id": "1", "source": "s", "type": "page.viewed", "data_base64": "{{data}}" }""", ("Content-Type", "application/cloudevents+json"));

        Assert.Equal((202, "v-1"), (status, Assert.Single(_hooks.Events).Lead.Visitor));
    }

    [Fact]
    public async Task The_data_of_a_cloud_event_may_empty_attributes()
    {
        var (status, _) = await Post(
            """{ "specversion": "1.0", "id": "1", "source": "s", "type": "profile.updated", "data": { "lead": { "email": "ann@acme.example" }, "cleared": [ "phone" ] } }""", ("Content-Type", "application/cloudevents+json"));

        Assert.Equal(202, status);
        Assert.Equal(["phone"], Assert.Single(_hooks.Events).Event.Cleared.AsEnumerable());
    }

    [Theory]
    [InlineData("application/cloudevents+xml", 415)]
    [InlineData("application/cloudevents-batch+xml", 415)]
    [InlineData("application/xml", 415)]
    [InlineData("application/yaml", 415)]
    [InlineData("application/json; charset=klingon", 415)]
    [InlineData("application/cloudevents+json", 202)]
    public async Task Formats_other_than_json_are_415(string type, int status) => Assert.Equal(status, (await Post(One, ("Content-Type", type))).Status);

    private static (string, string)[] Binary(params (string Name, string Value)[] others)
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase) { ["ce-specversion"] = "1.0", ["ce-id"] = "1", ["ce-source"] = "/shop", ["ce-type"] = "page.viewed" };
        foreach (var (name, value) in others)
            headers[name] = value;
        return [.. headers.Select(static header => (header.Key, header.Value))];
    }

    private async Task<(int Status, JsonElement Body)> Post(string body, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } };
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return await InMemoryApp.Read(await _hooks.App.Get<CaptureHandler>().Handle(context.Request, default));
    }
}
