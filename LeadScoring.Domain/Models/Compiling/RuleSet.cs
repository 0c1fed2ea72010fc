using System.Numerics;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>A set of rules by their indexes in the model.</summary>
internal sealed class RuleSet(int rules)
{
    private readonly ulong[] _bits = new ulong[(rules + 63) / 64];

    public void Add(int rule) => _bits[rule >> 6] |= 1UL << (rule & 63);

    public bool Has(int rule) => (_bits[rule >> 6] & (1UL << (rule & 63))) != 0;

    public void CopyFrom(RuleSet other) => other._bits.CopyTo(_bits, 0);

    public bool IsEmpty => !_bits.AsSpan().ContainsAnyExcept(0UL);

    public bool IsSame(RuleSet other) => _bits.AsSpan().SequenceEqual(other._bits);

    /// <summary>Some rule is in both.</summary>
    public bool Meets(RuleSet other)
    {
        for (var i = 0; i < _bits.Length; i++)
        {
            if ((_bits[i] & other._bits[i]) != 0)
                return true;
        }

        return false;
    }

    /// <summary>Writes the indexes in rising order; returns how many.</summary>
    public int Write(Span<int> indexes)
    {
        var count = 0;
        for (var i = 0; i < _bits.Length; i++)
        {
            for (var rest = _bits[i]; rest != 0; rest &= rest - 1)
                indexes[count++] = (i * 64) + BitOperations.TrailingZeroCount(rest);
        }

        return count;
    }
}
