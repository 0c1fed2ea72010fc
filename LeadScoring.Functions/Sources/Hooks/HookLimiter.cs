using System.Threading.RateLimiting;

using LeadScoring.Functions.Sources.Connections;

namespace LeadScoring.Functions.Sources.Hooks;

/// <summary>
/// How many requests a connection may send: a bucket of tokens each, so that a flood from one does not starve the others. All addresses that lead nowhere
/// share one bucket. Counted per instance of the app.
/// </summary>
public sealed class HookLimiter(HookRate rate) : IDisposable
{
    private const string Nobody = "";

    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(
        name,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = rate.Period,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));

    /// <summary>Takes a token; otherwise says after how many seconds there is one.</summary>
    internal bool TryTake(Connection? connection, out int retryAfter)
    {
        using var lease = _limiter.AttemptAcquire(connection?.Name ?? Nobody);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        return lease.IsAcquired;
    }

    public void Dispose() => _limiter.Dispose();
}

/// <summary>How many requests are taken.</summary>
/// <param name="Burst">At once.</param>
/// <param name="PerSecond">In the long run, per <paramref name="Period"/>.</param>
/// <param name="Period">Usually a second.</param>
public sealed record HookRate(int Burst, int PerSecond, TimeSpan Period)
{
    /// <summary>Above what vendors send: SendGrid sends hundreds a second from a large account, HubSpot ten at a time.</summary>
    public static HookRate Usual { get; } = new(2000, 500, TimeSpan.FromSeconds(1));
}
