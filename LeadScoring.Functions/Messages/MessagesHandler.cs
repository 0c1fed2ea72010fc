using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Functions.Messages;

/// <summary>Answers <c>GET /api/v1/messages</c>: what the local topic carried, newest first. Takes nothing from its queues.</summary>
public sealed class MessagesHandler(ITopic topic, MessageStore kept)
{
    internal const int MaxLimit = 200;
    internal const int DefaultLimit = 50;

    private static readonly string[] Names = [.. LocalTopic.Subscriptions.Select(static subscription => subscription.Name)];

    /// <summary>A page of the messages: all, or those of a subscription.</summary>
    public async Task<IActionResult> Handle(IQueryCollection query, CancellationToken cancellation)
    {
        if (topic is not IQueueTopic)
            return NotLocal.ToResult();

        var reader = new QueryReader(query, "subscription", "lead", "type", "limit", "continuation");
        var name = reader.OneOf("subscription", Names);
        var lead = Lead(reader);
        var types = Types(reader);
        var limit = reader.Whole("limit", 1, MaxLimit) ?? DefaultLimit;
        var question = $"messages:{name}:{lead}:{string.Join(',', types)}";
        var after = After(reader, question);
        if (reader.Problem is { } problem)
            return problem.ToResult();

        var subscription = LocalTopic.Subscriptions.FirstOrDefault(subscription => subscription.Name == name);
        bool Takes(string type) => subscription?.Takes(type) != false && (types.Count == 0 || types.Contains(type));
        // One more than the page has, so that a page that says there are more is followed by some.
        var found = lead is null ? kept.Newest(after, Takes, cancellation) : kept.OfLead(lead, after, Takes, cancellation);
        var messages = await found.Take(limit + 1).ToListAsync(cancellation);
        var continuation = messages.Count > limit ? PageToken.Write(question, messages[limit - 1].Place.Day, messages[limit - 1].Place.Row) : null;
        return new JsonResult<MessagePage>(new MessagePage([.. messages.Take(limit).Select(static one => Item(one.Message))], continuation), MessagesJson.Default.MessagePage);
    }

    private static string? Lead(QueryReader reader)
    {
        if (reader.Text("lead") is not { } lead || LeadIds.IsLeadId(lead))
            return reader.Text("lead");
        reader.Refuse("lead", "'lead' is not the id of a lead.", "Use the 26 characters that captured events and lists name; POST /api/v1/leads/find gives those of an e-mail address.");
        return null;
    }

    private static SortedSet<string> Types(QueryReader reader)
    {
        var types = new SortedSet<string>((reader.Text("type") ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), StringComparer.Ordinal);
        if (!types.IsSubsetOf(MessageTypes.All))
            reader.Refuse("type", "'type' names a type that no message has.", $"Use one or several, separated by commas, of {string.Join(", ", MessageTypes.All)}.");
        return types;
    }

    private static MessagePlace? After(QueryReader reader, string question)
    {
        if (reader.Text("continuation") is not { } token)
            return null;
        if (PageToken.Read(token, question, 2) is [var day, var row])
            return new MessagePlace(day, row);
        reader.Refuse("continuation", "The continuation belongs to another list.", "Send it with the same subscription, lead and type as before, or leave it out.");
        return null;
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
