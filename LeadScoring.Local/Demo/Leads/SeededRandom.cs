namespace LeadScoring.Local.Demo.Leads;

/// <summary>
/// SplitMix64 (Steele, Lea and Flood 2014). Its whole definition stands here, so that a seed gives the same demo data on every machine and
/// under every later version of .NET, which <see cref="Random"/> does not promise.
/// </summary>
internal sealed class SeededRandom(ulong seed)
{
    private ulong _state = seed;

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        unchecked
        {
            _state += 0x9E3779B97F4A7C15;
            var z = _state;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return z ^ (z >> 31);
        }
    }

    /// <summary>A whole number from 0 to <paramref name="bound"/> - 1; <paramref name="bound"/> above 0.</summary>
    public int Below(int bound)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bound);
        return (int)Math.BigMul(Next(), (ulong)bound, out _);
    }

    /// <summary>A whole number between both, ends included.</summary>
    public int Between(int low, int high) => low + Below(high - low + 1);

    /// <summary>True in this many of a hundred cases.</summary>
    public bool Chance(int percent) => Below(100) < percent;

    /// <summary>One of the items; there must be one.</summary>
    public T Pick<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>This many different items, or all when there are fewer, in random order.</summary>
    public T[] Draw<T>(IReadOnlyList<T> items, int count)
    {
        T[] shuffled = [.. items];
        var take = Math.Min(count, shuffled.Length);
        for (var i = 0; i < take; i++)
        {
            var other = Between(i, shuffled.Length - 1);
            (shuffled[i], shuffled[other]) = (shuffled[other], shuffled[i]);
        }

        return shuffled[..take];
    }
}
