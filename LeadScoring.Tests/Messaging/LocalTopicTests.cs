using System.Collections.Immutable;
using System.Text.Json;
using Azure.Storage.Queues;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Messaging;

/// <summary>The local topic on real queues.</summary>
[Collection(nameof(OnAzurite))]
[Needs(Need.Processes)]
public sealed class LocalTopicTests : IAsyncLifetime
{
    private readonly LocalTopic _topic;
    private readonly QueueServiceClient _service;

    public LocalTopicTests(Azurite azurite)
    {
        _service = new QueueServiceClient(azurite.ConnectionString, new QueueClientOptions { MessageEncoding = QueueMessageEncoding.Base64 });
        _topic = new LocalTopic(_service);
    }

    private static Subscription Crm => LocalTopic.Subscriptions[0];

    private static Subscription Marketing => LocalTopic.Subscriptions[1];

    public async Task InitializeAsync()
    {
        await _topic.CreateMissing(default);
        foreach (var subscription in LocalTopic.Subscriptions)
            await _service.GetQueueClient(LocalTopic.QueueOf(subscription.Name)).ClearMessagesAsync();
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public async Task A_subscription_has_the_messages_that_it_takes_in_their_order()
    {
        for (var i = 0; i < 3; i++)
            await _topic.Send(Message($"m{i}", "lead.qualified"), default);
        await _topic.Send(Message("m3", "lead.recycled"), default);

        Assert.Equal(["m0", "m1", "m2", "m3"], (await Waiting(Crm)).Select(static message => message.MessageId));
        Assert.Equal(["m3"], (await Waiting(Marketing)).Select(static message => message.MessageId));
        Assert.Equal((4, 1), (await _topic.Depth(Crm, default), await _topic.Depth(Marketing, default)));
    }

    [Fact]
    public async Task What_the_app_says_about_itself_has_a_queue_of_its_own()
    {
        await _topic.Send(Message("m0", "system.review.due"), default);

        var waiting = await Task.WhenAll(LocalTopic.Subscriptions.Select(async subscription => (await Waiting(subscription)).Count));
        Assert.Equal([0, 0, 1], waiting);
    }

    [Fact]
    public async Task A_message_is_seen_as_it_was_sent()
    {
        var sent = Message("m1", "lead.qualified");
        await _topic.Send(sent, default);

        var seen = Assert.Single(await Waiting(Crm));

        Assert.Equal((sent.SessionId, sent.Subject), (seen.SessionId, seen.Subject));
        Assert.Equal(sent.Properties, seen.Properties);
        Assert.Equal(sent.Json.ToArray(), seen.Json.ToArray());
    }

    private async Task<IReadOnlyList<TopicMessage>> Waiting(Subscription subscription)
    {
        var peeked = await _service.GetQueueClient(LocalTopic.QueueOf(subscription.Name)).PeekMessagesAsync(32);
        return [.. peeked.Value.Select(static message => JsonSerializer.Deserialize(message.Body, MessagingJson.Default.TopicMessage)!)];
    }

    private static TopicMessage Message(string id, string type)
    {
        return new TopicMessage
        {
            MessageId = id,
            SessionId = "lead",
            Subject = type,
            Properties = ImmutableSortedDictionary<string, string>.Empty.Add("type", type),
            Json = """{"specversion":"1.0","data":{"name":"Zürich 日本"}}"""u8.ToArray(),
        };
    }
}
