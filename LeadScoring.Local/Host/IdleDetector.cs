namespace LeadScoring.Local.Host;

/// <summary>Whether anything runs or waits.</summary>
/// <param name="Idle">Nothing does.</param>
/// <param name="Running">Pieces of work under way.</param>
/// <param name="Queues">Messages on each queue, hidden ones too.</param>
internal sealed record IdleState(bool Idle, int Running, IReadOnlyDictionary<string, int> Queues);

/// <summary>Tells when the app has come to rest: tests and demonstrations wait for it.</summary>
internal sealed class IdleDetector(WorkTracker work, QueuePump pump)
{
    // A message may be hidden for a while, and that it appears again is told by nobody.
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    public async Task<IdleState> Look(CancellationToken cancellation)
    {
        var before = work.Look();
        var queues = await pump.Depths(cancellation);
        var after = work.Look();
        // Unchanged and at rest around the look at the queues: a message cannot have been on its way between two of them.
        return new(before == after && after.Running == 0 && queues.Values.All(depth => depth == 0), after.Running, queues);
    }

    /// <summary>Returns when the app is at rest. The queues, which cost storage operations, are looked at only while nothing runs.</summary>
    /// <returns>False when it did not come to rest in time.</returns>
    public async Task<bool> WaitUntilIdle(TimeSpan patience, CancellationToken cancellation)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        enough.CancelAfter(patience);
        // What the caller has just sent need not wait for the next look at its queue.
        work.Call();
        try
        {
            while (true)
            {
                var change = work.NextChange;
                if (work.Look().Running == 0 && (await Look(enough.Token)).Idle)
                    return true;
                await Task.WhenAny(change, Task.Delay(Longest, enough.Token));
                enough.Token.ThrowIfCancellationRequested();
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return false;
        }
    }
}
