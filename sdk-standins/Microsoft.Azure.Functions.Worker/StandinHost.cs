using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>A host with the app's services that refuses to start: there is no Functions worker in it.</summary>
internal sealed class StandinHost(IHost services) : IHost
{
    public IServiceProvider Services => services.Services;

    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        Console.Error.WriteLine(
            "This build has no Azure Functions worker: its package feed lacks Microsoft.Azure.Functions.Worker, so sdk-standins/ was used. " +
            "Start the app with ./run, or build with a feed that has the package (delete artifacts/feed.props, then dotnet build).");
        Environment.ExitCode = 1;
        Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken = default) => Task.CompletedTask;

    public void Dispose() => services.Dispose();
}
