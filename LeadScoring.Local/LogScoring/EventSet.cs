using System.Numerics;
using System.Runtime.InteropServices;

namespace LeadScoring.Local.LogScoring;

/// <summary>
/// Which events were there already, by their source and id: 16 bytes an event, in tables that are at most three quarters full. Events are told apart by a hash of 128 bits: of a billion, two are taken
/// for one with a chance of less than one in 10^20.
/// </summary>
internal sealed class EventSet
{
    // So many small tables instead of a large one: each grows in the processor's cache.
    private const int TableBits = 8;

    private readonly Table[] _tables = [.. Enumerable.Range(0, 1 << TableBits).Select(static _ => new Table())];

    /// <summary>Whether the event of a hash is new; it is there from now on.</summary>
    public bool Add(UInt128 hash) => _tables[(int)(hash >> (128 - TableBits))].Add(hash);

    /// <summary>Of the source and the id of an event.</summary>
    // Two lanes of multiplications whose halves are folded, each with constants of its own (the golden ratio, and the roots of 2 and 3).
    public static UInt128 HashOf(string source, string id)
    {
        var (left, right) = (0x9E3779B97F4A7C15UL, 0x6A09E667F3BCC909UL);
        Mix(source, ref left, ref right);
        Mix(id, ref left, ref right);
        var hash = new UInt128(left, right);
        // Nothing stands for an empty slot.
        return hash == UInt128.Zero ? UInt128.One : hash;
    }

    private static void Mix(string text, ref ulong left, ref ulong right)
    {
        var fours = MemoryMarshal.Cast<char, ulong>(text);
        foreach (var four in fours)
        {
            left = Fold(left ^ four, 0xBB67AE8584CAA73BUL);
            right = Fold(right + four, 0x9E3779B97F4A7C15UL);
        }

        foreach (var character in text.AsSpan(fours.Length * 4))
        {
            left = Fold(left ^ character, 0xBB67AE8584CAA73BUL);
            right = Fold(right + character, 0x9E3779B97F4A7C15UL);
        }

        // The length tells "ab", "c" from "a", "bc".
        left = Fold(left ^ (ulong)text.Length, 0x6A09E667F3BCC909UL);
        right = Fold(BitOperations.RotateLeft(right, 29) ^ (ulong)text.Length, 0xBB67AE8584CAA73BUL);
    }

    private static ulong Fold(ulong value, ulong by)
    {
        var high = Math.BigMul(value, by, out var low);
        return high ^ low;
    }

    private sealed class Table
    {
        private UInt128[] _slots = new UInt128[16];
        private int _count;

        public bool Add(UInt128 hash)
        {
            if (4L * (_count + 1) > 3L * _slots.Length)
                Grow();
            if (!Insert(_slots, hash))
                return false;
            _count++;
            return true;
        }

        private void Grow()
        {
            var slots = new UInt128[_slots.Length * 2];
            foreach (var slot in _slots)
            {
                if (slot != UInt128.Zero)
                    Insert(slots, slot);
            }

            _slots = slots;
        }

        private static bool Insert(UInt128[] slots, UInt128 hash)
        {
            var mask = slots.Length - 1;
            for (var at = (int)(ulong)hash & mask; ; at = (at + 1) & mask)
            {
                if (slots[at] == hash)
                    return false;
                if (slots[at] != UInt128.Zero)
                    continue;
                slots[at] = hash;
                return true;
            }
        }
    }
}
