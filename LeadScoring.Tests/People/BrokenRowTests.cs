using System.Text.Json;

using Azure.Data.Tables;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.People;

/// <summary>A person whose rows are damaged is exported and erased all the same, and what the page of the error says helps.</summary>
public sealed class BrokenRowTests : IAsyncLifetime
{
    private const string Ann = "ann.berg@acme.example";
    private const string Old = "ann@old.example";
    private const string Bob = "bob@acme.example";

    private static readonly byte[] Garbage = [0x7b, 0xff, 0x00];
    private static readonly string[] Tables = [TableNames.Leads, TableNames.Due, TableNames.Board, TableNames.Rejected, TableNames.Parked, TableNames.Reports];

    private readonly InMemoryApp _app = new();

    /// <summary>Beginnings of the keys of the rows that are broken; empty = all rows.</summary>
    public static TheoryData<string> Rows() => ["lead", "model:", "event:", "fact:", "history:", "pending:", "outbox:", ""];

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_person_with_broken_rows_is_erased(string rows)
    {
        await Lives();
        await Break(Ann, rows);

        Assert.Equal(202, (await _app.Erase(Ann)).Status);
        await _app.Work();

        Assert.DoesNotContain(Places(_app.IdOf(Ann)), static place => !place.EndsWith(" lead", StringComparison.Ordinal));
        Assert.DoesNotContain(Places(_app.IdOf(Old)), static place => !place.EndsWith(" lead", StringComparison.Ordinal));
        Assert.Empty(Places(Ann));
        Assert.Equal(404, (await _app.Lead(Ann)).Status);
        Assert.Contains(_app.Topic.Sent, message => message.Subject == "lead.erased" && message.SessionId == _app.IdOf(Ann));
        Assert.Single(_app.Topic.Sent.Where(message => message.SessionId == _app.IdOf(Ann)).GroupBy(static message => message.MessageId), static copies => copies.Any(static copy => copy.Subject == "lead.erased"));
        Assert.Equal(200, (await _app.Lead(Bob)).Status);
    }

