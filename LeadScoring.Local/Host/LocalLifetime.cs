using System.Runtime.InteropServices;

namespace LeadScoring.Local.Host;

/// <summary>Stops the app at Ctrl-C, SIGTERM and when its terminal goes away; a second Ctrl-C does not wait for work in flight.</summary>
internal sealed class LocalLifetime(IHostApplicationLifetime app) : IHostLifetime, IDisposable
{
    private readonly List<PosixSignalRegistration> _signals = [];

    public Task WaitForStartAsync(CancellationToken cancellationToken)
    {
        foreach (var signal in new[] { PosixSignal.SIGINT, PosixSignal.SIGTERM, PosixSignal.SIGQUIT, PosixSignal.SIGHUP })
            _signals.Add(PosixSignalRegistration.Create(signal, Stop));
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose() => _signals.ForEach(signal => signal.Dispose());

    private void Stop(PosixSignalContext context)
    {
        // Not cancelled: the system's own action, which ends the process at once. Azurite sees that and saves.
        if (app.ApplicationStopping.IsCancellationRequested && context.Signal == PosixSignal.SIGINT)
            return;
        context.Cancel = true;
        app.StopApplication();
    }
}
