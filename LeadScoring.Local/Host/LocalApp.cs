using System.Globalization;
using System.Net;

using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Functions.Time;
using LeadScoring.Local.Files;
using LeadScoring.Local.ServiceBus;
using LeadScoring.Local.Storage;

using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace LeadScoring.Local.Host;

/// <summary>The Function classes on Kestrel, with their queues, timers and, unless storage is configured, Azurite.</summary>
internal sealed class LocalApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AzuriteChild? _azurite;
    private readonly LocalBus? _bus;

    private LocalApp(WebApplication app, DataFolder data, AzuriteChild? azurite, LocalBus? bus)
    {
        _app = app;
        Data = data;
        _azurite = azurite;
        _bus = bus;
    }

    public DataFolder Data { get; }

    public IServiceProvider Services => _app.Services;

    /// <summary>Its settings, with those that were chosen here.</summary>
    public IConfiguration Settings => _app.Configuration;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Url { get; private set; } = "";

    /// <summary>A new address that signs in once, as an administrator.</summary>
    public string CreateSignInLink() => SignInRoutes.LinkTo(Url, Services.GetRequiredService<SignInLinks>());

    /// <summary>Connection string of the local Service Bus; null where there is none.</summary>
    public string? Bus => _bus?.ConnectionString;

    /// <summary>Completes when the app is asked to stop, or has to.</summary>
    public Task Stopping { get; private set; } = Task.CompletedTask;

    /// <summary>True when it had to stop because its storage ended, or could not be saved.</summary>
    public bool Failed { get; private set; }

    /// <summary>Returns when it can take requests; leaves nothing behind when it cannot.</summary>
    /// <param name="options">What to host.</param>
    /// <param name="settings">The app's settings; those that a local run can choose are filled in where missing.</param>
    /// <param name="cancellation">Gives up the start.</param>
    public static async Task<LocalApp> Start(LocalOptions options, IConfiguration settings, CancellationToken cancellation)
    {
        var data = DataFolder.Take(options.Data);
        AzuriteChild? azurite = null;
        LocalBus? bus = null;
        WebApplication? app = null;
        try
        {
            bus = BusStart.Start(options.BusPort, settings, data);
            if (!StorageConnection.OfQueues(settings).IsSet)
                azurite = await AzuriteChild.Start(data.Storage, cancellation);
            app = Build(options, settings, data, azurite, bus);
            await StorageCheck.Reach(app.Configuration, cancellation);
            options.BeforeWork?.Invoke(app.Services, data);
            var local = new LocalApp(app, data, azurite, bus);
            await local.Listen(options, cancellation);
            RunningFile.Write(data.Path, local.Url, app.Configuration, local.Bus);
            return local;
        }
        catch
        {
            if (app is not null)
                await app.DisposeAsync();
            if (azurite is not null)
                await azurite.DisposeAsync();
            bus?.Dispose();
            data.Dispose();
            throw;
        }
    }

    /// <summary>Stops taking work, waits for what is in flight, then stops what it started.</summary>
    /// <exception cref="StartException">The storage could not be saved.</exception>
    public async ValueTask DisposeAsync()
    {
        RunningFile.Delete(Data.Path);
        try
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }
        finally
        {
            await StopStorage();
        }
    }

    private async Task StopStorage()
    {
        try
        {
            if (_azurite is not null)
                await _azurite.DisposeAsync();
        }
        finally
        {
            _bus?.Dispose();
            Data.Dispose();
        }
    }

    private static WebApplication Build(LocalOptions options, IConfiguration settings, DataFolder data, AzuriteChild? azurite, LocalBus? bus)
    {
        var functions = FunctionCatalog.Read(options.Functions, settings);
        var hostFile = new ConfigurationBuilder().AddJsonFile(Path.Combine(AppContext.BaseDirectory, "host.json"), optional: true).Build();

        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, EnvironmentName = Environments.Development });
        builder.Configuration.AddConfiguration(settings);
        var chosen = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (azurite is not null)
            chosen[StorageConnection.Host] = azurite.ConnectionString;
        if (bus is not null)
            chosen[BusStart.Setting] = bus.ConnectionString;
        if (string.IsNullOrWhiteSpace(settings["LeadScoring:InstallationKey"]))
            chosen["LeadScoring:InstallationKey"] = data.Keys.Installation;
        if (string.IsNullOrWhiteSpace(settings["LeadScoring:SingleProcess"]))
            chosen["LeadScoring:SingleProcess"] = "true";
        // For links only: what vendors sign is never guessed.
        if (options.Port != 0 && string.IsNullOrWhiteSpace(settings["LeadScoring:AppUrl"]) && string.IsNullOrWhiteSpace(settings["LeadScoring:PublicUrl"]))
            chosen["LeadScoring:AppUrl"] = string.Create(CultureInfo.InvariantCulture, $"http://localhost:{options.Port}");
        foreach (var (name, value) in TestSecrets.ReadOrCreate(data.Path).Told)
            chosen["LeadScoring:Secrets:" + name] = value;
        foreach (var (name, value) in LocalKeys.SettingsOf(data.Keys))
            chosen[name] = value;
        // Read once by itself, so that a broken file ends the start with its name. After the environment, so that what a command sets counts; before the test secrets, which are not to be changed.
        SecretsFile.Read(data.SecretsFile);
        ReloadedFile.Add(builder.Configuration, data.SecretsFile, SecretsFile.Broken);
        builder.Configuration.AddInMemoryCollection(chosen);
        LocalKeys.AddFile(builder.Configuration, data);

        builder.Logging.AddConfiguration(hostFile.GetSection("logging"));
        builder.Logging.AddConfiguration(settings.GetSection("Logging"));
        builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
        // A port that is taken is said by Listen, without a stack.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Critical);
        // Standard output is for the ready line and what people asked for.
        builder.Services.Configure<Microsoft.Extensions.Logging.Console.ConsoleLoggerOptions>(console => console.LogToStandardErrorThreshold = LogLevel.Trace);

        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = BodyLimits.ServerBytes;
            if (options.Port == 0)
                kestrel.Listen(IPAddress.Loopback, 0);
            else
                kestrel.ListenLocalhost(options.Port);
        });
        // Results of functions: IActionResult and IResult, as in the isolated worker.
        builder.Services.AddMvcCore();
        builder.Services.AddMetrics();
        builder.Services.AddSingleton(builder.Configuration);
        try
        {
            options.Register(builder.Services, builder.Configuration);
        }
        catch (SettingException bad)
        {
            throw new StartException("LS-LOCAL-012", bad.Message, "Change the setting as shown, or remove it.", bad);
        }

        builder.Services.TryAddSingleton<AppMetrics>();
        builder.Services.AddSingleton<WorkTracker>();
        builder.Services.AddSingleton<OperationCount>();
        builder.Services.AddSingleton(PumpSettings.Read(HostJson.Read(hostFile, settings), settings));
        builder.Services.AddSingleton(services => new QueueClients(builder.Configuration, services.GetRequiredService<AppMetrics>()));
        // The order of stopping is the reverse: first no new requests, then no new messages, then the timers' runs.
        builder.Services.AddSingleton<TimerRuns>();
        builder.Services.AddHostedService(services => services.GetRequiredService<TimerRuns>());
        builder.Services.AddHostedService(services => new TimerSchedule([.. functions.OfType<Function.Timer>()], services.GetRequiredService<TimerRuns>()));
        builder.Services.AddSingleton(services => ActivatorUtilities.CreateInstance<QueuePump>(services, (IReadOnlyList<Function.Queue>)[.. functions.OfType<Function.Queue>()]));
        builder.Services.AddHostedService(services => services.GetRequiredService<QueuePump>());
        builder.Services.AddSingleton<IdleDetector>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        builder.Services.AddSingleton<IHostLifetime, LocalLifetime>();

        var app = builder.Build();
        // Counts from the first operation on.
        app.Services.GetRequiredService<OperationCount>();
        app.UseHostNames(settings);
        // As in the Functions host, its own routes come first, and one that none of them takes is the functions'.
        app.UseRouting();
        // To the Functions host a wrong method is no route of its own; ASP.NET Core would answer 405.
        app.Use(static (context, next) =>
        {
            if (context.GetEndpoint() is not RouteEndpoint)
                context.SetEndpoint(null);
            return next(context);
        });
        app.MapAdmin(functions, data);
        var local = app.MapGroup("/local").RequireMasterKey(data);
        if (app.Services.GetService<OffsetClock>() is { } clock)
            local.MapClock(clock);
        local.MapOperations();
        local.MapIdle();
        local.MapSignInLinks(app.Services.GetRequiredService<SignInLinks>());
