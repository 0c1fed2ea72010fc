using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Functions.Storage;

/// <summary>A row of a lead's outbox, repeated until done: a message for the topic, or work on other leads.</summary>
/// <param name="RowKey">Its place: the outbox is worked on in the order of keys.</param>
/// <param name="Message">What to publish; null for work.</param>
/// <param name="Work">What to do; null for a message.</param>
/// <param name="RetryAt">The topic refused it then: a visitor before this time leaves it, and all later ones, to that retry.</param>
public sealed record OutboxRow(string RowKey, TopicMessage? Message, OutboxWork? Work, DateTimeOffset? RetryAt)
{
    /// <summary>A row with a message.</summary>
    /// <param name="number">Of the lead's outbox, from 1.</param>
    /// <param name="message">Complete, as it will be sent.</param>
    public static OutboxRow Create(int number, TopicMessage message) => new(RowKeys.Outbox(number), message, null, null);

    /// <summary>A row with work.</summary>
    /// <param name="number">Of the lead's outbox, from 1.</param>
    /// <param name="work">Not <see cref="OutboxWork.Publish"/>, which is stored as a message.</param>
    public static OutboxRow Create(int number, OutboxWork work) => new(RowKeys.Outbox(number), null, work, null);
}
