using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.ServiceBus.Amqp;

/// <summary>An address that a link names: the topic, one of its subscriptions or that one's dead letters, or the node beside one of them that answers requests.</summary>
/// <param name="Subscription">Null for the topic itself.</param>
internal sealed record BusAddress(string? Subscription, bool DeadLetters, bool Management)
{
    /// <summary>Where tokens are handed in.</summary>
    public const string Tokens = "$cbs";

    /// <summary>Null when there can be no such place.</summary>
    public static BusAddress? Parse(string address)
    {
        var parts = address.Trim('/').Split('/').ToList();
        var management = parts.Count > 1 && Same(parts[^1], "$management");
        if (management)
            parts.RemoveAt(parts.Count - 1);
        var dead = parts.Count > 1 && Same(parts[^1], "$DeadLetterQueue");
        if (dead)
            parts.RemoveAt(parts.Count - 1);
        return parts switch
        {
            [var topic] when !dead && Same(topic, ServiceBusTopic.Name) => new BusAddress(null, false, management),
            [var topic, var subscriptions, var name] when Same(topic, ServiceBusTopic.Name) && Same(subscriptions, "Subscriptions") => new BusAddress(name, dead, management),
            _ => null,
        };
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
