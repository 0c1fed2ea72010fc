using System.Text;
using System.Text.Json;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Messages;

/// <summary>What <c>GET /api/v1/messages</c> shows of the messages that were sent.</summary>
public sealed class KeptMessagesTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";

    private readonly InMemoryApp _app = new();

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task The_newest_message_is_first_also_after_many()
    {
        for (var lead = 0; lead < 40; lead++)
        {
            await Inquire($"lead{lead}@acme.example");
            _app.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        var (items, _) = await Page("?limit=200");

        Assert.Equal(_app.Topic.Delivered.Reverse().Select(static message => message.MessageId), items.Select(Id));
        Assert.True(items.Count > 40);
        Assert.Equal(_app.IdOf("lead39@acme.example"), items[0].GetProperty("subject").GetString());
    }

    [Fact]
    public async Task Messages_of_one_instant_and_lead_are_newest_first()
    {
        await Inquire(Ann);

        var numbers = (await Page($"?lead={_app.IdOf(Ann)}")).Items.Select(static item => int.Parse(Id(item).Split(':')[^1], System.Globalization.CultureInfo.InvariantCulture)).ToList();

        Assert.True(numbers.Count > 1);
        Assert.Equal(numbers.OrderDescending(), numbers);
    }

    [Fact]
    public async Task A_lead_a_type_and_a_subscription_can_be_asked_for()
    {
        await Inquire(Ann);
        await Inquire(Bob);

        Assert.All((await Page($"?lead={_app.IdOf(Ann)}")).Items, item => Assert.Equal(_app.IdOf(Ann), item.GetProperty("sessionId").GetString()));
        Assert.Equal(Delivered(static message => message.Subject is "lead.qualified"), Sorted(await Page("?type=lead.qualified")));
        Assert.Equal(Delivered(static message => message.Subject is "lead.qualified" or "lead.inquired"), Sorted(await Page("?type=lead.inquired,%20lead.qualified")));
        Assert.Equal(Delivered(LocalTopic.Subscriptions[1].Takes), Sorted(await Page("?subscription=marketing")));
        Assert.Equal(Delivered(message => message.SessionId == _app.IdOf(Bob) && message.Subject == "lead.qualified"), Sorted(await Page($"?lead={_app.IdOf(Bob)}&type=lead.qualified")));
        Assert.Empty((await Page($"?lead={_app.IdOf("nobody@acme.example")}")).Items);
    }

    [Theory]
    [InlineData("", 1)]
    [InlineData("", 7)]
    [InlineData("type=lead.qualified&", 2)]
    [InlineData("lead=ann&", 1)]
    public async Task Pages_follow_one_another_and_none_is_empty(string filter, int limit)
    {
        foreach (var lead in new[] { Ann, Bob, "cid@acme.example", "dan@acme.example" })
        {
            await Inquire(lead);
            _app.Clock.Advance(TimeSpan.FromHours(11));
        }

        // Where a page ends must not matter, and Azure may end one early.
        _app.Tables[TableNames.Messages].PageRows = 3;
        filter = filter.Replace("ann", _app.IdOf(Ann), StringComparison.Ordinal);
        var all = (await Page($"?{filter}limit=200")).Items;
        var paged = new List<JsonElement>();
        string? next = "";
        while (next is not null)
        {
            (var items, next) = await Page($"?{filter}limit={limit}{(next.Length == 0 ? "" : $"&continuation={next}")}");
            Assert.NotEmpty(items);
            paged.AddRange(items);
        }

        Assert.NotEmpty(all);
        Assert.Equal(all.Select(Id), paged.Select(Id));
    }

    [Fact]
    public async Task A_message_that_is_sent_again_is_shown_once()
    {
        var topic = _app.Get<ITopic>();
        await Inquire(Ann);
        var before = (await Page("")).Items.Count;
        _app.Clock.Advance(TimeSpan.FromDays(1));

        foreach (var message in _app.Topic.Delivered)
            await topic.Send(message, default);

        Assert.Equal(before, (await Page("")).Items.Count);
        Assert.Equal(2 * before, _app.Topic.Sent.Count);
    }

    [Fact]
    public async Task A_message_is_shown_as_it_was_sent()
    {
        await Inquire(Ann);
        var sent = _app.Topic.Delivered.Single(static message => message.Subject == "lead.qualified");

        var shown = Assert.Single((await Page("?type=lead.qualified")).Items);

        Assert.All(sent.Body.EnumerateObject(), member => Assert.True(JsonElement.DeepEquals(member.Value, shown.GetProperty(member.Name))));
        Assert.Equal(sent.Properties, shown.GetProperty("properties").EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value.GetString()!));
    }

    [Fact]
    public async Task Old_messages_are_not_shown_and_the_night_deletes_them()
    {
        await Inquire(Ann);
        _app.Clock.Advance(TimeSpan.FromDays(7) - TimeSpan.FromMinutes(1));
        Assert.NotEmpty((await Page("")).Items);
        await Inquire(Bob);

        _app.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.All((await Page("")).Items, item => Assert.Equal(_app.IdOf(Bob), item.GetProperty("sessionId").GetString()));
        Assert.Empty((await Page($"?lead={_app.IdOf(Ann)}")).Items);

        _app.Clock.Advance(TimeSpan.FromDays(1));
        await _app.Get<MessageStore>().Expire(default);
        Assert.All(_app.Tables[TableNames.Messages].Rows, row => Assert.Contains(_app.IdOf(Bob), row.RowKey, StringComparison.Ordinal));

        _app.Clock.Advance(TimeSpan.FromDays(8));
        await _app.Get<MessageStore>().Expire(default);
        Assert.Empty(_app.Tables[TableNames.Messages].Rows);
    }

    [Fact]
    public async Task Of_an_erased_person_only_the_message_that_says_so_is_left()
    {
        const string Old = "ann@old.example";
        await Inquire(Ann);
        await Inquire(Old);
        await Inquire(Bob);
        await _app.Merge(Old, Ann);
        await _app.Work();
        await _app.Erase(Ann);
        await _app.Work();

        foreach (var lead in new[] { Ann, Old })
            Assert.Equal(["lead.erased"], (await Page($"?lead={_app.IdOf(lead)}")).Items.Select(static item => item.GetProperty("type").GetString()));
        Assert.All(_app.Tables[TableNames.Messages].Rows.Where(row => !row.RowKey.Contains(_app.IdOf(Bob), StringComparison.Ordinal)), static row => Assert.Equal("lead.erased", MessageRow.TypeOf(row)));
        Assert.DoesNotContain(_app.Tables[TableNames.Messages].Rows, static row => row.GetBytes("d") is { } text && Encoding.UTF8.GetString(text) is var json && (json.Contains(Ann, StringComparison.Ordinal) || json.Contains(Old, StringComparison.Ordinal)));
        Assert.NotEmpty((await Page($"?lead={_app.IdOf(Bob)}")).Items);
    }

    [Fact]
    public async Task A_message_that_arrives_after_its_person_was_erased_is_not_kept()
    {
        await Inquire(Ann);
        var late = _app.Topic.Delivered.First(static message => message.Subject == "lead.qualified");
        await _app.Erase(Ann);
        await _app.Work();

        await _app.Get<ITopic>().Send(late, default);

        Assert.DoesNotContain(_app.Tables[TableNames.Messages].Rows, static row => MessageRow.TypeOf(row) != "lead.erased");
    }

    [Fact]
    public async Task The_export_of_a_person_has_the_messages_that_are_kept()
    {
        await Inquire(Ann);

        var kept = (await _app.Export(Ann)).Body.GetProperty("messages").EnumerateArray().Select(static message => message.GetProperty("type").GetString());

        Assert.Equal(_app.Topic.Delivered.Reverse().Select(static message => message.Subject), kept);
    }

    [Theory]
    [InlineData("?lead=ann%40acme.example")]
    [InlineData("?lead=k3v")]
    [InlineData("?type=lead.nothing")]
    [InlineData("?type=lead.qualified,lead.nothing")]
    [InlineData("?subscription=sales")]
    [InlineData("?limit=201")]
    [InlineData("?limit=0")]
    [InlineData("?continuation=abc")]
    public async Task A_question_that_cannot_be_answered_is_refused(string query)
    {
        var (status, problem) = await Ask(query);

        Assert.Equal((400, "LS-QUERY-002"), (status, problem.GetProperty("code").GetString()));
        Assert.NotEqual("", problem.GetProperty("fix").GetString());
        Assert.DoesNotContain(Ann, problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_continuation_is_good_for_its_own_question_only()
    {
        await Inquire(Ann);
        var (_, next) = await Page("?limit=1");

        Assert.Equal(400, (await Ask($"?limit=1&type=lead.qualified&continuation={next}")).Status);
    }

    private Task Inquire(string lead) => _app.Send(Sent.Title(lead, "VP"), Sent.Event(lead, "form.submitted", 0, ("form", "contact-us")));

    private Task<(int Status, JsonElement Body)> Ask(string query) => InMemoryApp.Ask(asked => _app.Get<MessagesHandler>().Handle(asked, default), query);

    private async Task<(IReadOnlyList<JsonElement> Items, string? Next)> Page(string query)
    {
        var (status, body) = await Ask(query);
        Assert.True(status == 200, body.ToString());
        return ([.. body.GetProperty("messages").EnumerateArray()], body.GetProperty("continuation").GetString());
    }

    private IEnumerable<string> Delivered(Func<string, bool> takes) => Delivered(message => takes(message.Subject));

    private IEnumerable<string> Delivered(Func<TopicMessage, bool> takes) => _app.Topic.Delivered.Where(takes).Select(static message => message.MessageId).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Sorted((IReadOnlyList<JsonElement> Items, string? Next) page)
    {
        Assert.NotEmpty(page.Items);
        return page.Items.Select(Id).Order(StringComparer.Ordinal);
    }

    private static string Id(JsonElement item) => item.GetProperty("messageId").GetString()!;
}
