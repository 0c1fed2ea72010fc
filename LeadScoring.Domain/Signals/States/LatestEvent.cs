using System.Runtime.InteropServices;
using LeadScoring.Domain.Events;

namespace LeadScoring.Domain.Signals.States;

/// <summary>The newest event that a state rule looks at, by (rank, occurredAt, source, id), where proof ranks before claims. Immutable.</summary>
/// <param name="IsClaimed">A stranger could have sent it.</param>
/// <param name="Ticks">When it happened, in ticks of UTC.</param>
/// <param name="Day">The number of the day on which it happened in the model.</param>
/// <param name="Source">Who reported it, on the raw text.</param>
/// <param name="Id">The source's own id of it, on the raw text.</param>
/// <param name="Holds">Whether the rule gives its points while it is the newest.</param>
internal sealed record LatestEvent(bool IsClaimed, long Ticks, int Day, string Source, string Id, bool Holds)
{
    // How it is stored: nothing, or something of these two bits.
    private const int IsThere = 1;
    private const int ClaimedBit = 2;
    private const int HoldsBit = 4;

    public static LatestEvent Of(LeadEvent e, int day, bool holds) => new(e.IsClaimed, e.OccurredAt.UtcTicks, day, e.Source, e.Id, holds);

    /// <summary>The one that counts of two; null for none.</summary>
    public static LatestEvent? Newer(LatestEvent? left, LatestEvent? right)
    {
        if (left is null || right is null)
            return left ?? right;
        var order = right.IsClaimed.CompareTo(left.IsClaimed);
        if (order == 0)
            order = left.Ticks.CompareTo(right.Ticks);
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        if (order == 0)
            order = string.CompareOrdinal(left.Id, right.Id);
        return order >= 0 ? left : right;
    }

    public static void Write(LatestEvent? latest, SignalsWriter writer)
    {
        if (latest is null)
        {
            writer.Number(0);
            return;
        }

        writer.Number(IsThere | (latest.IsClaimed ? ClaimedBit : 0) | (latest.Holds ? HoldsBit : 0));
        writer.Number(latest.Ticks);
        writer.Signed(latest.Day);
        // As UTF-16: half a surrogate pair, which an id may hold, has no form in UTF-8, and the order is by these very units.
        writer.Bytes(MemoryMarshal.AsBytes(latest.Source.AsSpan()));
        writer.Bytes(MemoryMarshal.AsBytes(latest.Id.AsSpan()));
    }

    public static LatestEvent? Read(ref SignalsReader reader)
    {
        var bits = reader.Int();
        if (bits == 0)
            return null;
        if ((bits & IsThere) == 0 || bits > (IsThere | ClaimedBit | HoldsBit))
            throw SignalsReader.Corrupt("the newest event of a state is impossible");
        var ticks = reader.Number();
        if (ticks > DateTimeOffset.MaxValue.Ticks)
            throw SignalsReader.Corrupt("a time is out of range");
        return new LatestEvent((bits & ClaimedBit) != 0, ticks, reader.Day(), Text(ref reader), Text(ref reader), (bits & HoldsBit) != 0);
    }

    private static string Text(ref SignalsReader reader)
    {
        var bytes = reader.Bytes();
        return bytes.Length % sizeof(char) == 0 ? new string(MemoryMarshal.Cast<byte, char>(bytes)) : throw SignalsReader.Corrupt("a text ends early");
    }
}
