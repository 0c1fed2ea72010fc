namespace LeadScoring.Functions.Import;

/// <summary>Says of each column what it was taken for, whether anybody asks for it, and what its values look like.</summary>
internal static class ColumnReport
{
    /// <summary>The columns in the order of the file.</summary>
    public static IReadOnlyList<ImportColumn> Of(RowShape shape, ColumnContents contents, AskedFields asked)
    {
        var columns = new ImportColumn[shape.Columns.Count];
        for (var place = 0; place < columns.Length; place++)
        {
            var (column, field) = (shape.Columns[place], shape.Fields[place]);
            var before = shape.Before(place);
            var (looksLike, meant) = Meaning(contents.Of(shape.Columns, place));
            var isNews = column.Length > 0 && meant is not null && field != meant && !(field is { IsWellKnown: true } or { IsLead: true } || field == ImportField.OccurredAt);
            columns[place] = new ImportColumn(column, field?.Text, shape.Clears[place], field is null ? null : asked.Asks(field), before.Count == 0 ? null : before, isNews ? looksLike : null, isNews ? Suggestion(shape, column, meant!) : null);
        }

        return columns;
    }

    private static (string? Words, ImportField? Field) Meaning(Content content) => content switch
    {
        Content.Email => ("addresses", ImportField.Email),
        Content.Country => ("countries", ImportField.OfProfile("country")),
        Content.Phone => ("phone numbers", ImportField.OfProfile("phone")),
        Content.Size => ("sizes of companies", ImportField.OfProfile("employees")),
        Content.Date => ("dates", ImportField.OccurredAt),
        _ => (null, null),
    };

    // An address may stand in for another that is empty; of any other field one column is enough, and a day is the time of an event only where rows are events.
    private static string? Suggestion(RowShape shape, string column, ImportField field)
    {
        var taken = Enumerable.Range(0, shape.Columns.Count).Where(place => shape.Fields[place] == field).Select(place => shape.Columns[place]).ToList();
        if (taken.Count > 0)
            return field == ImportField.Email && !column.Contains('|', StringComparison.Ordinal) ? ImportErrors.Map($"{string.Join('|', taken)}|{column}", field) : null;
        return field == ImportField.OccurredAt && !shape.AreEvents ? null : ImportErrors.Map(column, field);
    }
}
