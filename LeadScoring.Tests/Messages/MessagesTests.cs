using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Messages;

public sealed class MessagesTests
{
    private const string Ann = "ann@acme.example";

    [Fact]
    public async Task A_message_is_its_CloudEvent_with_what_Service_Bus_would_carry_beside_it()
    {
        var app = new InMemoryApp();
        await app.Publish(CrmModel.Yaml);
        await app.Send([.. Sent.Visits(Ann, 4), Sent.Title(Ann, "VP Sales")]);

        var (status, body) = await InMemoryApp.Ask(query => app.Get<MessagesHandler>().Handle(query, default), "");
        var message = Assert.Single(body.GetProperty("messages").EnumerateArray());

        Assert.Equal(200, status);
        Assert.Equal("lead.qualified", message.GetProperty("type").GetString());
        Assert.Equal("1.0", message.GetProperty("specversion").GetString());
        Assert.Equal($"{app.IdOf(Ann)}:crm:1", message.GetProperty("messageId").GetString());
        Assert.Equal(app.IdOf(Ann), message.GetProperty("sessionId").GetString());
        Assert.Equal("hot", message.GetProperty("properties").GetProperty("route").GetString());
        Assert.Equal(Ann, message.GetProperty("data").GetProperty("lead").GetProperty("email").GetString());
        Assert.True(body.TryGetProperty("continuation", out _));
    }

    [Fact]
    public async Task A_subscription_shows_its_own_messages_and_looking_takes_nothing()
    {
        var app = new InMemoryApp();
        await app.Publish(CrmModel.Yaml);
        await app.Send([.. Sent.Visits(Ann, 4), Sent.Title(Ann, "VP Sales")]);

        for (var i = 0; i < 2; i++)
        {
            Assert.Single((await InMemoryApp.Ask(query => app.Get<MessagesHandler>().Handle(query, default), "?subscription=crm-sync&limit=5")).Body.GetProperty("messages").EnumerateArray());
            Assert.Empty((await InMemoryApp.Ask(query => app.Get<MessagesHandler>().Handle(query, default), "?subscription=marketing")).Body.GetProperty("messages").EnumerateArray());
        }
    }

    [Theory]
    [InlineData("?subscription=crm", "crm-sync, marketing, operations")]
    [InlineData("?limit=201", "from 1 to 200")]
    [InlineData("?limit=0", "from 1 to 200")]
    public async Task An_unusable_parameter_is_refused_with_the_allowed_values(string query, string fix)
    {
        var app = new InMemoryApp();

        var (status, body) = await InMemoryApp.Ask(asked => app.Get<MessagesHandler>().Handle(asked, default), query);

        Assert.Equal(400, status);
        Assert.Contains(fix, body.GetProperty("fix").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_cannot_be_shown_with_Service_Bus()
    {
        var app = new InMemoryApp(new Elsewhere());

        var (status, body) = await InMemoryApp.Ask(query => app.Get<MessagesHandler>().Handle(query, default), "");

        Assert.Equal((404, "LS-TOPIC-404"), (status, body.GetProperty("code").GetString()));
    }

    private sealed class Elsewhere : ITopic
    {
        public Task Send(TopicMessage message, CancellationToken cancellation) => Task.CompletedTask;
    }
}
