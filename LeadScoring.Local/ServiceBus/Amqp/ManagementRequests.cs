using LeadScoring.Local.ServiceBus.Topic;

using Microsoft.Azure.Amqp;
using Microsoft.Azure.Amqp.Encoding;
using Microsoft.Azure.Amqp.Framing;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>What clients ask of a subscription beside receiving: a longer lock, a look at messages, notes about a session.</summary>
internal sealed class ManagementRequests(BusTopic topic)
{
    private const int Ok = 200;
    private const int NoContent = 204;
    private const int Gone = 410;
    private const int NotImplemented = 501;

    public AmqpMessage Answer(BusPlace place, AmqpMessage request)
    {
        var body = request.ValueBody?.Value as AmqpMap ?? [];
        var (status, answer, error) = (request.ApplicationProperties.Map["operation"] as string) switch
        {
            "com.microsoft:renew-session-lock" => Renew(place, Text(body, "session-id")!),
            "com.microsoft:peek-message" => Peek(place, body),
            "com.microsoft:get-session-state" => State(place, Text(body, "session-id")!),
            "com.microsoft:set-session-state" => Note(place, Text(body, "session-id")!, body),
            _ => (NotImplemented, [], null),
        };
        var message = AmqpMessage.Create(new AmqpValue { Value = answer });
        message.ApplicationProperties.Map["statusCode"] = status;
        message.ApplicationProperties.Map["statusDescription"] = error?.Description ?? "";
        if (error is not null)
            message.ApplicationProperties.Map["errorCondition"] = error.Condition;
        return message;
    }

    private (int Status, AmqpMap Answer, Error? Error) Renew(BusPlace place, string session) => topic.Renew(place, session) is { } until
        ? (Ok, new AmqpMap { [new MapKey("expiration")] = until.UtcDateTime }, null)
        : (Gone, [], BusErrors.SessionLockLost);

    private (int Status, AmqpMap Answer, Error? Error) Peek(BusPlace place, AmqpMap body)
    {
        var found = topic.Peek(place, Text(body, "session-id"), (long)body[new MapKey("from-sequence-number")], (int)body[new MapKey("message-count")]);
        if (found.Count == 0)
            return (NoContent, [], null);
        var messages = found.Select(static message => new AmqpMap { [new MapKey("message")] = new ArraySegment<byte>(MessageFraming.Encode(MessageFraming.Write(message))) }).ToList();
        return (Ok, new AmqpMap { [new MapKey("messages")] = messages }, null);
    }

    private (int Status, AmqpMap Answer, Error? Error) State(BusPlace place, string session) =>
        (Ok, new AmqpMap { [new MapKey("session-state")] = topic.State(place, session) is { } content ? new ArraySegment<byte>(content) : null! }, null);

    private (int Status, AmqpMap Answer, Error? Error) Note(BusPlace place, string session, AmqpMap body)
    {
        topic.Note(place, session, body[new MapKey("session-state")] is ArraySegment<byte> content ? content.ToArray() : null);
        return (Ok, [], null);
    }

    private static string? Text(AmqpMap map, string name) => map[new MapKey(name)] as string;
}
