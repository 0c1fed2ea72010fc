namespace LeadScoring.Functions.Storage;

/// <summary>
/// A range of rows, the only way this app queries a table: key comparisons with quoted literals, so that no input can become
/// part of a filter's syntax. Bounds are ordinal; "from" is included, "to" is not.
/// </summary>
public sealed record KeyRange
{
    private KeyRange(string filter) => Filter = filter;

    /// <summary>The OData filter that selects the range.</summary>
    public string Filter { get; }

    /// <summary>Rows of one partition; null bounds are open.</summary>
    public static KeyRange Rows(string partition, string? from = null, string? to = null) =>
        new(Join($"PartitionKey eq {Literal(partition)}", Bound("RowKey", "ge", from), Bound("RowKey", "lt", to)));

    /// <summary>All rows of a range of partitions.</summary>
    public static KeyRange Between(string from, string to) =>
        new(Join(Bound("PartitionKey", "ge", from), Bound("PartitionKey", "lt", to)));

    /// <summary>One row key over a range of partitions; null bounds are open.</summary>
    public static KeyRange Partitions(string? from, string? to, string row) =>
        new(Join($"RowKey eq {Literal(row)}", Bound("PartitionKey", "ge", from), Bound("PartitionKey", "lt", to)));

    /// <summary>All rows of the partitions from one on.</summary>
    public static KeyRange PartitionsFrom(string from) => new(Bound("PartitionKey", "ge", from)!);

    /// <summary>Rows from a key on, of all partitions: the service looks through the whole table.</summary>
    public static KeyRange AllFrom(string row) => new(Bound("RowKey", "ge", row)!);

    private static string? Bound(string key, string comparison, string? value) =>
        value is null ? null : $"{key} {comparison} {Literal(value)}";

    private static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Join(params string?[] parts) => string.Join(" and ", parts.Where(part => part is not null));
}
