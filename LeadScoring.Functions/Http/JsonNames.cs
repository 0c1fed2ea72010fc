using System.Text;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Names of members that came before, so that the same few names of every body are the same few texts. Holds at most <see cref="Slots"/> short names, whatever is sent: of two that share a slot the
/// later one stays. Threads may lose each other's names, and nothing else.
/// </summary>
internal static class JsonNames
{
    private const int Slots = 1024;
    private const int MostBytes = 64;

    private static readonly string?[] Names = new string?[Slots];

    /// <summary>The name; null for one that is long, or not plain ASCII without escapes.</summary>
    /// <param name="utf8">As it was sent, without quotation marks.</param>
    public static string? Find(ReadOnlySpan<byte> utf8)
    {
        if (utf8.Length > MostBytes || !Ascii.IsValid(utf8) || utf8.Contains((byte)'\\'))
            return null;
        // FNV-1a.
        var hash = 2166136261U;
        foreach (var value in utf8)
            hash = unchecked((hash ^ value) * 16777619U);
        ref var slot = ref Names[(hash ^ (hash >> 16)) % Slots];
        if (Volatile.Read(ref slot) is { } known && Ascii.Equals(utf8, known))
            return known;
        var name = Encoding.ASCII.GetString(utf8);
        // The names that models ask for are interned, so that they are found by their references.
        Volatile.Write(ref slot, name = string.IsInterned(name) ?? name);
        return name;
    }
}
