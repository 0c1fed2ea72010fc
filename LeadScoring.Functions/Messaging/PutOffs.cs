using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Telemetry;

using Microsoft.Extensions.Logging;

namespace LeadScoring.Functions.Messaging;

/// <summary>
/// Puts a message off while a dependency fails: a copy goes back to its queue with a growing delay. The host would try the message five times within minutes and
/// then move it to the poison queue, so that an outage in the night would cost the night.
/// </summary>
public sealed class PutOffs(IQueues queues, ILogger<PutOffs> log)
{
    // Some two hours: a deploy is over long before; one that was taken back is not to go unseen.
    internal const int MostForNewer = 18;

    private static readonly TimeSpan First = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    /// <summary>How long to wait: 10 s, 20 s, 40 s ... 10 min.</summary>
    /// <param name="delays">How often the message was put off before.</param>
    internal static TimeSpan DelayAfter(int delays) => TimeSpan.FromTicks(Math.Min(First.Ticks << Math.Min(delays, 10), Longest.Ticks));

    /// <summary>Does the work of a message; on a passing fault the message is put off. Any other fault is the caller's.</summary>
    /// <param name="queue">One of <see cref="QueueNames"/>.</param>
    /// <param name="delays">How often the message was put off before.</param>
    /// <param name="work">Its work, which may be repeated from the start.</param>
    /// <param name="later">The same message, put off once more.</param>
    /// <param name="cancellation">The process ends: the host gives the message to another one.</param>
    public async Task Work(string queue, int delays, Func<Task> work, Func<BinaryData> later, CancellationToken cancellation)
    {
        try
        {
            await work();
        }
        catch (Exception fault) when (!cancellation.IsCancellationRequested && Passes(fault, delays))
        {
            var delay = DelayAfter(delays);
            log.MessagePutOff(queue, delay, Failure.ReasonOf(fault));
            await queues.Send(queue, later(), delay, cancellation);
        }
    }

    private static bool Passes(Exception fault, int delays) => Failure.IsTransient(fault) && (delays < MostForNewer || !Failure.IsFromNewerVersion(fault));
}
