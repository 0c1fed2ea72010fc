namespace LeadScoring.CrmConnector.Sources;

/// <summary>One delivery of a message; the same message may be delivered again.</summary>
/// <param name="MessageId">As sent: <c>{lead}:{model}:{number}</c>.</param>
/// <param name="Body">The CloudEvent, unread.</param>
/// <param name="Receipt">What the source needs to settle it.</param>
internal sealed record Delivery(string MessageId, BinaryData Body, object Receipt);
