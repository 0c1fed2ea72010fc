using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Models;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Access;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Models;

/// <summary>Two people change one draft, and somebody discards it.</summary>
public sealed class DraftTests
{
    private const string Model = "/api/v1/models/crm";

    private static readonly string One = Points(1);
    private static readonly string Three = Points(3);
    private static readonly string Five = Points(5);

    private readonly InMemoryApp _app = new(access: TestKeys.Settings);
    private readonly InMemoryHttp _http;

    public DraftTests() => _http = new InMemoryHttp(_app, asksForKeys: true);

    [Fact]
    public async Task The_tag_of_a_draft_lets_its_reader_save_and_names_what_was_saved()
    {
        await _app.Publish(CrmModel.Yaml);
        var read = await Send("GET", Model);
        Assert.False(read.Json.GetProperty("draft").GetBoolean());
        Assert.Equal($"\"{read.Json.GetProperty("hash").GetString()}\"", read.Tag);

        var saved = await Put(Three, read.Tag);

        Assert.Equal(200, saved.Status);
        var again = await Send("GET", Model);
        Assert.Equal((saved.Tag, true, "key:marketing", "2026-03-01T12:00:00Z"), (again.Tag, again.Json.GetProperty("draft").GetBoolean(), Text(again, "draftBy"), Text(again, "draftAt")));
        Assert.Equal(200, (await Put(Five, saved.Tag)).Status);
    }

