using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Models;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Reports;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Reports;

/// <summary>How a report is computed: in buckets by the queue, resumed after crashes, answered from what is there.</summary>
public sealed class ReportRunTests
{
    private readonly InMemoryApp _app = new();
    private readonly ReportDriver _report;

    public ReportRunTests() => _report = new ReportDriver(_app);

    [Fact]
    public async Task A_report_is_computed_when_it_is_requested()
    {
        await _app.Publish(SalesModel.Yaml);

        var (status, body, headers) = await _report.Ask();
        await _report.Ask();

        Assert.Equal(202, status);
        Assert.Equal("""{"state":"computing","report":"service-level","bucketsDone":0,"buckets":256,"retryAfterSeconds":2}""", body.GetRawText());
        Assert.Equal("2", headers.RetryAfter.ToString());
        Assert.Equal(256, _app.Queues.Bodies(QueueNames.Report).Count);

        await _app.Work();
        (status, body, _) = await _report.Ask();

        Assert.Equal(200, status);
        Assert.Equal(
            """
            {"report":"service-level","from":"2025-12-02","to":"2026-03-01","computedAt":"2026-03-01T12:00:00Z","refreshing":false,"leads":0,"total":{"handOffs":0,"agreed":0,"inTime":0,"late":0,"overdue":0,"closed":0,"running":0,"attempts":0,"accepted":0,"overdueNow":0,"abandoned":0,"recycled":0,"disqualified":0,"belowThreshold":0,"unchecked":0},"audit":{"proven":0,"belowThreshold":0,"unchecked":{},"failures":[],"cut":false},"rows":[]}
            """,
            body.GetRawText());
    }

    [Fact]
    public async Task A_report_that_was_begun_is_computed_although_who_asked_has_gone()
    {
        await _app.Publish(SalesModel.Yaml);
        using var gone = new CancellationTokenSource();
        _app.Operations.Before = operation => operation is { Place: QueueNames.Report, Kind: OperationKind.Send } ? gone.CancelAsync() : Task.CompletedTask;

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _app.Get<ReportsHandler>().Handle("service-level", new QueryCollection(), gone.Token));
        _app.Operations.Before = null;

