using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Kit.Drivers;

internal sealed class Interleaved(InMemoryApp app, Random random, int mode) : SynchronizationContext
{
    private readonly int atOnce = Math.Abs(mode);

    private readonly Queue<(SendOrPostCallback Do, object? State)> _posted = new();
    private readonly List<(TaskCompletionSource Go, Operation Op, int Id)> _held = [];
    private readonly AsyncLocal<int> _me = new();
    private readonly Dictionary<int, double> _priority = [];
    private int _ids;
    private readonly List<(string Queue, string? Lead, bool Evaluate, BinaryData Body)> _waiting = [];
    private readonly List<(Task Work, string Name)> _running = [];
    private readonly Lock _lock = new();

    public Action<string>? Trace { get; set; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_lock)
            _posted.Enqueue((d, state));
    }

    public override void Send(SendOrPostCallback d, object? state) => throw new NotSupportedException();

    public void Work(int most = int.MaxValue)
    {
        var before = Current;
        SetSynchronizationContext(this);
        if (atOnce > 1)
            app.Operations.Before = Hold;
        try
        {
            for (var started = 0; ;)
            {
                Drain();
                foreach (var (done, name) in _running.Where(static one => one.Work.IsCompleted).ToList())
                {
                    Trace?.Invoke($"done {name}");
                    done.GetAwaiter().GetResult();
                }
                _running.RemoveAll(static one => one.Work.IsCompleted);
                Receive();
                var canStart = _running.Count < atOnce && _waiting.Count > 0 && started < most;
                var choices = _held.Count + (canStart ? 1 : 0);
                if (choices == 0)
                {
                    if (_running.Count == 0)
                        return;
                    if (app.Clock.NextTimer is { } timer)
                    {
                        app.Clock.MoveTo(timer > app.Clock.GetUtcNow() ? timer : app.Clock.GetUtcNow());
                        continue;
                    }

                    lock (_lock)
                    {
                        if (_posted.Count > 0)
                            continue;
                    }

                    throw new InvalidOperationException("off the pump: " + string.Join(' ', _running.Select(static one => one.Name)));
                }

                int pick;
                if (_held.Count == 0)
                {
                    pick = 0;
                }
                else if (canStart && random.Next(15) == 0)
                {
                    pick = _held.Count;
                }
                else
                {
                    pick = _held.FindIndex(one => one.Id == _held.MaxBy(each => _priority[each.Id]).Id);
                    if (random.Next(20) == 0)
                        _priority[_held[pick].Id] = random.NextDouble();
                }

                if (pick < _held.Count)
                {
                    var (go, op, id) = _held[pick];
                    _held.RemoveAt(pick);
                    Trace?.Invoke($"  [{id}] {op.Kind} {op.Partition} {op.Row}");
                    go.SetResult();
                }
                else
                {
                    started++;
                    var next = mode < 0 ? 0 : random.Next(_waiting.Count);
                    var item = _waiting[next];
                    _waiting.RemoveAt(next);
                    _priority[++_ids] = random.NextDouble();
                    _me.Value = _ids;
                    Trace?.Invoke($"start [{_ids}] {item.Queue} {item.Lead}");
                    _running.Add((Run(item), item.Queue + item.Lead));
                }
            }
        }
        finally
        {
            app.Operations.Before = null;
            SetSynchronizationContext(before);
        }
    }

    private async Task Run((string Queue, string? Lead, bool Evaluate, BinaryData Body) item)
    {
        if (item.Lead is null)
        {
            await app.Handle(item.Queue, item.Body);
            return;
        }

        var end = await app.Get<RescoreHandler>().Visit(item.Lead, item.Evaluate, null, default);
        if (end.Fault is { } fault and not TimeoutException)
            throw new InvalidOperationException("fault", fault);
        if (end.Outcome is not { IsDone: true })
            _waiting.Add(item);
    }

    private Task Hold(Operation operation)
    {
        if (operation.Place != TableNames.Leads)
            return Task.CompletedTask;
        var go = new TaskCompletionSource();
        lock (_lock)
            _held.Add((go, operation, _me.Value));
        return go.Task;
    }

    private void Receive()
    {
        foreach (var queue in QueueNames.All)
        {
            while (true)
            {
                var messages = app.Queues.Receive(queue, 32, TimeSpan.FromMinutes(5)).GetAwaiter().GetResult();
                if (messages.Count == 0)
                    break;
                foreach (var message in messages)
                {
                    app.Queues.Delete(queue, message).GetAwaiter().GetResult();
                    if (queue == QueueNames.Rescore)
                    {
                        var request = System.Text.Json.JsonSerializer.Deserialize(message.Body, MessagingJson.Default.VisitRequest)!;
                        string[] all = [.. request.Leads.Order(StringComparer.Ordinal)];
                        random.Shuffle(all);
                        foreach (var lead in all)
                            _waiting.Add((queue, lead, request.Evaluate, message.Body));
                    }
                    else
                    {
                        _waiting.Add((queue, null, false, message.Body));
                    }
                }
            }
        }
    }

    private void Drain()
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
}
