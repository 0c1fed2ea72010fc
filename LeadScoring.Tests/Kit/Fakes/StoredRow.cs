using System.Text.RegularExpressions;

using Azure;
using Azure.Data.Tables;

namespace LeadScoring.Tests.Kit.Fakes;

/// <summary>What Azure keeps of a row: no nulls, no keys twice, times in UTC; what it refuses, it refuses as Azure does.</summary>
internal static partial class StoredRow
{
    private const string System = "PartitionKey RowKey Timestamp odata.etag";
    private static readonly DateTimeOffset Earliest = new(1601, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>As it is stored, without timestamp and tag.</summary>
    public static TableEntity Of(TableEntity row)
    {
        var stored = new TableEntity(row.PartitionKey, row.RowKey);
        foreach (var (name, value) in row)
        {
            if (value is not null && !IsSystem(name))
                stored[Name(name)] = Value(name, value);
        }

        return stored;
    }

    /// <summary>The old row, where there is one, with the new one's properties.</summary>
    public static TableEntity Merged(TableEntity? old, TableEntity row)
    {
        var stored = Of(row);
        foreach (var (name, value) in old ?? new TableEntity())
        {
            if (!IsSystem(name) && !stored.ContainsKey(name))
                stored[name] = value;
        }

        return stored;
    }

    /// <summary>As it is read: a copy that shares nothing.</summary>
    public static TableEntity Copy(TableEntity stored)
    {
        var copy = Of(stored);
        copy.Timestamp = stored.Timestamp;
        copy.ETag = stored.ETag;
        return copy;
    }

    private static bool IsSystem(string name) => System.Split(' ').Contains(name, StringComparer.Ordinal);

    private static string Name(string name) => name.Length <= 255 && PropertyName().IsMatch(name)
        ? name
        : throw new RequestFailedException(400, $"A property cannot be called '{name}'.", "PropertyNameInvalid", null);

    private static object Value(string name, object value) => value switch
    {
        byte[] bytes => bytes.ToArray(),
        BinaryData data => data.ToArray(),
        DateTimeOffset time => Time(name, time.ToUniversalTime()),
        DateTime time => Time(name, new DateTimeOffset(time.ToUniversalTime())),
        string or bool or int or long or double or Guid => value,
        _ => throw new NotSupportedException($"The property '{name}' is of type {value.GetType()}, which tables do not hold."),
    };

    private static DateTimeOffset Time(string name, DateTimeOffset time) => time >= Earliest
        ? time
        : throw new RequestFailedException(400, $"The property '{name}' is before 1601.", "OutOfRangeInput", null);

    // A C# identifier: letters, digits and underscores.
    [GeneratedRegex(@"^[\p{L}_][\p{L}\p{Mn}\p{Nd}_]*$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex PropertyName();
}
