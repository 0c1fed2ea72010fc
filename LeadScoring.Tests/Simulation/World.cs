using System.Text;

using LeadScoring.Domain.Events;
using LeadScoring.Functions;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Simulation;

/// <summary>
/// Storage, queues, topic and clock in memory, and processes of the real app that share them. A process can be killed at any call; its
/// successor finds what the calls left.
/// </summary>
internal sealed class World
{
    public static readonly DateTimeOffset Start = new(2026, 3, 2, 9, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(30);
    private static readonly AppOptions Options = new() { InstallationKey = new byte[32], SingleProcess = true };

    private ServiceProvider? _process;

    public World()
    {
        Clock = new ManualClock(Start);
        Tables = new InMemoryTables(Operations, Clock);
        Queues = new InMemoryQueues(Operations, Clock);
        Topic = new InMemoryTopic(Operations);
    }

    public Operations Operations { get; } = new();

    public ManualClock Clock { get; }

    public InMemoryTables Tables { get; }

    public InMemoryQueues Queues { get; }

    public InMemoryTopic Topic { get; }

    public LeadIds LeadIds { get; } = new(Options.InstallationKey.Span);

    /// <summary>The process that works, until it is killed.</summary>
    public ServiceProvider Process => _process ??= NewProcess();

    /// <summary>The process is gone, with all that it knew; the next call starts another.</summary>
    public void Kill() => _process = null;

    /// <summary>Starts a process with caches of its own.</summary>
    /// <param name="tables">What it sees of the tables; null = these as they are.</param>
    /// <param name="topic">Where it tells; null = <see cref="Topic"/>.</param>
    public ServiceProvider NewProcess(ITables? tables = null, ITopic? topic = null)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMetrics();
        services.AddSingleton<AppMetrics>();
        services.AddSingleton(Options);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton(tables ?? Tables);
        services.AddSingleton<IQueues>(Queues);
        services.AddSingleton(topic ?? Topic);
        services.AddSingleton<Functions.Sources.Connections.ISecrets>(new InMemorySecrets());
        services.AddAccess(new ConfigurationBuilder().Build(), Options.InstallationKey);
        services.AddPipeline(Options, new());
        return services.BuildServiceProvider();
    }

    /// <summary>Publishes a model without a rebuild: nobody is there yet.</summary>
    public async Task Publish(string model, string yaml)
    {
        await Process.GetRequiredService<ModelStore>().Publish(model, yaml, "test", "test", Clock.GetUtcNow(), default);
        Process.GetRequiredService<ModelCatalog>().Forget();
    }

    /// <summary>Works on everything that waits, later messages too, until all queues are empty; a process that dies is followed by another.</summary>
    public async Task Settle()
    {
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 20_000, "the queues do not become empty");
            if (QueueNames.All.Where(queue => Queues.NextVisible(queue) is not null).MinBy(queue => Queues.NextVisible(queue)) is not { } next)
                return;
            if (Queues.NextVisible(next) > Clock.GetUtcNow())
                Clock.MoveTo(Queues.NextVisible(next)!.Value);

            try
            {
                foreach (var message in await Queues.Receive(next, 1, Visibility))
                    await Work(Process, next, message);
            }
            catch (ProcessKilledException)
            {
                Kill();
            }
        }
    }

    /// <summary>
    /// Works on everything as the Functions host does, until all queues are empty: what fails, or was in the hands of a process that died, comes back after half a
    /// minute, and goes to the poison queue after the fifth try.
    /// </summary>
    public async Task SettleAsHost()
    {
        for (var steps = 0; ; steps++)
        {
            Assert.True(steps < 50_000, "the queues do not become empty");
            if (QueueNames.All.Where(queue => Queues.NextVisible(queue) is not null).MinBy(queue => Queues.NextVisible(queue)) is not { } next)
                return;
            if (Queues.NextVisible(next) > Clock.GetUtcNow())
                Clock.MoveTo(Queues.NextVisible(next)!.Value);
            foreach (var message in await Queues.Receive(next, 1, Visibility))
                await Try(next, message);
        }
    }

    private async Task Try(string queue, ReceivedMessage message)
    {
        const int MostTries = 5;
        if (message.DequeueCount > MostTries)
        {
            await Queues.Poison(queue, message);
            return;
        }

        try
        {
            await Work(Process, queue, message);
        }
        catch (ProcessKilledException)
        {
            Kill();
        }
        catch (Exception) when (message.DequeueCount < MostTries)
        {
            // It is seen again when its time is over.
        }
        catch (Exception)
        {
            await Queues.Poison(queue, message);
        }
    }

    /// <summary>Works on one message as the Functions host does.</summary>
    public async Task Work(ServiceProvider process, string queue, ReceivedMessage message)
    {
        await Finish(Dispatch(process, queue, message.Body));
        await Queues.Delete(queue, message);
    }

    /// <summary>Waits for work, moving the clock when only a timer can help.</summary>
    public Task Finish(Task work) => Clock.Finish(work);

    /// <summary>Captures a body; what is answered.</summary>
    public Task<int> Capture(string body) =>
        Post(body, (process, request) => process.GetRequiredService<Functions.Capture.CaptureHandler>().Handle(request, default));

    /// <summary>Posts a report of sales; what is answered.</summary>
    public Task<int> Feedback(string email, string body) =>
        Post(body, (process, request) => process.GetRequiredService<Functions.Feedback.FeedbackHandler>().Handle(email, request, default));

    /// <summary>Lets an event count; what is answered.</summary>
    public Task<int> Count(string email, string eventKey) =>
        Post("""{ "counts": true }""", (process, request) => process.GetRequiredService<Functions.Suspicions.CountHandler>().Handle(email, eventKey, request, default));

    private async Task<int> Post(string body, Func<ServiceProvider, HttpRequest, Task<IActionResult>> handle)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        context.Response.Body = new MemoryStream();
        var result = await handle(Process, context.Request);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return context.Response.StatusCode;
    }

    /// <summary>Looks for what is overdue and works through it.</summary>
    public async Task Deadlines()
    {
        await Finish(Process.GetRequiredService<DeadlineHandler>().Run(default));
        await Settle();
    }

    /// <summary>What the timer does every fifteen minutes.</summary>
    public Task Quarter() => Finish(ActivatorUtilities.CreateInstance<Functions.Timers.CheckDeadlines>(Process).Run(new Microsoft.Azure.Functions.Worker.TimerInfo(), default));

    /// <summary>Starts a night and works through it.</summary>
    public async Task Night()
    {
        await Finish(Process.GetRequiredService<SweepHandler>().Start(default));
        await Settle();
    }

    /// <summary>The state row of a lead; null when there is none.</summary>
    public async Task<LeadRead> Lead(string leadId) => await new LeadStore(Tables).Read(leadId, default);

    private static Task Dispatch(ServiceProvider process, string queue, BinaryData body) => queue switch
    {
        QueueNames.Rescore => process.GetRequiredService<RescoreHandler>().Handle(body, default),
        QueueNames.Sweep => process.GetRequiredService<SweepHandler>().Bucket(body, default),
        QueueNames.Rebuild => process.GetRequiredService<RebuildHandler>().Handle(body, default),
        _ => throw new ArgumentOutOfRangeException(nameof(queue), queue, "no worker"),
    };
}

/// <summary>The process ended at a call: neither this call nor any later one of it is made.</summary>
internal sealed class ProcessKilledException : Exception;