#pragma warning disable ASP0014 // Called on purpose: what follows is asked only when none of these routes is taken.
        app.UseEndpoints(static _ => { });
#pragma warning restore ASP0014
        app.UseFunctions([.. functions.OfType<Function.Http>()]);
        return app;
    }

    private async Task Listen(LocalOptions options, CancellationToken cancellation)
    {
        try
        {
            await _app.StartAsync(cancellation);
        }
        catch (IOException taken) when (taken.InnerException is AddressInUseException)
        {
            throw new StartException("LS-LOCAL-010", $"Port {options.Port} of this machine is used by another program.", $"Choose another with --port {options.Port + 1}, or any free one with --port 0.", taken);
        }
        catch (UnfinishedRestoreException unfinished)
        {
            throw new StartException("LS-RESTORE-006", "A backup is being restored into this storage, or the restore was interrupted.", "Let `leads restore` finish, or run it again with the same backup; then start the app.", unfinished);
        }
        var port = new Uri(_app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First()).Port;
        Url = $"http://localhost:{port}";
        Stopping = UntilStop();
    }

    private async Task UntilStop()
    {
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var _ = _app.Lifetime.ApplicationStopping.Register(asked.SetResult);
        if (_azurite is null)
        {
            await asked.Task;
            return;
        }

        var first = await Task.WhenAny(asked.Task, _azurite.Ended, _azurite.Unsaved);
        Failed = first != asked.Task;
        if (first == _azurite.Unsaved)
            await Console.Error.WriteLineAsync((await _azurite.Unsaved).WhileRunning(Data.Storage).Message);
        else if (first == _azurite.Ended)
            await Console.Error.WriteLineAsync("LS-LOCAL-011 Azurite stopped; without a storage the app stops too.");
    }
}
