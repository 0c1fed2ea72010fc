using System.Collections;
using System.Collections.Immutable;

namespace LeadScoring.Domain.Values;

/// <summary>Named values of an event (properties, or profile attributes learnt from it). Names are case-sensitive and unique.</summary>
public sealed class Fields : IReadOnlyCollection<KeyValuePair<string, FieldValue>>
{
    private const int ScanLimit = 8;

    private readonly KeyValuePair<string, FieldValue>[] _sorted;

    /// <summary>No values.</summary>
    public static Fields Empty { get; } = new([]);

    /// <summary>Takes the pairs in any order; without one, <see cref="Empty"/>.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public static Fields Of(IReadOnlyCollection<KeyValuePair<string, FieldValue>> pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.Count == 0 ? Empty : new Fields(pairs);
    }

    /// <summary>Takes the pairs in any order.</summary>
    /// <exception cref="ArgumentException">A name occurs twice.</exception>
    public Fields(IEnumerable<KeyValuePair<string, FieldValue>> pairs)
    {
        _sorted = [.. pairs];
        // What was sorted once, as what was stored, is not sorted again.
        if (IsRising(_sorted))
            return;
        Array.Sort(_sorted, static (left, right) => string.CompareOrdinal(left.Key, right.Key));
        for (var i = 1; i < _sorted.Length; i++)
        {
            if (_sorted[i].Key == _sorted[i - 1].Key)
                throw new ArgumentException($"The name '{_sorted[i].Key}' occurs twice.", nameof(pairs));
        }
    }

    /// <inheritdoc />
    public int Count => _sorted.Length;

    /// <summary>The value of a name; missing (<c>default</c>) when absent.</summary>
    public FieldValue this[string name]
    {
        get
        {
            // A handful of names is found faster by looking at their lengths than by ordering them.
            if (_sorted.Length <= ScanLimit)
            {
                foreach (ref readonly var pair in _sorted.AsSpan())
                {
                    if (pair.Key == name)
                        return pair.Value;
                }

                return default;
            }

            int low = 0, high = _sorted.Length - 1;
            while (low <= high)
            {
                var middle = (low + high) / 2;
                var order = string.CompareOrdinal(_sorted[middle].Key, name);
                if (order == 0)
                    return _sorted[middle].Value;
                if (order < 0)
                    low = middle + 1;
                else
                    high = middle - 1;
            }

            return default;
        }
    }

    /// <summary>The values but that of a name.</summary>
    public Fields Without(string name) => new(_sorted.Where(pair => pair.Key != name));

    /// <summary>The pairs in ordinal order of their names.</summary>
    public ImmutableArray<KeyValuePair<string, FieldValue>>.Enumerator GetEnumerator() =>
        System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray(_sorted).GetEnumerator();

    private static bool IsRising(KeyValuePair<string, FieldValue>[] pairs)
    {
        for (var i = 1; i < pairs.Length; i++)
        {
            if (string.CompareOrdinal(pairs[i - 1].Key, pairs[i].Key) >= 0)
                return false;
        }

        return true;
    }

    IEnumerator<KeyValuePair<string, FieldValue>> IEnumerable<KeyValuePair<string, FieldValue>>.GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, FieldValue>>)_sorted).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _sorted.GetEnumerator();
}
