namespace LeadScoring.Local.ServiceBus.Faults;

/// <summary>Faults that are still to come for one kind of operation, one for each operation, in order.</summary>
internal sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly Queue<BusFault> _next = new();

    /// <summary>The next operations go wrong.</summary>
    /// <param name="fault">In this way.</param>
    /// <param name="times">This many of them.</param>
    public void Add(BusFault fault, int times = 1)
    {
        lock (_gate)
        {
            for (var i = 0; i < times; i++)
                _next.Enqueue(fault);
        }
    }

    /// <summary>From now on all goes well.</summary>
    public void Clear()
    {
        lock (_gate)
            _next.Clear();
    }

    /// <summary>Faults that did not happen yet.</summary>
    public int Left
    {
        get
        {
            lock (_gate)
                return _next.Count;
        }
    }

    /// <summary>The fault of the operation that happens now.</summary>
    internal BusFault Take()
    {
        lock (_gate)
            return _next.TryDequeue(out var fault) ? fault : BusFault.None;
    }
}
