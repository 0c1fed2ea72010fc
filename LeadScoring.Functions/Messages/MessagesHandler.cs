using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Messages;

/// <summary>Answers <c>GET /api/v1/messages</c>: what waits for a subscription of the local topic. Takes nothing away.</summary>
public sealed class MessagesHandler(ITopic topic)
{
    private static readonly string[] Names = [.. LocalTopic.Subscriptions.Select(static subscription => subscription.Name)];

    /// <summary>The oldest messages of a subscription.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        if (topic is not ITopicPeek local)
            return NotLocal.ToResult();

        var reader = new QueryReader(query, "subscription", "limit");
        var name = reader.OneOf("subscription", Names) ?? Names[0];
        var limit = reader.Whole("limit", 1, ITopicPeek.Most) ?? ITopicPeek.Most;
        if (reader.Problem is { } problem)
            return problem.ToResult();

        var messages = await local.Peek(LocalTopic.Subscriptions.First(subscription => subscription.Name == name), limit, cancellation);
        return new JsonResult<MessagePage>(new MessagePage([.. messages.Select(Item)], null), MessagesJson.Default.MessagePage);
    }

    private static MessageItem Item(TopicMessage message) => new()
    {
        CloudEvent = message.Body.EnumerateObject().ToDictionary(static member => member.Name, static member => member.Value, StringComparer.Ordinal),
        MessageId = message.MessageId,
        SessionId = message.SessionId,
        Properties = message.Properties,
    };

    private static Problem NotLocal => Problem.NotFound(
        "LS-TOPIC-404",
        "Messages go to Service Bus here; only the local topic can be shown over HTTP.",
        "Look at the subscriptions of the topic lead-events with Service Bus Explorer in the Azure portal, which shows messages without removing them.");
}