    [Theory]
    [InlineData("lead")]
    [InlineData("model:")]
    [InlineData("outbox:")]
    public async Task An_event_that_asks_for_it_erases_a_person_with_broken_rows(string rows)
    {
        await Lives();
        await Break(Ann, rows);

        await _app.Send(Sent.Event(Ann, "privacy.deleted", 0));

        Assert.DoesNotContain(Places(_app.IdOf(Ann)), static place => !place.EndsWith(" lead", StringComparison.Ordinal));
        Assert.Equal(404, (await _app.Lead(Ann)).Status);
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_person_with_broken_rows_is_found_by_address(string rows)
    {
        await Lives();
        await Break(Ann, rows);
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(new { email = Ann }));

        var (status, found) = await InMemoryApp.Read(await _app.Get<FindHandler>().Handle(context.Request, default));

        Assert.Equal((200, _app.IdOf(Ann)), (status, found.GetProperty("id").GetString()));
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task A_person_with_broken_rows_is_exported_and_the_rows_are_named(string rows)
    {
        await Lives();
        var whole = (await _app.Export(Ann)).Body;
        var broken = await Break(Ann, rows);

        var (status, body) = await _app.Export(Ann);

        Assert.Equal(200, status);
        Assert.Empty(whole.GetProperty("unreadable").EnumerateArray());
        Assert.Equal(broken.Order(StringComparer.Ordinal), body.GetProperty("unreadable").EnumerateArray().Select(static row => row.GetProperty("row").GetString()!).Order(StringComparer.Ordinal));
        Assert.All(body.GetProperty("unreadable").EnumerateArray(), static row => Assert.NotEmpty(row.GetProperty("reason").GetString()!));
        foreach (var (list, prefix) in new[] { ("events", "event:"), ("decisions", "fact:"), ("scores", "history:") })
        {
            var expected = rows.Length > 0 && rows != prefix ? whole.GetProperty(list).GetArrayLength() - (list == "events" && rows == "pending:" ? broken.Count : 0) : 0;
            Assert.Equal(list == "events" && rows == "event:" ? 1 : expected, body.GetProperty(list).GetArrayLength());
        }
    }

    [Fact]
    public async Task A_row_of_a_newer_version_is_not_erased_by_an_older_one()
    {
        await Lives();
        var row = (await _app.Tables.Leads.Find(_app.IdOf(Ann), "lead", default))!;
        row["d"] = JsonSerializer.SerializeToUtf8Bytes(new { schema = 1000 });
        await _app.Tables.Leads.Upsert(row, default);

        await Assert.ThrowsAsync<NewerStateException>(() => _app.Erase(Ann));
    }

    [Fact]
    public async Task A_rebuild_heals_a_broken_row_of_a_model()
    {
        await Lives();
        await _app.Work();
        var before = await Figures();
        await Break(Ann, "model:");
        await Assert.ThrowsAsync<CorruptStateException>(() => _app.Lead(Ann));

        Assert.Equal(202, Assert.IsType<Microsoft.AspNetCore.Mvc.StatusCodeResult>(await _app.Get<ModelsHandler>().RebuildLead(Ann, default)).StatusCode);
        await _app.Work();

        Assert.Equal(before, await Figures());
    }

    [Theory]
    [InlineData("event:")]
    [InlineData("pending:")]
    [InlineData("outbox:")]
    public async Task A_lead_is_well_again_when_the_broken_row_is_deleted(string rows)
    {
        await Lives();
        foreach (var row in await Break(Ann, rows))
            await _app.Tables.Leads.Delete(_app.IdOf(Ann), row, Azure.ETag.All, default);

        Assert.Equal(202, Assert.IsType<Microsoft.AspNetCore.Mvc.StatusCodeResult>(await _app.Get<ModelsHandler>().RebuildLead(Ann, default)).StatusCode);
        await _app.Work();

        Assert.Equal(200, (await _app.Timeline(Ann)).Status);
        Assert.Empty((await _app.Get<LeadStore>().Read(_app.IdOf(Ann), default)).Pending);
        Assert.Empty(_app.Tables[TableNames.Parked].Rows);
    }

    // Ann has a former lead merged into hers, a decision, a message that waits and an event that waits.
    private async Task Lives()
    {
        await _app.Send([Sent.Title(Old, "VP", daysAgo: 3), Sent.Title(Ann, "VP", daysAgo: 3), .. Sent.Visits(Ann, 3), Sent.Event(Ann, "event.attended", 0, ("eventKind", "tradeshow")), Sent.Pricing(Bob)]);
        await _app.Merge(Old, Ann);
        await _app.Work();
        await _app.Capture(Sent.Pricing(Ann));
        var lead = (await _app.Get<LeadStore>().Find(_app.IdOf(Ann), default))!;
        var messages = lead.State!.Messages + 1;
        await _app.Get<LeadStore>().Commit(lead, new LeadEdit(lead.State) { State = lead.State with { Messages = messages }, Outbox = [new OutboxRow(RowKeys.Outbox(messages), null, new Domain.Leads.OutboxWork.Merge(_app.IdOf(Old), false), null)] }, default);
    }

    // Without the trend, which compares with scores of the last days: these were in the row.
    private async Task<string> Figures()
    {
        var (_, explanation) = await _app.Explain(Ann, "?model=sales");
        return explanation.ToString();
    }

    // Rows with that beginning; the keys of the timeline have no content.
    private async Task<IReadOnlyList<string>> Break(string email, string rows)
    {
        var broken = new List<string>();
        foreach (var row in _app.Tables[TableNames.Leads].Rows.Where(row => row.PartitionKey == _app.IdOf(email) && row.RowKey.StartsWith(rows, StringComparison.Ordinal) && row.ContainsKey("d")))
        {
            row["d"] = Garbage;
            await _app.Tables.Leads.Upsert(row, default);
            broken.Add(row.RowKey);
        }

        Assert.NotEmpty(broken);
        return broken;
    }

    private IReadOnlyList<string> Places(string text) =>
    [
        .. Tables.SelectMany(table => _app.Tables[table].Rows
            .Where(row => $"{row.PartitionKey} {row.RowKey} {Content(row)}".Contains(text, StringComparison.Ordinal))
            .Select(row => $"{table} {row.RowKey}")),
    ];

    private static string Content(TableEntity row) => string.Join(' ', row.Keys.Select(key => row[key]).Select(static value => value is byte[] bytes ? System.Text.Encoding.UTF8.GetString(bytes) : value?.ToString()));
}