    [Fact]
    public async Task Who_read_before_somebody_else_saved_is_told_who_and_when()
    {
        await Put(One);
        var read = await Send("GET", Model);
        _app.Clock.Advance(TimeSpan.FromMinutes(5));
        await Put(Three, read.Tag, "admin");

        var refused = await Put(Five, read.Tag);

        Assert.Equal((412, "LS-DRAFT-001", "key:admin", "2026-03-01T12:05:00Z"), (refused.Status, Text(refused, "code"), Text(refused, "draftBy"), Text(refused, "draftAt")));
        Assert.Equal(Three, Text(await Send("GET", Model), "yaml"));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Of_two_who_save_at_once_the_table_lets_one_win(bool hasDraft)
    {
        await _app.Publish(CrmModel.Yaml);
        if (hasDraft)
            await Put(One);
        var tag = (await Send("GET", Model)).Tag;
        // Both have read the row before either of them writes.
        var (read, bothHaveRead) = (0, new TaskCompletionSource());
        _app.Operations.After = operation =>
        {
            if (operation is not { Place: TableNames.Models, Kind: OperationKind.Find, Row: ModelRows.Draft } || bothHaveRead.Task.IsCompleted)
                return Task.CompletedTask;
            if (++read == 2)
                bothHaveRead.SetResult();
            return bothHaveRead.Task;
        };

        var replies = await Task.WhenAll(Put(Three, tag), Put(Five, tag, "admin"));

        Assert.Equal([200, 412], replies.Select(static reply => reply.Status).Order());
        var kept = await Send("GET", Model);
        Assert.Equal(replies.Single(static reply => reply.Status == 200).Tag, kept.Tag);
        Assert.Equal(Text(kept, "draftBy"), Text(replies.Single(static reply => reply.Status == 412), "draftBy"));
    }

    [Fact]
    public async Task A_request_that_is_repeated_because_its_answer_was_lost_is_no_conflict()
    {
        await Put(One);
        var tag = (await Send("GET", Model)).Tag;

        var first = await Put(Three, tag);
        var second = await Put(Three, tag);

        Assert.Equal((200, 200, first.Tag), (first.Status, second.Status, second.Tag));
    }

    [Fact]
    public async Task A_client_of_the_table_that_repeats_its_own_write_is_no_conflict()
    {
        await Put(One);
        var tag = (await Send("GET", Model)).Tag;
        var isLost = true;
        var table = (InMemoryTable)_app.Tables.Models;
        // The answer to the first write is lost, and the client of the table sends it again: by then the row has another tag.
        _app.Operations.Before = async operation =>
        {
            if (operation is not { Place: TableNames.Models, Kind: OperationKind.Replace } || !isLost)
                return;
            isLost = false;
            await table.Upsert(ModelRows.Document("crm", ModelRows.Draft, Three), default);
        };

        Assert.Equal(200, (await Put(Three, tag)).Status);
    }

    [Fact]
    public async Task Without_a_condition_the_last_one_wins()
    {
        await Put(One);
        await Put(Three, caller: "admin");

        Assert.Equal((200, Five), ((await Put(Five)).Status, Text(await Send("GET", Model), "yaml")));
    }

    [Fact]
    public async Task A_new_model_is_created_only_where_there_is_none()
    {
        Assert.Equal(200, (await Put(One, noneMatch: "*")).Status);
        var drafted = await Put(Three, noneMatch: "*");
        Assert.Equal((412, "LS-DRAFT-003", "key:marketing"), (drafted.Status, Text(drafted, "code"), Text(drafted, "draftBy")));

        await Send("DELETE", $"{Model}/draft");
        await _app.Publish(CrmModel.Yaml);
        Assert.Equal((412, "LS-DRAFT-003"), await CodeOf(Put(Three, noneMatch: "*")));
    }

    [Theory]
    [InlineData("*", null, 200, null)]
    [InlineData("\"other\", HASH", null, 200, null)]
    [InlineData("W/HASH", null, 200, null)]
    [InlineData("\"other\"", null, 412, "LS-DRAFT-001")]
    [InlineData("hash", null, 400, "LS-DRAFT-002")]
    [InlineData("", null, 400, "LS-DRAFT-002")]
    [InlineData(null, "\"other\"", 400, "LS-DRAFT-002")]
    [InlineData("*", "*", 400, "LS-DRAFT-002")]
    public async Task A_condition_is_a_list_of_tags_or_a_star(string? match, string? noneMatch, int status, string? code)
    {
        await Put(One);
        var hash = (await Send("GET", Model)).Tag!;

        var reply = await Put(Three, match?.Replace("HASH", hash, StringComparison.Ordinal), noneMatch: noneMatch);

        Assert.Equal((status, code), (reply.Status, status == 200 ? null : Text(reply, "code")));
    }

    [Fact]
    public async Task A_star_overwrites_no_model_that_is_not_there() => Assert.Equal((412, "LS-DRAFT-001"), await CodeOf(Put(One, "*")));

    [Fact]
    public async Task A_draft_whose_base_was_replaced_by_another_version_is_refused()
    {
        await _app.Publish(CrmModel.Yaml);
        var tag = (await Send("GET", Model)).Tag;
        await _app.Publish(One);

        var reply = await Put(Three, tag);

        Assert.Equal((412, "LS-DRAFT-001"), (reply.Status, Text(reply, "code")));
        Assert.False(reply.Json.TryGetProperty("draftBy", out _));
    }

    [Fact]
    public async Task A_discarded_draft_leaves_the_active_version()
    {
        await _app.Publish(CrmModel.Yaml);
        await Put(Three);

        Assert.Equal((204, ""), await Discard());

        var shown = await Send("GET", Model);
        Assert.Equal((CrmModel.Yaml, false, 1), (Text(shown, "yaml"), shown.Json.GetProperty("draft").GetBoolean(), shown.Json.GetProperty("version").GetInt32()));
        Assert.False(shown.Json.TryGetProperty("draftBy", out _));
        Assert.Equal((404, "LS-DRAFT-404"), await CodeOf(Send("DELETE", $"{Model}/draft")));
        Assert.Equal((404, "LS-DIFF-001"), await CodeOf(Send("GET", $"{Model}/diff?from=active&to=draft")));
    }

    [Fact]
    public async Task A_model_that_was_never_published_is_gone_with_its_draft()
    {
        await Put(One);

        Assert.Equal((204, ""), await Discard());

        Assert.Equal(0, (await Send("GET", "/api/v1/models")).Json.GetProperty("models").GetArrayLength());
        Assert.Equal((404, "LS-PUBLISH-404"), await CodeOf(Send("GET", Model)));
    }

    [Fact]
    public async Task A_draft_that_says_what_the_active_version_does_is_none_to_discard()
    {
        await _app.Publish(CrmModel.Yaml);
        await Put(CrmModel.Yaml);

        Assert.Equal((404, "LS-DRAFT-404"), await CodeOf(Send("DELETE", $"{Model}/draft")));
    }

    [Fact]
    public async Task A_draft_that_somebody_else_saved_meanwhile_is_not_discarded()
    {
        await Put(One);
        var tag = (await Send("GET", Model)).Tag;
        await Put(Three, caller: "admin");

        Assert.Equal((412, "LS-DRAFT-001"), await CodeOf(Send("DELETE", $"{Model}/draft", match: tag)));
        Assert.Equal(Three, Text(await Send("GET", Model), "yaml"));
    }

    [Fact]
    public async Task A_save_just_before_the_delete_is_kept()
    {
        await Put(One);
        var tag = (await Send("GET", Model)).Tag;
        var isFirst = true;
        _app.Operations.Before = async operation =>
        {
            if (operation is not { Place: TableNames.Models, Kind: OperationKind.Delete } || !isFirst)
                return;
            isFirst = false;
            await _app.Get<DraftStore>().Save("crm", Five, "key:bob", default);
        };

        var refused = await Send("DELETE", $"{Model}/draft", match: tag);

        Assert.Equal((412, "key:bob"), (refused.Status, Text(refused, "draftBy")));
        Assert.Equal(Five, Text(await Send("GET", Model), "yaml"));
    }

    [Fact]
    public async Task A_draft_of_an_older_app_says_neither_who_nor_when()
    {
        await _app.Tables.Models.Upsert(ModelRows.Document("crm", ModelRows.Draft, One), default);

        var shown = await Send("GET", Model);

        Assert.True(shown.Json.GetProperty("draft").GetBoolean());
        Assert.False(shown.Json.TryGetProperty("draftBy", out _) || shown.Json.TryGetProperty("draftAt", out _));
        Assert.Equal((412, "LS-DRAFT-001"), await CodeOf(Put(Three, "\"other\"")));
    }

    [Fact]
    public async Task Lists_have_the_outline_of_the_active_version_and_rules_on_request()
    {
        await _app.Publish(CrmModel.Yaml);
        await Put(Three.Replace("title: CRM", "title: Next", StringComparison.Ordinal));
        await Send("PUT", "/api/v1/models/erp", CrmModel.Other("erp"));

        var items = (await Send("GET", "/api/v1/models")).Json.GetProperty("models");
        var withRules = (await Send("GET", "/api/v1/models?rules=true")).Json.GetProperty("models");

        Assert.Equal("CRM", items[0].GetProperty("outline").GetProperty("title").GetString());
        Assert.False(items[0].GetProperty("outline").TryGetProperty("rules", out _) || items[1].TryGetProperty("outline", out _));
        Assert.Equal("+2", withRules[0].GetProperty("outline").GetProperty("rules")[1].GetProperty("points").GetString());
        Assert.Equal((400, "LS-QUERY-001"), await CodeOf(Send("GET", "/api/v1/models?rule=true")));
    }

    [Fact]
    public async Task A_model_has_the_outline_of_the_text_that_is_shown()
    {
        await _app.Publish(CrmModel.Yaml);
        await Put(Three);

        Assert.Equal("+3", await Points(Model));
        Assert.Equal("+2", await Points($"{Model}?version=1"));

        async Task<string?> Points(string path) => (await Send("GET", path)).Json.GetProperty("outline").GetProperty("rules")[1].GetProperty("points").GetString();
    }

    private static string Points(int points) => CrmModel.Yaml.Replace("points: 2", $"points: {points}", StringComparison.Ordinal);

    private static string Text(Reply reply, string member) => reply.Json.GetProperty(member).GetString()!;

    private static async Task<(int, string)> CodeOf(Task<Reply> sending)
    {
        var reply = await sending;
        return (reply.Status, Text(reply, "code"));
    }

    private async Task<(int Status, string Text)> Discard()
    {
        var reply = await Send("DELETE", $"{Model}/draft");
        return (reply.Status, reply.Text);
    }

    private Task<Reply> Put(string yaml, string? match = null, string caller = "marketing", string? noneMatch = null) => Send("PUT", Model, yaml, match, caller, noneMatch);

    private async Task<Reply> Send(string method, string path, string body = "", string? match = null, string caller = "marketing", string? noneMatch = null)
    {
        var reply = await _http.Send(method, path.Split('?')[0], request =>
        {
            request.Headers["x-api-key"] = TestKeys.Sent[caller];
            if (match is not null)
                request.Headers.IfMatch = match;
            if (noneMatch is not null)
                request.Headers.IfNoneMatch = noneMatch;
            if (path.Contains('?', StringComparison.Ordinal))
                request.QueryString = new Microsoft.AspNetCore.Http.QueryString(path[path.IndexOf('?', StringComparison.Ordinal)..]);
            request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
            request.ContentType = "application/yaml";
        });
        return new Reply(reply.Status, reply.Text, reply.Headers.ETag.Count == 0 ? null : reply.Headers.ETag.ToString());
    }

    private sealed record Reply(int Status, string Text, string? Tag)
    {
        public JsonElement Json => JsonDocument.Parse(Text).RootElement;
    }
}
