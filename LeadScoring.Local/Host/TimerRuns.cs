using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Host;

/// <summary>Runs timer functions on demand and waits for them when the app stops.</summary>
internal sealed partial class TimerRuns(IServiceScopeFactory scopes, WorkTracker work, ILogger<TimerRuns> logger) : IHostedService, IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly List<Task> _running = [];

    /// <summary>Starts a run and returns at once.</summary>
    public Task Start(Function.Timer function)
    {
        // Begun before this returns, so that a caller who then asks finds the app busy.
        var piece = work.Begin();
        lock (_gate)
        {
            _running.RemoveAll(done => done.IsCompleted);
            var run = Task.Run(() => Run(function, piece));
            _running.Add(run);
            return run;
        }
    }

    /// <summary>Waits for the runs under way; after a while they are asked to stop.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _stop.CancelAfter(Grace);
        Task[] running;
        lock (_gate)
            running = [.. _running];
        await Task.WhenAll(running).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _stop.Dispose();

    private async Task Run(Function.Timer function, IDisposable piece)
    {
        using var _ = piece;
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            await Invoker.Invoke(function, scope.ServiceProvider, Arguments.Of(function, new TimerInfo(), _stop.Token));
        }
        catch (Exception exception)
        {
            // As in the Functions host: a failed timer waits for its next time.
            if (logger.IsEnabled(LogLevel.Error))
                Failed(logger, function.Name, ExceptionText.Describe(exception));
        }
    }

    [LoggerMessage(7301, LogLevel.Error, "Timer {Function} failed: {Failure}")]
    private static partial void Failed(ILogger logger, string function, string failure);
}
