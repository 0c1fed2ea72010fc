using Azure.Data.Tables;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// Puts bytes of any length into a row: binary properties <c>name</c>, <c>name1</c>, <c>name2</c> ... of at most 64 KiB each.
/// Binary, because a string property holds only 32 K characters.
/// </summary>
internal static class ChunkedBytes
{
    public static void SetBytes(this TableEntity row, string name, ReadOnlySpan<byte> bytes)
    {
        var part = 0;
        do
        {
            var length = Math.Min(bytes.Length, TableLimits.BinaryBytes);
            row[part == 0 ? name : $"{name}{part}"] = bytes[..length].ToArray();
            bytes = bytes[length..];
            part++;
        }
        while (bytes.Length > 0);
    }

    /// <summary>The bytes; null when the row has none of that name.</summary>
    public static byte[]? GetBytes(this TableEntity row, string name)
    {
        if (row.GetBinary(name) is not { } first)
            return null;
        if (first.Length < TableLimits.BinaryBytes)
            return first;

        using var all = new MemoryStream();
        all.Write(first);
        for (var part = 1; row.GetBinary($"{name}{part}") is { } next; part++)
            all.Write(next);
        return all.ToArray();
    }
}
