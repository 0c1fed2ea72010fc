namespace LeadScoring.Benchmarks.Workload;

/// <summary>Draws an index with probability falling as a power of its rank.</summary>
internal sealed class Zipf
{
    private readonly PythonRandom _random;
    private readonly double[] _cumulated;

    public Zipf(PythonRandom random, int size, double exponent)
    {
        _random = random;
        _cumulated = new double[size];
        var sum = 0.0;
        for (var i = 0; i < size; i++)
            _cumulated[i] = sum += Math.Pow(i + 1, -exponent);
        for (var i = 0; i < size; i++)
            _cumulated[i] /= sum;
    }

    public int Next() => Search.Left(_cumulated, _random.Next());
}

/// <summary>Draws a value with probability proportional to its weight.</summary>
internal sealed class Pick<T>
{
    private readonly PythonRandom _random;
    private readonly T[] _values;
    private readonly double[] _cumulated;

    public Pick(PythonRandom random, params (T Value, int Weight)[] pairs)
    {
        _random = random;
        _values = [.. pairs.Select(pair => pair.Value)];
        _cumulated = new double[pairs.Length];
        var total = pairs.Sum(pair => pair.Weight);
        var sum = 0.0;
        for (var i = 0; i < pairs.Length; i++)
            _cumulated[i] = sum += (double)pairs[i].Weight / total;
    }

    public T Next() => _values[Search.Left(_cumulated, _random.Next())];
}

internal static class Search
{
    /// <summary>The first index whose number is not below the value; the last one when all are.</summary>
    public static int Left(double[] rising, double value)
    {
        int low = 0, high = rising.Length;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (rising[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }

        return Math.Min(low, rising.Length - 1);
    }
}
