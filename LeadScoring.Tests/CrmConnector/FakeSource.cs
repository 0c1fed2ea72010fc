using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Sources;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>A subscription in memory: what is taken and not settled is delivered again, in its old place, to the next one who asks.</summary>
internal sealed class FakeSource : IMessageSource
{
    private readonly List<Delivery> _waiting = [];

    public List<string> Completed { get; } = [];

    public List<(string MessageId, Verdict Verdict)> DeadLetters { get; } = [];

    public int Abandoned { get; private set; }

    /// <summary>Called before and after each settling; throws to break off.</summary>
    public Action<string> Step { get; set; } = static _ => { };

    // One after the other: a process that ends settles nothing more.
    public int LeadsAtOnce => 1;

    public int Most { get; set; } = 32;

    public bool Empty => _waiting.Count == 0;

    public void Send(params BinaryData[] bodies)
    {
        foreach (var body in bodies)
            _waiting.Add(new Delivery(IdOf(body), body, new object()));
    }

    // Service Bus and the local queue have the id outside of the body, which may be anything.
    private static string IdOf(BinaryData body)
    {
        try
        {
            return JsonNode.Parse(body.ToMemory().Span) is JsonObject json ? (string?)json["id"] ?? "none" : "none";
        }
        catch (JsonException)
        {
            return "none";
        }
    }

    public async Task<IReadOnlyList<Delivery>> Receive(CancellationToken cancellation)
    {
        // Nothing more comes by itself.
        if (Empty)
            await Task.Delay(Timeout.Infinite, cancellation);
        return [.. _waiting.Take(Most)];
    }

    public Task Complete(Delivery delivery, CancellationToken cancellation)
    {
        Step("before settle");
        _waiting.Remove(delivery);
        Completed.Add(delivery.MessageId);
        Step("after settle");
        return Task.CompletedTask;
    }

    public Task Abandon(IReadOnlyList<Delivery> deliveries, CancellationToken cancellation)
    {
        Abandoned++;
        return Task.CompletedTask;
    }

    public Task DeadLetter(Delivery delivery, Verdict verdict, CancellationToken cancellation)
    {
        Step("before settle");
        _waiting.Remove(delivery);
        DeadLetters.Add((delivery.MessageId, verdict));
        Step("after settle");
        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
