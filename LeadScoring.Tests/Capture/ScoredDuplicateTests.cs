using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Import;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;
using LeadScoring.Tests.Sources;
using LeadScoring.Tests.Tracking;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Capture;

/// <summary>An event that was scored already is a duplicate, whichever way it comes again.</summary>
public sealed class ScoredDuplicateTests
{
    private const string Leads = TableNames.Leads;

    private readonly HookApp _hooks = new();

    private InMemoryApp App => _hooks.App;

    [Fact]
    public async Task An_event_that_was_scored_is_a_duplicate_when_it_comes_again()
    {
        Assert.Equal((1, 0, 0), await Post(Event("e1")));
        await App.Work();

        Assert.Equal((0, 1, 0), await Post(Event("e1")));

        Assert.Empty(_hooks.Events);
        Assert.Empty(await App.Queues.Receive(QueueNames.Rescore, 32, TimeSpan.FromMinutes(1)));
        Assert.Single(Logged());
    }

    [Fact]
    public async Task Of_many_events_those_that_were_scored_are_duplicates()
    {
        await Post(Event("e1"), Event("e3"));
        await App.Work();
        await Post(Event("e4"));

        Assert.Equal((1, 3, 0), await Post(Event("e1"), Event("e2"), Event("e3"), Event("e4")));

        await App.Work();
        Assert.Equal(4, Logged().Count);
    }

    [Theory]
    [InlineData(1, 3)]
    [InlineData(20, 3)]
    [InlineData(150, 1)]
    [InlineData(150, 7)]
    [InlineData(150, 1000)]
    public async Task Duplicates_are_found_wherever_a_page_of_the_log_ends(int scored, int pageRows)
    {
        await Post([.. Enumerable.Range(0, scored).Select(static number => Event($"e{number}"))]);
        await App.Work();
        App.Tables[Leads].PageRows = pageRows;

        Assert.Equal((30, scored, 0), await Post([.. Enumerable.Range(0, scored + 30).Select(static number => Event($"e{number}"))]));

        App.Tables[Leads].PageRows = null;
        await App.Work();
        Assert.Equal(scored + 30, Logged().Count);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public async Task Nothing_is_read_for_events_that_are_new(int events)
    {
        await Post(Event("before"));
        await App.Work();
        App.Operations.Reset();

        await Post([.. Enumerable.Range(0, events).Select(static number => Event($"e{number}"))]);

        Assert.Equal(0, App.Operations.Count(Leads, OperationKind.Find) + App.Operations.Count(Leads, OperationKind.Read));
    }

    [Fact]
    public async Task Other_content_under_the_id_of_a_scored_event_is_refused_and_kept_once()
    {
        await Post(Event("e1"));
        await App.Work();

        Assert.Equal((0, 0, 1), await Post(Event("e1", "/other")));

        await App.Work();
        Assert.Equal("LS-EVENT-011", Assert.Single(_hooks.Rejected));
        Assert.Contains("/a", Encoding.UTF8.GetString(Assert.Single(Logged()).GetBytes("d")!), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_that_is_scored_while_its_repetition_is_stored_counts_once()
    {
        await Post(Event("e1"));
        App.Operations.Before = ScoreOnce(OperationKind.Submit, RowKeys.PendingPrefix);

        Assert.Equal((0, 1, 0), await Post(Event("e1")));
        Assert.Single(Logged());
    }

    [Theory]
    [InlineData("/a", 0, 1, 0)]
    [InlineData("/other", 0, 0, 1)]
    public async Task An_event_scored_while_it_is_compared_stays_what_it_was(string path, int accepted, int duplicates, int rejected)
    {
        await Post(Event("e1"));
        App.Operations.Before = ScoreOnce(OperationKind.Find, RowKeys.PendingPrefix);

        Assert.Equal((accepted, duplicates, rejected), await Post(Event("e1", path)));
        Assert.Single(Logged());
    }

    [Fact]
    public async Task A_new_event_that_is_scored_before_the_answer_is_accepted()
    {
        await Post(Event("e1"));
        App.Operations.Before = ScoreOnce(OperationKind.Send, "", QueueNames.Rescore);

        Assert.Equal((1, 0, 0), await Post(Event("e2")));
        Assert.Equal(2, Logged().Count);
    }

    [Fact]
    public async Task A_delivery_that_was_scored_is_a_duplicate_in_the_counts_of_its_connection()
    {
        var connected = await Connected.To("typeform");
        var delivery = connected.Sign(connected.Bare);
        await connected.Post(delivery);
        await connected.Hooks.App.Work();

        var again = await connected.Post(delivery);

        Assert.Equal((0, 1), (again.Count("accepted"), again.Count("duplicates")));
        var counts = Assert.Single((await connected.Hooks.Sources()).Body.GetProperty("connections").EnumerateArray());
        Assert.Equal((1, 1, 0), (counts.GetProperty("accepted").GetInt32(), counts.GetProperty("duplicates").GetInt32(), counts.GetProperty("rejected").GetInt32()));
    }

    [Fact]
    public async Task A_page_view_that_was_scored_is_a_duplicate_for_the_tracker()
    {
        var track = new TrackApp();
        Assert.Equal((1, 0), (await track.Post(TrackApp.Event())).Counts);
        await track.App.Work();

        Assert.Equal((0, 1), (await track.Post(TrackApp.Event())).Counts);
    }

    [Fact]
    public async Task Metrics_count_as_the_report_of_an_import_does()
    {
        var import = new ImportApp();
        using var measured = new Measurements(import.App.Get<IMeterFactory>());
        const string File = "email,jobTitle\nann@northmill.example,CTO\nbob@northmill.example,CEO\n";
        await import.Post(File);
        await import.App.Work();

        var (_, report) = await import.Post(File);

        Assert.Equal((2, 0, 2, 0), ImportApp.Counts(report));
        Assert.Equal((2, 2), (measured["leadscoring.events.captured outcome=accepted"].Sum(), measured["leadscoring.events.captured outcome=duplicate"].Sum()));
    }

    // Once, at a call about a row of that kind: the lead is scored first.
    private Func<Operation, Task> ScoreOnce(OperationKind kind, string row, string place = Leads)
    {
        var hasScored = false;
        return async operation =>
        {
            if (hasScored || operation.Kind != kind || operation.Place != place || !operation.Row.StartsWith(row, StringComparison.Ordinal))
                return;
            hasScored = true;
            await App.Work();
        };
    }

    private IReadOnlyList<Azure.Data.Tables.TableEntity> Logged() => [.. App.Tables[Leads].Rows.Where(static row => row.RowKey.StartsWith(RowKeys.EventPrefix, StringComparison.Ordinal))];

    private static string Event(string id, string path = "/a") =>
        $$"""{ "id": "{{id}}", "type": "page.viewed", "occurredAt": "2026-03-01T11:00:00Z", "lead": { "email": "ann@northmill.example" }, "properties": { "path": "{{path}}" } }""";

    private async Task<(int Accepted, int Duplicates, int Rejected)> Post(params string[] events)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]")) } };
        var (_, body) = await InMemoryApp.Read(await App.Get<CaptureHandler>().Handle(context.Request, default));
        return (Count(body, "accepted"), Count(body, "duplicates"), body.GetProperty("rejected").GetArrayLength());
    }

    private static int Count(JsonElement answer, string name) => answer.GetProperty(name).GetInt32();
}