        Assert.Equal(256, _app.Queues.Bodies(QueueNames.Report).Count);
        await _app.Work();
        Assert.Equal(200, (await _report.Ask()).Status);
    }

    [Fact]
    public async Task A_running_report_shows_its_progress()
    {
        await _report.Ask();
        await Deliver(40);

        Assert.Equal(40, (await _report.Ask()).Body.GetProperty("bucketsDone").GetInt32());
    }

    [Fact]
    public async Task A_result_is_valid_for_ten_minutes_and_shown_until_the_next_one()
    {
        await _app.Publish(SalesModel.Yaml);
        Assert.Equal(0, (await _report.Report()).GetProperty("total").GetProperty("handOffs").GetInt32());
        await _report.Qualify("ann@acme.example");

        _app.Clock.Advance(TimeSpan.FromMinutes(10) - TimeSpan.FromSeconds(1));
        Assert.False((await _report.Ask()).Body.GetProperty("refreshing").GetBoolean());
        Assert.Empty(_app.Queues.Bodies(QueueNames.Report));

        _app.Clock.Advance(TimeSpan.FromSeconds(1));
        var old = (await _report.Ask()).Body;
        await Deliver(100);
        var still = (await _report.Ask()).Body;
        await _app.Work();
        var fresh = (await _report.Ask()).Body;

        Assert.Equal(("2026-03-01T12:00:00Z", true, 0), Read(old));
        Assert.Equal(("2026-03-01T12:00:00Z", true, 0), Read(still));
        Assert.Equal(("2026-03-01T12:10:00Z", false, 1), Read(fresh));

        static (string?, bool, int) Read(System.Text.Json.JsonElement body) =>
            (body.GetProperty("computedAt").GetString(), body.GetProperty("refreshing").GetBoolean(), body.GetProperty("total").GetProperty("handOffs").GetInt32());
    }

    [Fact]
    public async Task Computations_replace_each_other_s_rows()
    {
        await _app.Publish(SalesModel.Yaml);
        for (var run = 0; run < 5; run++)
        {
            await _report.Report();
            _app.Clock.Advance(TimeSpan.FromMinutes(15));
            Assert.InRange(_report.Rows.Count, 1, 1 + (2 * 256));
        }
    }

    [Fact]
    public async Task A_bucket_is_resumed_after_an_outage_and_counts_nobody_twice()
    {
        var leads = await Bucket(6);
        await _report.Ask();
        _app.Operations.Before = operation => operation is { Place: "Leads", Kind: OperationKind.Read } && operation.Partition.Contains(_app.IdOf(leads[3]), StringComparison.Ordinal) ? throw new IOException("down") : Task.CompletedTask;
        await _app.Work();
        Assert.Equal(202, (await _report.Ask()).Status);

        _app.Operations.Before = null;
        _app.Operations.Reset();
        _app.Clock.Advance(TimeSpan.FromMinutes(6));
        await _app.Work();
        var (status, body, _) = await _report.Ask();

        Assert.Equal((200, 6, 6), (status, body.GetProperty("leads").GetInt32(), body.GetProperty("total").GetProperty("handOffs").GetInt32()));
        AuditTests.AssertHealthy(body, 6);
    }

    [Fact]
    [Needs(Need.Time)]
    public async Task A_crash_at_any_moment_of_a_bucket_gives_the_same_report()
    {
        await Bucket(4);
        var expected = (await _report.Report("?model=sales")).GetProperty("total").GetRawText();
        for (var crash = 1; ; crash++)
        {
            _app.Clock.Advance(TimeSpan.FromMinutes(10));
            var body = await CrashedOnce(crash);
            if (body is null)
                break;
            Assert.Equal(expected, body);
        }

        async Task<string?> CrashedOnce(int at)
        {
            var calls = 0;
            await _report.Ask("?model=sales");
            var messages = (await Take()).ToList();
            var ours = messages.Single(static message => message.Body.ToString().Contains("\"bucket\":77", StringComparison.Ordinal));
            var crashed = false;
            // Killed after the call was done, before anybody heard of it.
            _app.Operations.After = _ => ++calls == at ? throw new IOException("killed") : Task.CompletedTask;
            try
            {
                await Handle(ours);
            }
            catch (IOException)
            {
                crashed = true;
            }

            _app.Operations.After = null;
            foreach (var message in messages)
                await Handle(message);
            var body = (await _report.Ask("?model=sales")).Body;
            Assert.Equal(4, body.GetProperty("leads").GetInt32());
            return crashed ? body.GetProperty("total").GetRawText() : null;
        }
    }

    [Fact]
    public async Task A_large_bucket_continues_in_further_messages()
    {
        await Bucket(5);
        await _report.Ask();
        _app.Operations.After = operation =>
        {
            if (operation is { Place: "Reports", Kind: OperationKind.Submit } && operation.Row.EndsWith("077", StringComparison.Ordinal))
                _app.Clock.Advance(ReportBuckets.Budget + TimeSpan.FromSeconds(1));
            return Task.CompletedTask;
        };
        await _app.Work();
        _app.Operations.After = null;

        Assert.Equal(5, (await _report.Ask()).Body.GetProperty("total").GetProperty("handOffs").GetInt32());
    }

    [Fact]
    public async Task Two_workers_on_one_bucket_count_it_once()
    {
        await Bucket(4);
        await _report.Ask();
        var messages = (await Take()).ToList();
        var ours = messages.Single(static message => message.Body.ToString().Contains("\"bucket\":77", StringComparison.Ordinal));
        var isSecond = false;
        _app.Operations.Before = async operation =>
        {
            if (!isSecond && operation is { Place: "Reports", Kind: OperationKind.Submit })
            {
                isSecond = true;
                await Handle(ours);
            }
        };
        await Handle(ours);
        _app.Operations.Before = null;
        foreach (var message in messages)
            await Handle(message);

        var body = (await _report.Ask()).Body;
        Assert.Equal((4, 4), (body.GetProperty("leads").GetInt32(), body.GetProperty("total").GetProperty("handOffs").GetInt32()));
    }

    [Fact]
    public async Task Messages_that_were_lost_are_sent_again_after_ten_minutes()
    {
        await _report.Ask();
        await Deliver(200);
        foreach (var lost in await Take())
            await _app.Queues.Delete(QueueNames.Report, lost);

        _app.Clock.Advance(TimeSpan.FromMinutes(9));
        await _report.Ask();
        Assert.Empty(_app.Queues.Bodies(QueueNames.Report));
        _app.Clock.Advance(TimeSpan.FromMinutes(1));
        await _report.Ask();
        await _report.Ask();

        Assert.Equal(56, _app.Queues.Bodies(QueueNames.Report).Count);
        await _app.Work();
        Assert.Equal(200, (await _report.Ask()).Status);
    }

    [Fact]
    public async Task Only_leads_that_were_handed_off_have_their_log_read()
    {
        var leads = await Bucket(1);
        await _app.Send(Sent.Visits("nobody@acme.example", 1));
        await _report.Ask();
        var logs = new List<string>();
        _app.Operations.Before = operation =>
        {
            if (operation is { Place: "Leads", Kind: OperationKind.Read } && operation.Partition.Contains("'event:'", StringComparison.Ordinal))
                logs.Add(operation.Partition);
            return Task.CompletedTask;
        };
        await _app.Work();

        Assert.Contains(_app.IdOf(leads[0]), Assert.Single(logs), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_report_is_also_a_spreadsheet_without_formulas()
    {
        await _app.Publish(SalesModel.Yaml);
        await _report.Qualify("ann@acme.example");
        await _report.Forge("ann@acme.example", new Decision.Qualified(2, EpochCause.Route, "=cmd|' /C calc'!A0", Destination.Sales, null, null, null));

        var (computing, progress) = await _report.Csv();
        Assert.Equal((202, true), (computing.StatusCode, progress.Contains("computing", StringComparison.Ordinal)));
        await _app.Work();
        var (response, text) = await _report.Csv();

        Assert.Equal((200, "text/csv; charset=utf-8", "attachment; filename=\"service-level.csv\""), (response.StatusCode, response.ContentType, response.Headers.ContentDisposition.ToString()));
        Assert.Equal(
            """
            ﻿model,cause,route,to,handOffs,agreed,inTime,late,overdue,closed,running,keptPercent,attempts,attemptsPerHandOff,accepted,medianHours,overdueNow,abandoned,recycled,disqualified,belowThreshold,unchecked,firstDay,lastDay,computedAt
            sales,route,'=cmd|' /C calc'!A0,sales,1,0,0,0,0,0,0,,0,0,0,,0,0,0,0,1,0,2025-12-02,2026-03-01,2026-03-01T12:00:00Z
            sales,route,warm,sales,1,1,0,0,0,1,0,,0,0,0,,0,0,0,0,0,0,2025-12-02,2026-03-01,2026-03-01T12:00:00Z

            """.ReplaceLineEndings("\r\n"),
            text);
    }

    [Theory]
    [InlineData("funnel")]
    [InlineData("service-level.xlsx")]
    [InlineData(".csv")]
    public async Task An_unknown_report_is_a_404_that_names_those_that_exist(string name)
    {
        var (status, body, _) = await _report.Ask("", name);

        Assert.Equal((404, "LS-REPORT-404"), (status, body.GetProperty("code").GetString()));
        Assert.Contains("service-level", body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("?model=unknown", "LS-QUERY-002")]
    [InlineData("?from=yesterday", "LS-QUERY-002")]
    [InlineData("?from=2026-02-30", "LS-QUERY-002")]
    [InlineData("?from=2026-03-02", "LS-QUERY-002")]
    [InlineData("?from=2025-01-25&to=2026-03-01", "LS-QUERY-002")]
    [InlineData("?to=9999-12-31", "LS-QUERY-002")]
    [InlineData("?since=2026-03-01", "LS-QUERY-001")]
    public async Task An_unusable_parameter_is_refused(string query, string code)
    {
        await _app.Publish(SalesModel.Yaml);

        var (status, body, _) = await _report.Ask(query);

        Assert.Equal((400, code), (status, body.GetProperty("code").GetString()));
        Assert.Empty(_report.Rows);
    }

    [Fact]
    public async Task Four_hundred_days_can_be_asked_for() => Assert.Equal(202, (await _report.Ask("?from=2025-01-26&to=2026-03-01")).Status);

    private async Task<string[]> Bucket(int count)
    {
        await _app.Publish(SalesModel.Yaml);
        var leads = _report.SameBucket(count);
        foreach (var lead in leads)
            await _report.Qualify(lead);
        return leads;
    }

    private async Task<IReadOnlyList<ReceivedMessage>> Take()
    {
        var all = new List<ReceivedMessage>();
        while (await _app.Queues.Receive(QueueNames.Report, 32, TimeSpan.FromDays(1)) is { Count: > 0 } some)
            all.AddRange(some);
        return all;
    }

    private async Task Deliver(int count)
    {
        for (var left = count; left > 0;)
        {
            var some = await _app.Queues.Receive(QueueNames.Report, Math.Min(left, 32), TimeSpan.FromDays(1));
            foreach (var message in some)
            {
                await Handle(message);
                await _app.Queues.Delete(QueueNames.Report, message);
            }

            left -= some.Count;
        }
    }

    private Task Handle(ReceivedMessage message) => _app.Get<Functions.Reports.ReportHandler>().Handle(message.Body, default);
}
