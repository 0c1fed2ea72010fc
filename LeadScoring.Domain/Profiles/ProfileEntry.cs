using System.Text;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>One attribute of a lead, and the event that it was learnt from.</summary>
/// <param name="Name">Case-sensitive.</param>
/// <param name="Value">Never missing.</param>
/// <param name="OccurredAt">When that event happened, in UTC.</param>
/// <param name="Source">Who reported it.</param>
/// <param name="EventId">The source's own id of it.</param>
/// <param name="Bytes">UTF-8 bytes of the name and the largest value that the attribute ever had: what it counts towards the limit of the profile.</param>
public sealed record ProfileEntry(string Name, FieldValue Value, DateTimeOffset OccurredAt, string Source, string EventId, int Bytes)
{
    /// <summary>UTF-8 bytes of a value; of all elements for a list.</summary>
    internal static int BytesOf(FieldValue value)
    {
        if (value.Text is { } text)
            return Encoding.UTF8.GetByteCount(text);
        var bytes = 0;
        foreach (var item in value.Items)
            bytes += Encoding.UTF8.GetByteCount(item);
        return bytes;
    }

    /// <summary>The newer of two by (occurredAt, source, id); it keeps the larger size of both.</summary>
    internal static ProfileEntry Newer(ProfileEntry left, ProfileEntry right)
    {
        var newer = CompareStamps(left, right) >= 0 ? left : right;
        var bytes = Math.Max(left.Bytes, right.Bytes);
        return newer.Bytes == bytes ? newer : newer with { Bytes = bytes };
    }

    private static int CompareStamps(ProfileEntry left, ProfileEntry right)
    {
        var order = left.OccurredAt.UtcTicks.CompareTo(right.OccurredAt.UtcTicks);
        if (order == 0)
            order = string.CompareOrdinal(left.Source, right.Source);
        return order != 0 ? order : string.CompareOrdinal(left.EventId, right.EventId);
    }
}
