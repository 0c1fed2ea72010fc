using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Rejected;

/// <summary>What could not be taken: listed newest first, and taken once its cause is repaired.</summary>
public sealed class ReplayTests
{
    [Fact]
    public async Task A_replay_after_the_mapping_is_fixed_takes_what_was_kept_once()
    {
        var connected = await Connected.To("gravity-forms");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ] }""");
        foreach (var name in connected.Fixture.Deliveries)
            await connected.Post(connected.Sign(connected.Fixture.Delivery(name)));
        Assert.Equal(["LS-HOOK-004", "LS-HOOK-004"], connected.Hooks.Rejected);

        var early = await connected.Hooks.Replay("""{ "source": "gravity-forms/main" }""");
        Assert.Equal((0, 2), (early.Body.GetProperty("replayed").GetInt32(), early.Body.GetProperty("kept").GetInt32()));
        Assert.Equal(2, connected.Hooks.Rejected.Count);

        connected.Hooks.App.Clock.Advance(TimeSpan.FromDays(2));
        await connected.Connect(connected.Fixture.Connection);
        var replayed = await connected.Hooks.Replay("""{ "source": "gravity-forms/main", "day": "2026-03-01" }""");
        Assert.Equal(2, replayed.Body.GetProperty("replayed").GetInt32());
        Assert.Empty(connected.Hooks.Rejected);
        Assert.Equal(2, connected.Hooks.Events.Count);
        Assert.All(connected.Hooks.Events, static captured => Assert.Equal(1, captured.Event.OccurredAt.Day));

        Assert.Equal(0, (await connected.Hooks.Replay("""{ "source": "gravity-forms/main" }""")).Body.GetProperty("replayed").GetInt32());
        var again = await connected.Post(connected.Sign(connected.Bare));
        Assert.Equal((0, 1), (again.Count("accepted"), again.Count("duplicates")));
    }

    [Fact]
    public async Task A_replay_that_dies_before_the_row_is_deleted_is_repeated_without_harm()
    {
        var connected = await Connected.To("gravity-forms");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ] }""");
        await connected.Post(connected.Sign(connected.Bare));
        await connected.Connect(connected.Fixture.Connection);
        connected.Hooks.App.Operations.Before = static operation =>
            operation is { Place: "Rejected", Kind: Kit.Fakes.OperationKind.Delete } ? throw new TimeoutException() : Task.CompletedTask;
        await Assert.ThrowsAsync<TimeoutException>(() => connected.Hooks.Replay("""{ "source": "gravity-forms/main" }"""));
        connected.Hooks.App.Operations.Before = null;

        Assert.Equal(1, (await connected.Hooks.Replay("""{ "source": "gravity-forms/main" }""")).Body.GetProperty("replayed").GetInt32());
        Assert.Single(connected.Hooks.Events);
        Assert.Empty(connected.Hooks.Rejected);
    }

    [Fact]
    public async Task One_bad_event_of_a_batch_is_kept_alone_and_can_be_replayed_alone()
    {
        var connected = await Connected.To("klaviyo");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "map": { "externalId": "/nowhere" } }""");
        await connected.Post(connected.Sign(connected.Fixture.Delivery("events")));
        Assert.Single(connected.Hooks.Events);
        await connected.Connect(connected.Fixture.Connection);

        var listed = Assert.Single((await connected.Hooks.RejectedPage()).Body.GetProperty("rejected").EnumerateArray());
        var id = listed.GetProperty("id").GetString();
        var text = Assert.Single((await connected.Hooks.RejectedPage("?id=" + id)).Body.GetProperty("rejected").EnumerateArray()).GetProperty("text").GetString()!;
        Assert.Equal(1, JsonDocument.Parse(text).RootElement.GetProperty("data").GetArrayLength());
        Assert.False(listed.TryGetProperty("text", out _));

        var replayed = await connected.Hooks.Replay($$"""{ "ids": [ "{{id}}", "20260101-{{new string('0', 32)}}" ] }""");
        Assert.Equal(["gone", "replayed"], replayed.Body.GetProperty("results").EnumerateArray().Select(static result => result.GetProperty("outcome").GetString()!));
        Assert.Equal("abc123", connected.Hooks.Events[0].Event.Properties["account"].Text);
    }

    [Fact]
    public async Task The_list_covers_pages_and_days_newest_first()
    {
        var hooks = new HookApp();
        var times = new List<DateTimeOffset>();
        for (var index = 0; index < 12; index++)
        {
            hooks.App.Clock.Advance(TimeSpan.FromHours(index == 6 ? 24 * 20 : 5));
            await Refused(hooks, index);
            times.Add(hooks.App.Clock.GetUtcNow());
        }

        var seen = new List<DateTimeOffset>();
        string? continuation = null;
        do
        {
            var page = (await hooks.RejectedPage("?limit=5" + (continuation is null ? "" : "&continuation=" + continuation))).Body;
            seen.AddRange(page.GetProperty("rejected").EnumerateArray().Select(static item => item.GetProperty("at").GetDateTimeOffset()));
            continuation = page.GetProperty("continuation").GetString();
        }
        while (continuation is not null);

        times.Reverse();
        Assert.Equal(times, seen);
        Assert.Equal("LS-QUERY-002", (await hooks.RejectedPage("?continuation=x")).Body.GetProperty("code").GetString());
        Assert.Empty((await hooks.RejectedPage("?source=typeform/none")).Body.GetProperty("rejected").EnumerateArray());
    }

    [Fact]
    public async Task An_event_of_the_api_is_replayed_by_its_parser_and_stays_while_it_is_wrong()
    {
        var hooks = new HookApp();
        await Refused(hooks, 1);

        var answer = await hooks.Replay("""{ "source": "api" }""");

        var result = Assert.Single(answer.Body.GetProperty("results").EnumerateArray());
        Assert.Equal(("kept", "LS-EVENT-004"), (result.GetProperty("outcome").GetString(), result.GetProperty("code").GetString()));
        Assert.Single(hooks.Rejected);
    }

    [Theory]
    [InlineData("{ }", "/ids")]
    [InlineData("""{ "ids": [ "x" ] }""", "/ids")]
    [InlineData("""{ "day": "1 March" }""", "/day")]
    [InlineData("""{ "day": "2026-03-01", "limit": 0 }""", "/limit")]
    [InlineData("""{ "all": true }""", "/all")]
    [InlineData("""{ "day": """, "")]
    public async Task A_request_that_does_not_say_what_to_replay_is_refused(string request, string pointer)
    {
        var (status, body) = await new HookApp().Replay(request);

        Assert.Equal((400, "LS-REJECTED-001"), (status, body.GetProperty("code").GetString()));
        Assert.Contains(body.GetProperty("errors").EnumerateArray(), error => error.GetProperty("pointer").GetString() == pointer);
    }

    private static async Task Refused(HookApp hooks, int number)
    {
        var context = new Microsoft.AspNetCore.Http.DefaultHttpContext
        {
            Request = { Body = new MemoryStream(System.Text.Encoding.UTF8.GetBytes($$"""{ "type": "page.viewed", "number": {{number}} }""")) },
        };
        await hooks.App.Get<LeadScoring.Functions.Capture.CaptureHandler>().Handle(context.Request, default);
    }
}
