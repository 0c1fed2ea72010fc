using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Capture;

/// <summary>The header Idempotency-Key: what it names counts once, and it names one body.</summary>
public sealed class IdempotencyKeyTests
{
    private const string Ann = """{ "type": "page.viewed", "lead": { "email": "ann@acme.example" } }""";
    private const string Key = "\"8e03978e-40d5-43e8-bc93-6894a57f9324\"";

    private readonly HookApp _hooks = new();

    [Fact]
    public async Task The_same_request_again_counts_once()
    {
        Assert.Equal((202, 1, 0), Counts(await Post(Ann)));
        Assert.Equal((202, 0, 1), Counts(await Post(Ann)));
        await _hooks.App.Work();
        await Post(Ann);
        await _hooks.App.Work();

        Assert.Single(_hooks.App.Tables[TableNames.Leads].Rows, static row => row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Two_events_alike_under_two_keys_are_two()
    {
        await Post(Ann);
        await Post(Ann, "another");

        Assert.Equal(2, _hooks.Events.Count);
    }

    [Theory]
    [InlineData("""{ "type": "page.viewed", "lead": { "email": "bob@acme.example" } }""")]
    [InlineData("""{ "type": "page.viewed", "lead": { "email": "ann@acme.example" }  }""")]
    public async Task Another_body_under_the_same_key_is_422_and_nothing_is_stored(string other)
    {
        await Post(Ann);
        var (status, problem) = await Post(other);

        Assert.Equal((422, "LS-EVENT-022"), (status, problem.GetProperty("code").GetString()));
        Assert.Single(_hooks.Events);
    }

    [Fact]
    public async Task An_unusable_body_leaves_the_key_free()
    {
        Assert.Equal(400, (await Post("""{ "type": "page.viewed" }""")).Status);
        Assert.Equal((202, 1, 0), Counts(await Post(Ann)));
    }

    [Fact]
    public async Task Attributes_in_headers_are_part_of_the_request()
    {
        const string Data = """{ "email": "ann@acme.example" }""";
        Assert.Equal(202, (await Post(Data, Key, CloudEvent("1"))).Status);
        Assert.Equal(202, (await Post(Data, Key, CloudEvent("1"))).Status);
        Assert.Equal(422, (await Post(Data, Key, CloudEvent("2"))).Status);
    }

    [Theory]
    [InlineData(1, 202)]
    [InlineData(512, 202)]
    [InlineData(513, 400)]
    [InlineData(0, 400)]
    public async Task A_key_has_1_to_512_characters(int length, int expected)
    {
        var (status, answer) = await Post(Ann, new string('k', length));

        Assert.Equal((expected, expected == 400 ? "LS-EVENT-021" : null), (status, answer.TryGetProperty("code", out var code) ? code.GetString() : null));
    }

    [Fact]
    public async Task Two_keys_in_one_request_are_refused()
    {
        var (status, _) = await Post(Ann, null, ("Idempotency-Key", "a"), ("Idempotency-Key", "b"));

        Assert.Equal(400, status);
    }

    [Fact]
    public async Task The_key_itself_is_neither_stored_nor_logged_nor_answered()
    {
        var (_, answer) = await Post(Ann);
        await _hooks.App.Work();

        var key = Key.Trim('"');
        var stored = TableNames.All.SelectMany(table => _hooks.App.Tables[table].Rows).SelectMany(static row => row.Keys.Select(name => row[name] is byte[] bytes ? Encoding.UTF8.GetString(bytes) : $"{row[name]}"));
        Assert.DoesNotContain(key, string.Join('\n', [.. stored, .. _hooks.App.Log, answer.ToString()]), StringComparison.Ordinal);
    }

    private static (string, string)[] CloudEvent(string id) =>
        [("ce-id", id), ("ce-source", "/shop"), ("ce-type", "page.viewed"), ("ce-specversion", "1.0"), ("Content-Type", "application/json")];

    private static (int Status, int Accepted, int Duplicates) Counts((int Status, JsonElement Body) answer) =>
        (answer.Status, answer.Body.GetProperty("accepted").GetInt32(), answer.Body.GetProperty("duplicates").GetInt32());

    private async Task<(int Status, JsonElement Body)> Post(string body, string? key = Key, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } };
        if (key is not null)
            context.Request.Headers["Idempotency-Key"] = key;
        foreach (var (name, value) in headers)
            context.Request.Headers.Append(name, value);
        return await InMemoryApp.Read(await _hooks.App.Get<CaptureHandler>().Handle(context.Request, default));
    }
}
