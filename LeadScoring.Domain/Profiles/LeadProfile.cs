using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// What is known about a lead: of each attribute the value of the largest (rank, occurredAt, source, id), where proof ranks before claims and missing values
/// never replace one (docs/reference/scoring.md#profile). Immutable; the same events give an equal profile in any order and grouping.
/// </summary>
/// <remarks>
/// Of too many attributes the first ones stay in an order that events can only move upwards in, so that the number of attributes leaves no trace of arrival. The limit of
/// bytes does: a value that shrinks may bring another attribute back. Then <see cref="NeedsRefold"/> asks for the log.
/// </remarks>
public sealed class LeadProfile : IEquatable<LeadProfile>
{
    /// <summary>Longest name or value taken, in bytes of UTF-8.</summary>
    public const int MaxValueBytes = 1024;

    /// <summary>Most attributes kept.</summary>
    public const int MaxAttributes = ProfileLimits.Attributes;

    /// <summary>Most bytes of UTF-8 kept, names and values together.</summary>
    public const int MaxBytes = ProfileLimits.Bytes;

    /// <summary>Most names that <see cref="LeftOut"/> tells for the limits of the whole profile.</summary>
    public const int MaxLeftOut = 200;

    /// <summary>Most names that <see cref="LeftOut"/> tells for values that are too long.</summary>
    public const int MaxRefused = 20;

    // A name and a value.
    private const int MostBytesOfOne = 2 * MaxValueBytes;

    private readonly bool _cutsBytes;

    // Read and replaced as one reference: two threads may both compute the same reading, and either will do.
    private object? _reading;
    private LeadProfile? _proven;

    private LeadProfile(
        ImmutableArray<ProfileEntry> entries, ImmutableArray<LeftOutName> outside, IReadOnlyCollection<string> refused, ProofTimes proof, bool needsRefold)
    {
        var cut = ProfileLimits.Cut(entries);
        Kept = cut.Kept;
        Attributes = cut.Inside.RemoveAll(static entry => entry.Value.IsMissing);
        Inside = cut.Inside;
        // What the limit of bytes left out before is in the names outside alone. Where there is room for one of any size, that limit did not do it.
        _cutsBytes = cut.CutsBytes || (!outside.IsEmpty && ProfileLimits.BytesOf(cut.Kept) > MaxBytes - MostBytesOfOne);
        Refused = refused.Count == 0 ? [] : [.. refused.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(MaxRefused)];
        Outside = outside.IsEmpty && cut.Outside.IsEmpty ? [] : Merge(outside, cut);
        Proof = proof;
        NeedsRefold = needsRefold || (proof is { IsUnknown: true, ClaimedAt: not null });
    }

    /// <summary>Nothing known.</summary>
    public static LeadProfile Empty { get; } = new([], [], [], default, needsRefold: false);

    /// <summary>What has a value, in ordinal order of the names, as far as the limits keep it.</summary>
    public ImmutableArray<ProfileEntry> Attributes { get; }

    /// <summary>Names that some event carried and a limit leaves out, wholly or with one value: in the order of the limits, then those with a value that is too long.</summary>
    public ImmutableArray<string> LeftOut => [.. Outside.Select(static attribute => attribute.Name), .. Refused.Except(Outside.Select(static attribute => attribute.Name), StringComparer.Ordinal)];

    /// <summary>Names of attributes that an event emptied and no newer one told, in ordinal order.</summary>
    public ImmutableArray<string> Emptied => [.. Inside.Where(static entry => entry.Value.IsMissing).Select(static entry => entry.Name)];

    /// <summary>Whether a proven event told of the lead itself (docs/reference/scoring.md#claimed-and-proven).</summary>
    public bool IsProven => Proof.ProvenAt is not null || Proof.IsUnknown;

    /// <summary>Whether events that a stranger could have sent are in the log, and none that proves the lead.</summary>
    public bool IsOnlyClaimed => Proof.ClaimedAt is not null && !IsProven;

    /// <summary>Whether events that a stranger could have sent are in the log.</summary>
    public bool HasClaims => Proof.ClaimedAt is not null;

    /// <summary>The limits, or the rules of an older app, may have left out what the log would keep today: the profile is to be rebuilt from it.</summary>
    public bool NeedsRefold { get; }

    /// <summary>What proven events alone told.</summary>
    public LeadProfile Proven => Volatile.Read(ref _proven) ?? (_proven = Kept.All(static entry => !entry.IsClaimed)
        ? this
        : new LeadProfile(Kept.RemoveAll(static entry => entry.IsClaimed), Outside.RemoveAll(static attribute => attribute.IsClaimed), [], Proof, NeedsRefold));

    /// <summary>What is remembered, emptied attributes too, in ordinal order.</summary>
    internal ImmutableArray<ProfileEntry> Kept { get; }

    internal ImmutableArray<LeftOutName> Outside { get; }

    internal ImmutableArray<string> Refused { get; }

    internal ProofTimes Proof { get; }

    /// <summary>What the model that last read the profile keeps with it, so that it reads it once. A profile knows no models, so it does not know what this is.</summary>
    internal object? Reading
    {
        get => Volatile.Read(ref _reading);
        set => Volatile.Write(ref _reading, value);
    }

    private ImmutableArray<ProfileEntry> Inside { get; }

    /// <summary>The value of an attribute as it was sent; missing (<c>default</c>) when unknown. Derived fields are the model's business.</summary>
    public FieldValue this[string name] => Find(name) is var index and >= 0 ? Attributes[index].Value : default;

    /// <summary>Whether a field is derived from attributes and never one itself.</summary>
    public static bool IsDerived(string name) => name is "emailDomain" or "emailKind";

