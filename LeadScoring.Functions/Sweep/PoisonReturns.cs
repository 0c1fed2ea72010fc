using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Sweep;

/// <summary>
/// Puts messages of the poison queues back to work, each once. The host counts how often a message was begun: five crashes or restarts in a row, of whatever cause,
/// move messages there that nothing is wrong with. One that fails five times more stays for a person.
/// </summary>
public sealed class PoisonReturns(IQueues queues, ILogger<PoisonReturns> log)
{
    /// <summary>Member of a message that was put back.</summary>
    internal const string Mark = "returned";

    private const int MostBatches = 30;

    // For as long as a batch takes. Those that stay are seen again soon, also by `leads redrive`.
    private static readonly TimeSpan Hidden = TimeSpan.FromSeconds(30);

    /// <summary>Puts back what was not put back before.</summary>
    public async Task Run(CancellationToken cancellation)
    {
        foreach (var queue in QueueNames.All)
            await Run(queue, cancellation);
    }

    private async Task Run(string queue, CancellationToken cancellation)
    {
        var poison = QueueNames.Poison(queue);
        if (await queues.Depth(poison, cancellation) is null or 0)
            return;
        var returned = 0;
        for (var batch = 0; batch < MostBatches && await queues.Receive(poison, Hidden, cancellation) is { Count: > 0 } messages; batch++)
        {
            foreach (var message in messages)
            {
                if (Marked(message.Body) is not { } again)
                    continue;
                // In this order a crash leaves it twice, and never lost.
                await queues.Send(queue, again, TimeSpan.Zero, cancellation);
                await queues.Delete(poison, message, cancellation);
                returned++;
            }
        }

        if (returned > 0)
            log.PoisonReturned(returned, queue);
    }

    // Null for one that was put back before, or is not a message of the app.
    private static BinaryData? Marked(BinaryData body)
    {
        try
        {
            if (JsonNode.Parse(body) is not JsonObject message || message.ContainsKey(Mark))
                return null;
            message[Mark] = true;
            return BinaryData.FromString(message.ToJsonString());
        }
        catch (Exception unreadable) when (unreadable is JsonException or ArgumentException)
        {
            // Not JSON, or a member twice: it can never be worked on.
            return null;
        }
    }
}
