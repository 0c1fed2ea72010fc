using System.Threading.RateLimiting;

using LeadScoring.Functions.Sources.Connections;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>
/// How many requests are taken, counted per instance of the app. Before a request has proved itself, only all of them together are limited, so that nobody can
/// use up what belongs to a connection by naming it. Then each connection has its own bucket of tokens, and all that did not prove themselves share one,
/// whether their connection exists or not.
/// </summary>
public sealed class HookLimiter(HookRate rate) : IDisposable
{
    // This many connections may send at their full rate at the same time.
    private const int BusyConnections = 10;
    private const string Unproven = "";

    private readonly TokenBucketRateLimiter _all = new(Options(rate, BusyConnections));

    private readonly PartitionedRateLimiter<string> _each = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(name, _ => Options(rate, 1)));

    /// <summary>Takes a token for a request of whomever; otherwise says after how many seconds there is one.</summary>
    internal bool TryTake(out int retryAfter) => Took(_all.AttemptAcquire(), out retryAfter);

    /// <summary>Takes a token for a delivery of a connection.</summary>
    internal bool TryTake(Connection connection, out int retryAfter) => Took(_each.AttemptAcquire(connection.Name), out retryAfter);

    /// <summary>Takes a token for a request that did not prove itself.</summary>
    internal bool TryTakeUnproven(out int retryAfter) => Took(_each.AttemptAcquire(Unproven), out retryAfter);

    public void Dispose()
    {
        _all.Dispose();
        _each.Dispose();
    }

    private static bool Took(RateLimitLease lease, out int retryAfter)
    {
        using (lease)
        {
            retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
            return lease.IsAcquired;
        }
    }

    private static TokenBucketRateLimiterOptions Options(HookRate rate, int times) => new()
    {
        TokenLimit = rate.Burst * times,
        TokensPerPeriod = rate.PerSecond * times,
        ReplenishmentPeriod = rate.Period,
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}

/// <summary>How many deliveries of a connection are taken; of all together ten times as many.</summary>
/// <param name="Burst">At once.</param>
/// <param name="PerSecond">In the long run, per <paramref name="Period"/>.</param>
/// <param name="Period">Usually a second.</param>
public sealed record HookRate(int Burst, int PerSecond, TimeSpan Period)
{
    /// <summary>Above what vendors send: SendGrid sends hundreds a second from a large account, HubSpot ten at a time.</summary>
    public static HookRate Usual { get; } = new(2000, 500, TimeSpan.FromSeconds(1));
}
