namespace LeadScoring.Local.Host;

/// <summary>What is being worked on right now: known to the idle page, and to the queue pump, which polls quickly while things happen.</summary>
internal sealed class WorkTracker
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource _call = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _running;
    private long _changes;

    /// <summary>Pieces of work running now, and a number that grows with every beginning and end.</summary>
    public (int Running, long Changes) Look()
    {
        lock (_gate)
            return (_running, _changes);
    }

    /// <summary>Completes when a piece of work next begins or ends.</summary>
    public Task NextChange
    {
        get
        {
            lock (_gate)
                return _next.Task;
        }
    }

    /// <summary>Completes when somebody next says that messages wait.</summary>
    public Task NextCall
    {
        get
        {
            lock (_gate)
                return _call.Task;
        }
    }

    /// <summary>Says that messages wait: who listens to a queue looks at once.</summary>
    public void Call()
    {
        TaskCompletionSource heard;
        lock (_gate)
            (heard, _call) = (_call, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        heard.SetResult();
    }

    /// <summary>A piece of work begins; it ends with the disposal.</summary>
    public IDisposable Begin()
    {
        Change(+1);
        return new Piece(this);
    }

    private void Change(int by)
    {
        TaskCompletionSource reached;
        lock (_gate)
        {
            _running += by;
            _changes++;
            (reached, _next) = (_next, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        }
        reached.SetResult();
    }

    private sealed class Piece(WorkTracker work) : IDisposable
    {
        private int _ended;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _ended, 1) == 0)
                work.Change(-1);
        }
    }
}
