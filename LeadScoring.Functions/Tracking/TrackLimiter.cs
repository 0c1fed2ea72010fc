using System.Threading.RateLimiting;

using LeadScoring.Functions.Sources.Hooks;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// How many requests are taken: a bucket of tokens for each address, so that one flood does not starve a site's visitors, and one for each site. Counted per
/// instance of the app.
/// </summary>
public sealed class TrackLimiter(TrackRates rates) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _addresses = Buckets(rates.Address);
    private readonly PartitionedRateLimiter<string> _sites = Buckets(rates.Site);

    /// <summary>Takes a token of both; otherwise says after how many seconds there is one.</summary>
    internal bool TryTake(string site, string address, out int retryAfter)
    {
        // The address first: what it may not send costs the site's other visitors nothing.
        return TryTake(_addresses, address, out retryAfter) && TryTake(_sites, site, out retryAfter);
    }

    public void Dispose()
    {
        _addresses.Dispose();
        _sites.Dispose();
    }

    private static bool TryTake(PartitionedRateLimiter<string> buckets, string name, out int retryAfter)
    {
        using var lease = buckets.AttemptAcquire(name);
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds)) : 1;
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Buckets(HookRate rate) => PartitionedRateLimiter.Create<string, string>(name => RateLimitPartition.GetTokenBucketLimiter(
        name,
        _ => new TokenBucketRateLimiterOptions
        {
            TokenLimit = rate.Burst,
            TokensPerPeriod = rate.PerSecond,
            ReplenishmentPeriod = rate.Period,
            QueueLimit = 0,
            AutoReplenishment = true,
        }));
}

/// <summary>How many requests the tracker takes.</summary>
/// <param name="Site">From all pages of an origin.</param>
/// <param name="Address">From one address; an office shares one.</param>
public sealed record TrackRates(HookRate Site, HookRate Address)
{
    /// <summary>Of one address far more than a person clicks, and enough for an office behind one.</summary>
    public static TrackRates Usual { get; } = new(HookRate.Usual, new HookRate(100, 10, TimeSpan.FromSeconds(1)));
}
