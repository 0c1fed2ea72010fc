namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>
/// Counts the calls of the fakes that share it, and lets a test stand before or after each. A hook that throws before a call is a call that
/// never arrived; one that throws after it is a call whose answer was lost: the change is there. A hook that does not complete holds the
/// caller back, so that a scheduler can choose who goes next.
/// </summary>
public sealed class Operations
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string Place, OperationKind Kind), int> _counts = [];

    /// <summary>Called before the change is made; null = nothing happens there.</summary>
    public Func<Operation, Task>? Before { get; set; }

    /// <summary>Called after the change is made and before the caller hears of it.</summary>
    public Func<Operation, Task>? After { get; set; }

    /// <summary>Calls that arrived, of every place and kind.</summary>
    public int Total
    {
        get
        {
            lock (_lock)
                return _counts.Values.Sum();
        }
    }

    /// <summary>Calls that arrived at a place, of one kind or of all.</summary>
    public int Count(string place, OperationKind? kind = null)
    {
        lock (_lock)
            return _counts.Where(count => count.Key.Place == place && (kind is null || count.Key.Kind == kind)).Sum(count => count.Value);
    }

    /// <summary>Counts from 0 again; hooks stay.</summary>
    public void Reset()
    {
        lock (_lock)
            _counts.Clear();
    }

    /// <summary>Makes one call; <paramref name="change"/> is atomic because the caller locks.</summary>
    internal async Task<T> Run<T>(Operation operation, Func<T> change, CancellationToken cancellation)
    {
        cancellation.ThrowIfCancellationRequested();
        if (Before is { } before)
            await before(operation);
        T result;
        lock (_lock)
        {
            var key = (operation.Place, operation.Kind);
            _counts[key] = _counts.GetValueOrDefault(key) + 1;
            result = change();
        }

        if (After is { } after)
            await after(operation);
        return result;
    }
}
