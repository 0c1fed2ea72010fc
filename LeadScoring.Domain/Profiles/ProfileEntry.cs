using System.Text;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>One attribute of a lead, and the event that it was learnt from.</summary>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Value">Missing when the event emptied the attribute.</param>
/// <param name="OccurredAt">When that event happened, in UTC.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="EventId">The source's own id of it.</param>
/// <param name="IsClaimed">A stranger could have sent that event.</param>
public sealed record ProfileEntry(string Name, FieldValue Value, DateTimeOffset OccurredAt, string Source, string EventId, bool IsClaimed = false)
{
    /// <summary>UTF-8 bytes of the name and the value: what the attribute counts towards the limit of the profile.</summary>
    public int Bytes { get; } = Encoding.UTF8.GetByteCount(Name) + BytesOf(Value);

    /// <summary>UTF-8 bytes of a value; of all elements for a list, none for a missing one.</summary>
    internal static int BytesOf(FieldValue value)
    {
        if (value.Text is { } text)
            return Encoding.UTF8.GetByteCount(text);
        var bytes = 0;
        foreach (var item in value.Items)
            bytes += Encoding.UTF8.GetByteCount(item);
        return bytes;
    }

    /// <summary>The one that counts of two: proof before claim, then the newer by (occurredAt, source, id).</summary>
    internal static ProfileEntry Newer(ProfileEntry left, ProfileEntry right)
    {
        var order = right.IsClaimed.CompareTo(left.IsClaimed);
        if (order == 0)
            order = left.OccurredAt.UtcTicks.CompareTo(right.OccurredAt.UtcTicks);
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        if (order == 0)
            order = string.CompareOrdinal(left.EventId, right.EventId);
        return order >= 0 ? left : right;
    }
}
