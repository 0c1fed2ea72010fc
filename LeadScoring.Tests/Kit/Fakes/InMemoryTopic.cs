using System.Collections.Concurrent;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Messaging;
using LeadScoring.Tests.Messages;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>The topic in memory: keeps every copy that was sent, and what duplicate detection would have let through.</summary>
/// <param name="operations">Counters and hooks; a hook may throw <see cref="TopicUnavailableException"/> or <see cref="TopicRefusedException"/>.</param>
public sealed class InMemoryTopic(Operations? operations = null) : IQueueTopic
{
    /// <summary>Where hooks and counters see it.</summary>
    public const string Place = "lead-events";

    private static readonly ConcurrentDictionary<string, bool> Valid = new(StringComparer.Ordinal);

    private readonly List<TopicMessage> _sent = [];

    /// <summary>Counters and hooks.</summary>
    public Operations Operations { get; } = operations ?? new Operations();

    /// <summary>Every copy, in the order in which it was taken.</summary>
    public IReadOnlyList<TopicMessage> Sent
    {
        get
        {
            lock (_sent)
                return [.. _sent];
        }
    }

    /// <summary>The first copy of each message: what duplicate detection leaves.</summary>
    public IReadOnlyList<TopicMessage> Delivered => [.. Sent.DistinctBy(static message => message.MessageId, StringComparer.Ordinal)];

    public Task Send(TopicMessage message, CancellationToken cancellation) => Operations.Run(
        new Operation(Place, OperationKind.Send, message.SessionId, message.MessageId),
        () =>
        {
            lock (_sent)
            {
                // Every message of every test is as its published schema says; histories that are played a hundred times send the same ones.
                if (!Valid.ContainsKey(message.Body.GetRawText()))
                    Assert.Equal([], MessageSchemas.Faults(message));
                Valid[message.Body.GetRawText()] = true;
                _sent.Add(message);
            }

            return true;
        },
        cancellation);

    public Task CreateMissing(CancellationToken cancellation) => Task.CompletedTask;

    public Task<int?> Depth(Subscription subscription, CancellationToken cancellation) => Operations.Run<int?>(
        new Operation(Place, OperationKind.Depth), () => Sent.Count(message => subscription.Takes(message.Subject)), cancellation);
}
