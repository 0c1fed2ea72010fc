using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;

namespace LeadScoring.Local.Redriving;

/// <summary>Messages that the topic refused for good. They go back into the outbox of their lead, at their old place.</summary>
internal sealed class ParkedMessages(ParkedStore parked, ParkedRetry retry) : IStuck
{
    private const int Most = 1000;

    public string Name => "parked messages";

    public async Task<StuckWork> Look(CancellationToken cancellation)
    {
        var messages = await parked.Messages(Most, cancellation);
        return new StuckWork(messages.Count, messages.Count == Most, [.. messages.Select(static message => new StuckItem(message.At, $"message {message.Number} of lead {message.LeadId}", message.Reason))]);
    }

    public async Task<MovedWork> Move(int most, CancellationToken cancellation)
    {
        var moved = 0;
        var left = new List<string>();
        var all = await parked.Messages(Most, cancellation);
        foreach (var message in all.Take(most))
        {
            if (await Fault(message, cancellation) is { } fault)
                left.Add($"message {message.Number} of lead {message.LeadId} stays: {fault}");
            else
                moved++;
        }

        return new MovedWork(moved, left, all.Count == Most && most > Most);
    }

    private async Task<string?> Fault(ParkedMessage message, CancellationToken cancellation)
    {
        try
        {
            return await retry.Retry(message, cancellation) ? null : "too many concurrent changes of the lead; try again";
        }
        catch (CorruptStateException unreadable)
        {
            return unreadable.Message;
        }
    }
}
