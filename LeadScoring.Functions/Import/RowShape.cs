using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Import;

/// <summary>The columns of a file, or of a line of JSON, and what each holds.</summary>
internal sealed class RowShape
{
    private RowShape(IReadOnlyList<string> columns, IReadOnlyList<ImportField?> fields)
    {
        Columns = columns;
        Fields = fields;
        LeadColumns = [.. columns.Where((_, place) => fields[place]?.IsLead == true)];
    }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What each holds; null for one that is left out.</summary>
    public IReadOnlyList<ImportField?> Fields { get; }

    /// <summary>Those that say whose a row is.</summary>
    public IReadOnlyList<string> LeadColumns { get; }

    /// <summary>The column of a fault's pointer; null when the fault is in none.</summary>
    public string? ColumnAt(string pointer)
    {
        for (var place = 0; place < Columns.Count; place++)
        {
            if (Fields[place]?.Pointer == pointer)
                return Columns[place];
        }

        return null;
    }

    /// <summary>Reads names by the mapping, then by what is well known; or says why they cannot be used.</summary>
    public static (RowShape? Shape, RequestError? Fault) Of(IReadOnlyList<string> columns, ImportOptions options)
    {
        if (columns.Any(static column => column.Contains('@', StringComparison.Ordinal) && EmailAddress.TryParse(column.Trim(), out _)))
            return (null, ImportErrors.NoHeader);
        var fields = new ImportField?[columns.Count];
        var areEvents = options.Type is not null || columns.Any(column => (options.Maps.TryGetValue(column, out var field) ? field : ColumnNames.Find(column)) == ImportField.EventType);
        var taken = new Dictionary<ImportField, string>();
        for (var place = 0; place < columns.Count; place++)
        {
            var column = columns[place];
            fields[place] = options.Maps.TryGetValue(column, out var mapped) ? mapped : ByName(column, areEvents, options.Others);
            if (fields[place] is { } field && !taken.TryAdd(field, column))
                return (null, ImportErrors.TwoColumns(taken[field], column, field.Text));
        }

        return (new RowShape(columns, fields), null);
    }

    private static ImportField? ByName(string column, bool areEvents, OtherColumns others)
    {
        if (ColumnNames.Find(column) is { } known)
            return known;
        if (areEvents && ColumnNames.IsId(column))
            return ImportField.Id;
        var name = ColumnNames.CamelCase(column);
        return name.Length == 0 ? null : others switch
        {
            OtherColumns.None => null,
            OtherColumns.Profile => ImportField.OfProfile(name),
            OtherColumns.Properties => ImportField.OfEvent(name),
            _ => areEvents ? ImportField.OfEvent(name) : ImportField.OfProfile(name),
        };
    }
}
