using System.Text.Json;

using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>
/// Works an app's queues off with several pieces of work at a time, on one thread, and decides by a number which of them takes its next step in the table of leads: so an interleaving is an input of a
/// test, and can be had again. Each piece of work has a priority, and the first one goes on until priorities change at random, which finds races that need few switches at certain places.
/// </summary>
/// <param name="app">The app.</param>
/// <param name="random">Decides. Equal numbers give equal interleavings.</param>
/// <param name="atOnce">Pieces of work that are under way at a time, at most.</param>
internal sealed class Interleaved(InMemoryApp app, Random random, int atOnce) : SynchronizationContext
{
    // On average, a further piece of work begins every 15 steps, and a piece gets another priority every 20.
    private const int StepsPerStart = 15;
    private const int StepsPerTurn = 20;

    private readonly Queue<(SendOrPostCallback Do, object? State)> _posted = [];
    private readonly List<HeldStep> _held = [];
    private readonly List<(string Queue, BinaryData Body, string? Lead)> _waiting = [];
    private readonly List<Task> _running = [];
    private readonly List<double> _priorities = [];
    private readonly AsyncLocal<int> _piece = new();
    private readonly Lock _lock = new();
    private int _mayBegin;

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
            _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    /// <summary>Works until nothing waits, or so many pieces of work have begun.</summary>
    /// <param name="most">Pieces of work at most; what is left waits for the next time.</param>
    /// <exception cref="InvalidOperationException">A visit of a lead failed.</exception>
    public void Work(int most = int.MaxValue)
    {
        _mayBegin = most;
        var before = Current;
        SetSynchronizationContext(this);
        app.Operations.Before = Hold;
        try
        {
            while (Step())
            {
            }
        }
        finally
        {
            app.Operations.Before = null;
            SetSynchronizationContext(before);
        }
    }

    private bool Step()
    {
        RunPosted();
        foreach (var ended in _running.Where(static work => work.IsCompleted))
            ended.GetAwaiter().GetResult();
        _running.RemoveAll(static work => work.IsCompleted);
        Receive();
        var canBegin = _running.Count < atOnce && _waiting.Count > 0 && _mayBegin > 0;
        if (_held.Count > 0 && !(canBegin && random.Next(StepsPerStart) == 0))
            Release();
        else if (canBegin)
            Begin();
        else if (_running.Count == 0)
            return false;
        else if (app.Clock.NextTimer is { } timer)
            app.Clock.MoveTo(timer > app.Clock.GetUtcNow() ? timer : app.Clock.GetUtcNow());
        else
            Assert.True(HasPosted(), "A piece of work waits for something that is neither storage nor time.");
        return true;
    }

    private void Release()
    {
        var next = _held.MaxBy(step => _priorities[step.Piece])!;
        if (random.Next(StepsPerTurn) == 0)
            _priorities[next.Piece] = random.NextDouble();
        _held.Remove(next);
        next.Go.SetResult();
    }

    private void Begin()
    {
        _mayBegin--;
        var next = random.Next(_waiting.Count);
        var (queue, body, lead) = _waiting[next];
        _waiting.RemoveAt(next);
        _piece.Value = _priorities.Count;
        _priorities.Add(random.NextDouble());
        _running.Add(lead is null ? app.Handle(queue, body) : Visit(queue, body, lead));
    }

    private async Task Visit(string queue, BinaryData body, string lead)
    {
        var request = JsonSerializer.Deserialize(body, MessagingJson.Default.VisitRequest)!;
        var end = await app.Get<RescoreHandler>().Visit(lead, request.Evaluate, null, default);
        if (end.Fault is { } fault and not TimeoutException)
            throw new InvalidOperationException($"The visit of {lead} failed.", fault);
        if (end.Outcome is not { IsDone: true })
            _waiting.Add((queue, body, lead));
    }

    private Task Hold(Operation operation)
    {
        if (operation.Place != TableNames.Leads)
            return Task.CompletedTask;
        var step = new HeldStep(new TaskCompletionSource(), _piece.Value);
        lock (_lock)
            _held.Add(step);
        return step.Go.Task;
    }

    // The leads of one message are visited side by side.
    private void Receive()
    {
        foreach (var queue in QueueNames.All)
        {
            while (app.Queues.Receive(queue, 32, TimeSpan.FromMinutes(5)).GetAwaiter().GetResult() is { Count: > 0 } messages)
            {
                foreach (var message in messages)
                {
                    app.Queues.Delete(queue, message).GetAwaiter().GetResult();
                    if (queue != QueueNames.Rescore)
                        _waiting.Add((queue, message.Body, null));
                    else
                        _waiting.AddRange(JsonSerializer.Deserialize(message.Body, MessagingJson.Default.VisitRequest)!.Leads.Select(lead => (queue, message.Body, (string?)lead)));
                }
            }
        }
    }

    private void RunPosted()
    {
        while (true)
        {
            (SendOrPostCallback Do, object? State) next;
            lock (_lock)
            {
                if (!_posted.TryDequeue(out next))
                    return;
            }

            next.Do(next.State);
        }
    }

    private bool HasPosted()
    {
        lock (_lock)
            return _posted.Count > 0;
    }

    private sealed record HeldStep(TaskCompletionSource Go, int Piece);
}
