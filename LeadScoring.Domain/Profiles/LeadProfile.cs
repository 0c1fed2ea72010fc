using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// What is known about a lead: of each attribute the newest value by (occurredAt, source, id), missing values never replacing one
/// (docs/reference/scoring.md#profile). Immutable; the same events give an equal profile in any order and grouping.
/// </summary>
/// <remarks>
/// Limits leave no trace of order either: a name or value that is too long is never taken; of too many attributes those with the ordinally
/// smallest names stay; and names stay, in ordinal order, while the largest values they ever had fit into <see cref="MaxBytes"/>. Both cuts
/// can only move towards smaller names as events are added, and the place of the cut is kept, so what is left out once is left out in any order.
/// </remarks>
public sealed class LeadProfile : IEquatable<LeadProfile>
{
    /// <summary>Longest name or value taken, in bytes of UTF-8.</summary>
    public const int MaxValueBytes = 1024;

    /// <summary>Most attributes kept.</summary>
    public const int MaxAttributes = 200;

    /// <summary>Most bytes of UTF-8 kept, names and values together.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>Most names that <see cref="LeftOut"/> tells.</summary>
    public const int MaxLeftOut = 20;

    // Read and replaced as one reference: two threads may both compute the same reading, and either will do.
    private object? _reading;

    private LeadProfile(ImmutableArray<ProfileEntry> attributes, ImmutableArray<string> leftOut, string? cutFrom)
    {
        Attributes = attributes;
        LeftOut = leftOut;
        CutFrom = cutFrom;
    }

    /// <summary>Nothing known.</summary>
    public static LeadProfile Empty { get; } = new([], [], null);

    /// <summary>In ordinal order of their names, as far as the limits keep them.</summary>
    public ImmutableArray<ProfileEntry> Attributes { get; }

    /// <summary>Names that some event carried and a limit left out, wholly or with one value: the ordinally smallest <see cref="MaxLeftOut"/>, names cut to 100 characters.</summary>
    public ImmutableArray<string> LeftOut { get; }

    /// <summary>The smallest name that the limits of the whole profile ever left out: it and all larger ones stay out. Null when there is none.</summary>
    internal string? CutFrom { get; }

    /// <summary>The value of an attribute as it was sent; missing (<c>default</c>) when unknown. Derived fields are the model's business.</summary>
    public FieldValue this[string name] => Find(name) is var index and >= 0 ? Attributes[index].Value : default;

    /// <summary>What the model that last read the profile keeps with it, so that it reads it once. A profile knows no models, so it does not know what this is.</summary>
    internal object? Reading
    {
        get => Volatile.Read(ref _reading);
        set => Volatile.Write(ref _reading, value);
    }

    /// <summary>The profile with what the event tells; this very instance when it tells nothing new.</summary>
    public LeadProfile With(LeadEvent e)
    {
        if (e.Profile.Count == 0)
            return this;
        var taken = ImmutableArray.CreateBuilder<ProfileEntry>();
        var refused = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var (name, value) in e.Profile)
        {
            if (value.IsMissing)
                continue;
            var nameBytes = Encoding.UTF8.GetByteCount(name);
            var valueBytes = ProfileEntry.BytesOf(value);
            if (nameBytes > MaxValueBytes || valueBytes > MaxValueBytes)
                refused.Add(Shortened(name));
            else
                taken.Add(new ProfileEntry(name, value, e.OccurredAt.ToUniversalTime(), e.Source, e.Id, nameBytes + valueBytes));
        }

        return Join(taken.DrainToImmutable(), refused, CutFrom);
    }

    /// <summary>The profile of the events of both.</summary>
    public LeadProfile Join(LeadProfile other) => Join(other.Attributes, other.LeftOut, Smaller(CutFrom, other.CutFrom));

    /// <summary>Writes one JSON object that <see cref="Read"/> understands for ever.</summary>
    public void Write(Utf8JsonWriter writer) => ProfileJson.Write(this, writer);

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="JsonException">It is something else, or of a newer schema.</exception>
    public static LeadProfile Read(JsonElement element)
    {
        var (attributes, leftOut, cutFrom) = ProfileJson.Read(element);
        return attributes.IsEmpty && leftOut.IsEmpty ? Empty : new LeadProfile(attributes, leftOut, cutFrom);
    }

    /// <inheritdoc />
    public bool Equals(LeadProfile? other) => other is not null && CutFrom == other.CutFrom
        && Attributes.AsSpan().SequenceEqual(other.Attributes.AsSpan()) && LeftOut.AsSpan().SequenceEqual(other.LeftOut.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LeadProfile);

    /// <inheritdoc />
    public override int GetHashCode() => Attributes.Length == 0 ? 0 : HashCode.Combine(Attributes.Length, Attributes[0], Attributes[^1]);

    private static string? Smaller(string? left, string? right) =>
        left is null ? right : right is null || string.CompareOrdinal(left, right) <= 0 ? left : right;

    private static string Shortened(string name) => name.Length <= 100 ? name : name[..100];

    private LeadProfile Join(ImmutableArray<ProfileEntry> more, IEnumerable<string> refused, string? cutFrom)
    {
        var kept = ImmutableArray.CreateBuilder<ProfileEntry>(Attributes.Length + more.Length);
        var leftOut = new SortedSet<string>(LeftOut, StringComparer.Ordinal);
        leftOut.UnionWith(refused);
        var bytes = 0;
        foreach (var entry in Merged(more))
        {
            bytes += entry.Bytes;
            if (kept.Count == MaxAttributes || bytes > MaxBytes)
                cutFrom = Smaller(cutFrom, entry.Name);
            if (cutFrom is null || string.CompareOrdinal(entry.Name, cutFrom) < 0)
                kept.Add(entry);
            else
                leftOut.Add(Shortened(entry.Name));
        }

        var attributes = kept.DrainToImmutable();
        ImmutableArray<string> names = [.. leftOut.Take(MaxLeftOut)];
        return cutFrom == CutFrom && attributes.AsSpan().SequenceEqual(Attributes.AsSpan()) && names.AsSpan().SequenceEqual(LeftOut.AsSpan())
            ? this
            : new LeadProfile(attributes, names, cutFrom);
    }

    private IEnumerable<ProfileEntry> Merged(ImmutableArray<ProfileEntry> more)
    {
        int left = 0, right = 0;
        while (left < Attributes.Length || right < more.Length)
        {
            var order = left == Attributes.Length ? 1
                : right == more.Length ? -1
                : string.CompareOrdinal(Attributes[left].Name, more[right].Name);
            yield return order switch
            {
                < 0 => Attributes[left++],
                > 0 => more[right++],
                _ => ProfileEntry.Newer(Attributes[left++], more[right++]),
            };
        }
    }

    private int Find(string name)
    {
        int low = 0, high = Attributes.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            var order = string.CompareOrdinal(Attributes[middle].Name, name);
            if (order == 0)
                return middle;
            if (order < 0)
                low = middle + 1;
            else
                high = middle - 1;
        }

        return -1;
    }
}
