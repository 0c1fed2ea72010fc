using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Configuration;
using LeadScoring.Functions.Feedback;
using LeadScoring.Functions.Leads.Curves;
using LeadScoring.Functions.Leads.Detail;
using LeadScoring.Functions.Leads.Explanations;
using LeadScoring.Functions.Leads.List;
using LeadScoring.Functions.Leads.Timeline;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Models;
using LeadScoring.Functions.People;
using LeadScoring.Functions.Rebuild;
using LeadScoring.Functions.Reports;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Functions.Storage;
using LeadScoring.Functions.Suspicions;
using LeadScoring.Functions.Sweep;
using LeadScoring.Functions.Telemetry;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Fakes;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>The app's handlers on tables, queues and topic in memory, driven call by call under a clock that stands still.</summary>
internal sealed class InMemoryApp
{
    // A key that nobody has: an app without an administrator is not well.
    private static readonly Dictionary<string, string?> OneAdmin = new(StringComparer.Ordinal) { ["LeadScoring:Access:Keys:test:current"] = $"admin sha256={new string('0', 64)}" };

    private readonly ConcurrentQueue<string> _errors = new();
    private readonly ServiceProvider _services;

    public InMemoryApp(ITopic? topic = null, HookRate? rate = null, TrackingOptions? tracking = null, TrackRates? trackRates = null, IReadOnlyDictionary<string, string?>? access = null)
    {
        Tables = new InMemoryTables(Operations, Clock);
        Queues = new InMemoryQueues(Operations, Clock);
        Topic = new InMemoryTopic(Operations);
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.AddProvider(new ErrorLog(_errors)).AddProvider(new ErrorLog(Log, LogLevel.Trace)).SetMinimumLevel(LogLevel.Trace));
        services.AddMetrics();
        services.AddSingleton<AppMetrics>();
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ITables>(Tables);
        services.AddSingleton<IQueues>(Queues);
        services.AddSingleton(provider => topic ?? new KeptTopic(Topic, provider.GetRequiredService<MessageStore>()));
        var options = new AppOptions { InstallationKey = Enumerable.Range(0, LeadIds.KeyBytes).Select(static i => (byte)i).ToArray(), SingleProcess = true, PublicUrl = PublicUrl };
        services.AddSingleton(options);
        services.AddSingleton<ISecrets>(Secrets);
        services.AddAccess(new ConfigurationBuilder().AddInMemoryCollection(access ?? OneAdmin).Build(), options.InstallationKey);
        services.AddPipeline(options, tracking ?? new());
        if (rate is not null)
            services.AddSingleton(rate);
        if (trackRates is not null)
            services.AddSingleton(trackRates);
        _services = services.BuildServiceProvider();
    }

    /// <summary>Sunday noon.</summary>
    public static DateTimeOffset Start { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>The address that vendors are told.</summary>
    public static string PublicUrl => "https://leads.example.com";

    /// <summary>Everything logged.</summary>
    public ConcurrentQueue<string> Log { get; } = new();

    public InMemorySecrets Secrets { get; } = new();

    public Operations Operations { get; } = new();

    public ManualClock Clock { get; } = new(Start);

    public InMemoryTables Tables { get; }

    public InMemoryQueues Queues { get; }

    public InMemoryTopic Topic { get; }

    /// <summary>What functions are made of.</summary>
    public IServiceProvider Services => _services;

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public string IdOf(string email) => EmailAddress.TryParse(email, out var address) ? Get<LeadIds>().Of(address) : throw new ArgumentException(email, nameof(email));

    /// <summary>Publishes a model without rebuilding the leads that are there.</summary>
    public async Task<int> Publish(string yaml)
    {
        // As at the start of an app on a new storage.
        await BoardFormRow.Begin(Tables, default);
        var id = yaml.Split('\n')[0]["model: ".Length..].Trim();
        var version = await Get<ModelStore>().Publish(id, yaml, "test", "test", Clock.GetUtcNow(), default);
        Get<ModelCatalog>().Forget();
        return version;
    }

    /// <summary>Captures events, given as JSON as senders send it; nothing is scored yet.</summary>
    public async Task Capture(params string[] events)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes($"[{string.Join(',', events)}]")) } };
        var (status, body) = await Read(await Get<CaptureHandler>().Handle(context.Request, default));
        Assert.True(status == 202 && body.GetProperty("rejected").GetArrayLength() == 0, body.ToString());
    }

    /// <summary>Posts a report of sales; nothing is decided yet.</summary>
    public async Task<(int Status, JsonElement Body)> Feedback(string lead, string report, params (string Name, string Value)[] headers)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(report)) } };
        foreach (var (name, value) in headers)
            context.Request.Headers[name] = value;
        return await Read(await Get<FeedbackHandler>().Handle(lead, context.Request, default));
    }

    /// <summary>Merges a lead into another; nothing is copied yet.</summary>
    public Task<(int Status, JsonElement Body)> Merge(string lead, string into) => Merge(lead, new { into });

    /// <summary>Posts a body to <c>/merge</c>.</summary>
    public async Task<(int Status, JsonElement Body)> Merge(string lead, object body)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(body)) } };
        return await Read(await Get<MergeHandler>().Merge(lead, context.Request, default));
    }

    /// <summary>Takes a merged lead apart again; nothing is taken back yet.</summary>
    public async Task<(int Status, JsonElement Body)> Unmerge(string lead) => await Read(await Get<MergeHandler>().Unmerge(lead, default));

    /// <summary>Erases a person; nothing but the state is deleted yet.</summary>
    public async Task<(int Status, JsonElement Body)> Erase(string lead) => await Read(await Get<ErasureHandler>().Erase(lead, default));

    /// <summary>Everything held on a person.</summary>
    public async Task<(int Status, JsonElement Body)> Export(string lead) => await Read(await Get<ExportHandler>().Handle(lead, default));

    /// <summary>Says whether an event counts; nothing is scored yet.</summary>
    public async Task<(int Status, JsonElement Body)> Count(string lead, string eventKey, string body)
    {
        var context = new DefaultHttpContext { Request = { Body = new MemoryStream(Encoding.UTF8.GetBytes(body)) } };
        return await Read(await Get<CountHandler>().Handle(lead, eventKey, context.Request, default));
    }

    /// <summary>Captures events and scores them.</summary>
    public async Task Send(params string[] events)
    {
        await Capture(events);
        await Work();
    }

    /// <summary>Works through the queues until nothing is visible. What is logged as an error, as a lead that fails, is a failure of the test.</summary>
    public async Task Work()
    {
        for (var worked = true; worked;)
        {
            worked = false;
            foreach (var queue in QueueNames.All)
            {
                foreach (var message in await Queues.Receive(queue, 32, TimeSpan.FromMinutes(5)))
                {
                    await Clock.Finish(Handle(queue, message.Body));
                    await Queues.Delete(queue, message);
                    worked = true;
                }
            }
        }

        Assert.True(_errors.IsEmpty, string.Join(Environment.NewLine, _errors));
    }

    /// <summary>The clock goes on so many days, and each night is run.</summary>
    public async Task Nights(int days)
    {
        for (var day = 0; day < days; day++)
        {
            Clock.Advance(TimeSpan.FromDays(1));
            await Get<SweepHandler>().Start(default);
            await Work();
        }
    }

    public Task<(int Status, JsonElement Body)> Leads(string query = "") => Ask(request => Get<LeadListHandler>().Handle(request, default), query);

    /// <summary>The file leads.csv for a query such as <c>?grade=A1</c>, as the host writes it.</summary>
    public async Task<string> Csv(string query = "")
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) }, Response = { Body = new MemoryStream() } };
        var result = await Get<LeadCsvHandler>().Handle(context.Request.Query, default);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        return Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
    }

    public Task<(int Status, JsonElement Body)> Lead(string lead, string query = "") => Ask(request => Get<LeadHandler>().Handle(lead, request, default), query);

    public Task<(int Status, JsonElement Body)> Timeline(string lead, string query = "") => Ask(request => Get<TimelineHandler>().Handle(lead, request, default), query);

    public Task<(int Status, JsonElement Body)> Explain(string lead, string query = "") => Ask(request => Get<ExplanationHandler>().Handle(lead, request, default), query);

    public Task<(int Status, JsonElement Body)> Curve(string lead, string query = "") => Ask(request => Get<CurveHandler>().Handle(lead, request, default), query);

    /// <summary>Asks a handler with a query such as <c>?limit=2</c>, and reads what it writes.</summary>
    public static async Task<(int Status, JsonElement Body)> Ask(Func<IQueryCollection, Task<IActionResult>> handler, string query)
    {
        var context = new DefaultHttpContext { Request = { QueryString = new QueryString(query) } };
        return await Read(await handler(context.Request.Query));
    }

    /// <summary>Writes a result as the host does.</summary>
    public static async Task<(int Status, JsonElement Body)> Read(IActionResult result)
    {
        var context = new DefaultHttpContext { Response = { Body = new MemoryStream() } };
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        context.Response.Body.Position = 0;
        using var json = await JsonDocument.ParseAsync(context.Response.Body);
        Assert.Empty(AnswerTimes.Faults(json.RootElement));
        return (context.Response.StatusCode, json.RootElement.Clone());
    }

    /// <summary>Works on a message as its function does.</summary>
    public Task Handle(string queue, BinaryData body) => queue switch
    {
        QueueNames.Rescore => Get<RescoreHandler>().Handle(body, default),
        QueueNames.Sweep => Get<SweepHandler>().Bucket(body, default),
        QueueNames.Rebuild => Get<RebuildHandler>().Handle(body, default),
        _ => Get<ReportHandler>().Handle(body, default),
    };
}
