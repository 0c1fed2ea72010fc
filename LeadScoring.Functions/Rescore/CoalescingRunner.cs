using System.Diagnostics;

namespace LeadScoring.Functions.Rescore;

/// <summary>
/// Lets a process work on one lead once at a time. Anyone who asks while a run is under way joins the next one, together with all others that ask
/// meanwhile: that run starts after they asked, so it sees what they were told about.
/// </summary>
/// <param name="work">Takes the key and whether any of those in the run wants an evaluation.</param>
public sealed class CoalescingRunner<T>(Func<string, bool, CancellationToken, Task<T>> work)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Lane> _lanes = new(StringComparer.Ordinal);

    /// <summary>Runs the work for a key, now or as part of the next run, and returns its result.</summary>
    /// <param name="cancellation">Ends the run if this call starts it.</param>
    public Task<T> Run(string key, bool evaluate, CancellationToken cancellation)
    {
        Queued run;
        lock (_gate)
        {
            if (_lanes.TryGetValue(key, out var lane))
            {
                lane.Next ??= new Queued(cancellation);
                lane.Next.Evaluate |= evaluate;
                return lane.Next.Result.Task;
            }

            _lanes.Add(key, new Lane());
            run = new Queued(cancellation) { Evaluate = evaluate };
        }

        _ = Drain(key, run);
        return run.Result.Task;
    }

    private async Task Drain(string key, Queued? run)
    {
        while (run is not null)
        {
            // A later run belongs to the trace of whoever asked for it first, and not to that of the run before.
            Activity.Current = run.Trace;
            try
            {
                run.Result.SetResult(await work(key, run.Evaluate, run.Cancellation));
            }
#pragma warning disable CA1031 // Whatever happened belongs to those who wait for the run.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                run.Result.SetException(fault);
            }

            lock (_gate)
            {
                var lane = _lanes[key];
                (run, lane.Next) = (lane.Next, null);
                if (run is null)
                    _lanes.Remove(key);
            }
        }
    }

    private sealed class Lane
    {
        public Queued? Next { get; set; }
    }

    private sealed class Queued(CancellationToken cancellation)
    {
        public TaskCompletionSource<T> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public CancellationToken Cancellation => cancellation;

        public Activity? Trace { get; } = Activity.Current;

        public bool Evaluate { get; set; }
    }
}
