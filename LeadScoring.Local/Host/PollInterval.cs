namespace LeadScoring.Local.Host;

/// <summary>
/// How long a listener waits before it looks at an empty queue again: twice as long each time, up to 100 ms while the app is in use,
/// and up to the host's maxPollingInterval once nothing has happened for a while.
/// </summary>
/// <param name="longest">maxPollingInterval of host.json.</param>
internal sealed class PollInterval(TimeSpan longest)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestInUse = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan QuietAfter = TimeSpan.FromSeconds(30);

    private TimeSpan _last = TimeSpan.Zero;
    private TimeSpan _quiet = TimeSpan.Zero;

    /// <summary>True until nothing has happened for half a minute.</summary>
    public bool InUse => _quiet < QuietAfter;

    /// <summary>A message was there: the next look comes at once.</summary>
    public void Found() => _last = _quiet = TimeSpan.Zero;

    /// <summary>Something happened in the app; a message may follow.</summary>
    public void Used() => _quiet = TimeSpan.Zero;

    /// <summary>The wait after one more look that found nothing.</summary>
    public TimeSpan Next()
    {
        var most = InUse && LongestInUse < longest ? LongestInUse : longest;
        _last = _last == TimeSpan.Zero ? Shortest : _last * 2;
        if (_last > most)
            _last = most;
        _quiet += _last;
        return _last;
    }
}
