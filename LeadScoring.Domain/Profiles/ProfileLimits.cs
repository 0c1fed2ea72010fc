using System.Collections.Immutable;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// Which attributes a profile keeps when there are too many (docs/reference/scoring.md#limits-of-a-profile): the well-known ones first, then what a proven event
/// told, then what is only claimed, each by name.
/// </summary>
internal static class ProfileLimits
{
    /// <summary>Most attributes kept, emptied ones among them.</summary>
    public const int Attributes = 200;

    /// <summary>Most bytes of UTF-8 kept, names and values together.</summary>
    public const int Bytes = 64 * 1024;

    private static readonly string[] WellKnown =
        ["email", "firstName", "lastName", "jobTitle", "company", "department", "phone", "country", "industry", "employees", "website", "city"];

    /// <summary>Cuts attributes to the limits.</summary>
    /// <param name="all">In ordinal order of their names.</param>
    public static ProfileCut Cut(ImmutableArray<ProfileEntry> all)
    {
        if (all.Length <= Attributes && BytesOf(all) <= Bytes)
            return new ProfileCut(all, all, [], CutsBytes: false);

        var ordered = all.Sort(Compare);
        var (inside, outside, cutsBytes) = Take(ordered);
        // What proven events alone told is limited by itself, so that claims about well-known attributes cost it nothing.
        var (proven, _, provenCutsBytes) = Take(ordered.RemoveAll(static entry => entry.IsClaimed));
        var kept = inside.Union(proven).ToHashSet();
        return new ProfileCut([.. all.Where(kept.Contains)], [.. all.Where(inside.ToHashSet().Contains)], outside, cutsBytes || provenCutsBytes);
    }

    /// <summary>The order in which attributes are taken.</summary>
    public static int Compare(ProfileEntry left, ProfileEntry right) => Compare(left.Name, left.IsClaimed, right.Name, right.IsClaimed);

    /// <inheritdoc cref="Compare(ProfileEntry, ProfileEntry)" />
    public static int Compare(string left, bool leftIsClaimed, string right, bool rightIsClaimed)
    {
        var order = ClassOf(left, leftIsClaimed).CompareTo(ClassOf(right, rightIsClaimed));
        return order != 0 ? order : string.CompareOrdinal(left, right);
    }

    private static int ClassOf(string name, bool isClaimed)
    {
        var place = Array.IndexOf(WellKnown, name);
        return place >= 0 ? place : isClaimed ? WellKnown.Length + 1 : WellKnown.Length;
    }

    /// <summary>Bytes of UTF-8 of attributes, names and values together.</summary>
    public static long BytesOf(ImmutableArray<ProfileEntry> entries)
    {
        long bytes = 0;
        foreach (var entry in entries)
            bytes += entry.Bytes;
        return bytes;
    }

    private static (ImmutableArray<ProfileEntry> Inside, ImmutableArray<ProfileEntry> Outside, bool CutsBytes) Take(ImmutableArray<ProfileEntry> ordered)
    {
        var inside = ImmutableArray.CreateBuilder<ProfileEntry>();
        var outside = ImmutableArray.CreateBuilder<ProfileEntry>();
        var bytes = 0;
        var cutsBytes = false;
        for (var place = 0; place < ordered.Length; place++)
        {
            var entry = ordered[place];
            var fits = bytes + entry.Bytes <= Bytes;
            if (place < Attributes && fits)
            {
                bytes += entry.Bytes;
                inside.Add(entry);
            }
            else
            {
                cutsBytes |= place < Attributes;
                outside.Add(entry);
            }
        }

        return (inside.ToImmutable(), outside.ToImmutable(), cutsBytes);
    }
}

/// <summary>What the limits make of attributes.</summary>
/// <param name="Kept">What is remembered: what is inside, and what the proven attributes alone have inside. In ordinal order.</param>
/// <param name="Inside">What the profile shows. In ordinal order.</param>
/// <param name="Outside">What is left out, in the order of the limits.</param>
/// <param name="CutsBytes">The limit of bytes left something out: a smaller value elsewhere may bring it back, which only the log can tell.</param>
internal readonly record struct ProfileCut(
    ImmutableArray<ProfileEntry> Kept, ImmutableArray<ProfileEntry> Inside, ImmutableArray<ProfileEntry> Outside, bool CutsBytes);
