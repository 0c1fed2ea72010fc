using Azure.Storage.Queues.Models;

using LeadScoring.Functions.Access;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Tests.Host;

/// <summary>HTTP functions with every kind of route that the app has.</summary>
internal sealed class Pages(Probe probe)
{
    [Function("Lead")]
    [RequiresRole(Role.Read)]
    public IActionResult Lead([HttpTrigger(AuthorizationLevel.Anonymous, "get", "delete", Route = "things/{lead}")] HttpRequest request, string lead) =>
        Seen(new { from = $"{request.Method} lead", lead });

    [Function("Special")]
    [RequiresRole(Role.Read)]
    public Task<IActionResult> Special([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "things/special")] HttpRequest request) =>
        Task.FromResult<IActionResult>(Seen(new { from = $"{request.Method} special" }));

    [Function("Open")]
    [OpenToAll("A test.")]
    public IActionResult Open([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "open/{*path}")] HttpRequest request, string? path) =>
        Seen(new { request.Method, path });

    [Function("Broken")]
    [OpenToAll("A test.")]
    public Task<IActionResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "broken")] HttpRequest request) =>
        throw new InvalidOperationException($"{Seen(request.Method)} ann@acme.example");

    private OkObjectResult Seen(object what)
    {
        probe.Seen.Enqueue(what.ToString()!);
        return new OkObjectResult(what);
    }
}

/// <summary>Takes every address that is left.</summary>
internal sealed class Leftovers(Probe probe)
{
    [Function("ZLeftovers")]
    [OpenToAll("A test.")]
    public IActionResult All([HttpTrigger(AuthorizationLevel.Anonymous, Route = "{*path}")] HttpRequest request, string? path)
    {
        probe.Seen.Enqueue($"{request.Method} {path}");
        return new AcceptedResult();
    }
}

/// <summary>Holds its answer back until the test opens the gate.</summary>
internal sealed class SlowPage(Probe probe)
{
    [Function("Slow")]
    [OpenToAll("A test.")]
    public async Task<IActionResult> Slow([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest request)
    {
        probe.Seen.Enqueue(request.Path);
        await probe.Gate.Task;
        return new OkResult();
    }
}

/// <summary>Notes its messages.</summary>
internal sealed class Listener(Probe probe)
{
    [Function("Listen")]
    public void Listen([QueueTrigger("%queue%", Connection = "AzureWebJobsStorage")] string text) => probe.Seen.Enqueue(text);
}

/// <summary>Fails at each message, quoting it.</summary>
internal sealed class Failing(Probe probe)
{
    [Function("Fail")]
    public Task Fail([QueueTrigger("%queue%", Connection = "AzureWebJobsStorage")] QueueMessage message)
    {
        probe.Seen.Enqueue($"{message.DequeueCount} {message.Body}");
        throw new InvalidOperationException($"no use: {message.Body}");
    }
}

/// <summary>Waits at the gate with each message.</summary>
internal sealed class Slow(Probe probe)
{
    [Function("Wait")]
    public async Task Wait([QueueTrigger("%queue%")] BinaryData body, CancellationToken cancellation)
    {
        probe.Seen.Enqueue("begin " + body);
        await probe.Gate.Task.WaitAsync(cancellation);
        probe.Seen.Enqueue("end " + body);
    }
}

/// <summary>Lets one message through for each turn of the turnstile.</summary>
internal sealed class Counted(Probe probe)
{
    [Function("Count")]
    public async Task Count([QueueTrigger("%queue%")] string text)
    {
        probe.Enter();
        probe.Seen.Enqueue(text);
        await Task.WhenAny(probe.Turnstile.WaitAsync(), probe.Gate.Task);
        probe.Leave();
    }
}

/// <summary>Has its service from a scope that ends with the call.</summary>
internal sealed class Scoped(Probe probe, IServiceProvider services)
{
    [Function("Scoped")]
    public void Listen([QueueTrigger("%queue%")] string text) => probe.Seen.Enqueue($"{text} {services.GetHashCode()}");
}

/// <summary>A timer that is not due while a test runs, and one that is.</summary>
internal sealed class Timers(Probe probe)
{
    [Function("Yearly")]
    public void Yearly([TimerTrigger("0 0 1 1 1 *")] TimerInfo timer) => probe.Seen.Enqueue("yearly " + timer.IsPastDue);
}

/// <summary>Fires each second.</summary>
internal sealed class Ticks(Probe probe)
{
    [Function("Tick")]
    public void Tick([TimerTrigger("* * * * * *")] TimerInfo timer) => probe.Seen.Enqueue("tick " + timer.IsPastDue);
}
