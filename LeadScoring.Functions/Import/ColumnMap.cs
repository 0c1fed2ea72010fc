namespace LeadScoring.Functions.Import;

/// <summary>What the importer says of columns: <c>column:field</c>, or <c>column|column:field</c> for the first that is filled in.</summary>
/// <param name="Text">Before the colon: the name of a column, or several.</param>
/// <param name="Field">What they hold; null when they are left out.</param>
internal sealed record ColumnMap(string Text, ImportField? Field)
{
    /// <summary>Reads one; null when it is not a mapping.</summary>
    public static ColumnMap? Read(string map)
    {
        // From the end: names of columns may hold colons, fields do not.
        var colon = map.LastIndexOf(':');
        return colon > 0 && ImportField.TryParse(map[(colon + 1)..].Trim(), out var field) ? new ColumnMap(map[..colon].Trim(), field) : null;
    }

    /// <summary>The columns that are meant, in the order in which they are asked. A bar may be part of a column's own name.</summary>
    /// <param name="columns">Of the file.</param>
    public IReadOnlyList<string> Columns(IReadOnlyList<string> columns) => columns.Contains(Text, StringComparer.OrdinalIgnoreCase)
        ? [Text]
        : [.. Text.Split('|', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