    /// <summary>The attribute with its origin; null when unknown.</summary>
    public ProfileEntry? EntryOf(string name) => Find(name) is var index and >= 0 ? Attributes[index] : null;

    /// <summary>The profile of events in any order: exact, whatever the limits leave out.</summary>
    public static LeadProfile Fold(IEnumerable<LeadEvent> events)
    {
        var folder = new ProfileFolder();
        foreach (var e in events)
            folder.Add(e);
        return folder.ToProfile();
    }

    /// <summary>What the limits leave out of an event by itself, whatever else is known of its lead; empty for nearly every event.</summary>
    public static ImmutableArray<string> LeftOutOf(LeadEvent e)
    {
        // In a character are at most three bytes of UTF-8: what fits by that measure fits.
        var characters = 0;
        var longest = 0;
        foreach (var (name, value) in e.Profile)
        {
            var length = value.IsList ? value.ToString().Length : value.Text?.Length ?? 0;
            characters += name.Length + length;
            longest = Math.Max(longest, Math.Max(name.Length, length));
        }

        return e.Profile.Count + e.Cleared.Length <= MaxAttributes && 3 * longest <= MaxValueBytes && 3 * characters <= MaxBytes ? [] : Empty.With(e).LeftOut;
    }

    /// <summary>The profile with what the event tells; this very instance when it tells nothing new.</summary>
    public LeadProfile With(LeadEvent e)
    {
        var proof = Proof.With(e);
        if (e.Profile.Count == 0 && e.Cleared.IsEmpty && proof == Proof)
            return this;
        var told = new ProfileFolder();
        told.Add(e);
        return Join(told.Entries, [], told.Refused, proof, NeedsRefold);
    }

    /// <summary>The profile of the events of both.</summary>
    public LeadProfile Join(LeadProfile other) => Join(other.Kept, other.Outside, other.Refused, Proof.Join(other.Proof), NeedsRefold || other.NeedsRefold || other._cutsBytes);

    /// <summary>Writes one JSON object that <see cref="Read"/> understands for ever.</summary>
    public void Write(Utf8JsonWriter writer) => ProfileJson.Write(this, writer);

    /// <summary>Reads what <see cref="Write"/> wrote, of this schema or an older one.</summary>
    /// <exception cref="JsonException">It is something else, or of a newer schema.</exception>
    public static LeadProfile Read(JsonElement element) => ProfileJson.Read(element);

    /// <inheritdoc />
    public bool Equals(LeadProfile? other) => other is not null && Proof == other.Proof && NeedsRefold == other.NeedsRefold
        && Kept.AsSpan().SequenceEqual(other.Kept.AsSpan()) && Outside.AsSpan().SequenceEqual(other.Outside.AsSpan()) && Refused.AsSpan().SequenceEqual(other.Refused.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => Equals(obj as LeadProfile);

    /// <inheritdoc />
    public override int GetHashCode() => Kept.Length == 0 ? 0 : HashCode.Combine(Kept.Length, Kept[0], Kept[^1]);

    internal static LeadProfile Create(
        ImmutableArray<ProfileEntry> entries, ImmutableArray<LeftOutName> outside, IReadOnlyCollection<string> refused, ProofTimes proof, bool needsRefold) =>
        entries.IsEmpty && outside.IsEmpty && refused.Count == 0 && proof == default && !needsRefold ? Empty : new(entries, outside, refused, proof, needsRefold);

    // What was outside and is inside now is told no more; what is outside twice is told once, as proven if it is.
    private static ImmutableArray<LeftOutName> Merge(ImmutableArray<LeftOutName> before, ProfileCut cut)
    {
        var outside = new Dictionary<string, LeftOutName>(StringComparer.Ordinal);
        foreach (var attribute in before.Concat(cut.Outside.Select(static entry => new LeftOutName(LeftOutName.Shorten(entry.Name), entry.IsClaimed))))
        {
            if (!outside.TryGetValue(attribute.Name, out var known) || known.IsClaimed)
                outside[attribute.Name] = attribute;
        }

        if (outside.Count == 0)
            return [];
        foreach (var entry in cut.Inside)
            outside.Remove(LeftOutName.Shorten(entry.Name));
        return [.. outside.Values.Order(Comparer<LeftOutName>.Create(static (left, right) => ProfileLimits.Compare(left.Name, left.IsClaimed, right.Name, right.IsClaimed))).Take(MaxLeftOut)];
    }

    private LeadProfile Join(ImmutableArray<ProfileEntry> more, ImmutableArray<LeftOutName> outside, IReadOnlyCollection<string> refused, ProofTimes proof, bool needsRefold)
    {
        ImmutableArray<ProfileEntry> all = [.. Merged(more)];
        var isSame = all.AsSpan().SequenceEqual(Kept.AsSpan());
        // An attribute that bytes left out is forgotten: whatever changes beside it may make room for it.
        var joined = Create(all, Outside.AddRange(outside), Refused.AddRange(refused), proof, needsRefold || (_cutsBytes && !isSame));
        return joined.Equals(this) ? this : joined;
    }

    private IEnumerable<ProfileEntry> Merged(ImmutableArray<ProfileEntry> more)
    {
        int left = 0, right = 0;
        while (left < Kept.Length || right < more.Length)
        {
            var order = left == Kept.Length ? 1
                : right == more.Length ? -1
                : string.CompareOrdinal(Kept[left].Name, more[right].Name);
            yield return order switch
            {
                < 0 => Kept[left++],
                > 0 => more[right++],
                _ => ProfileEntry.Newer(Kept[left++], more[right++]),
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
