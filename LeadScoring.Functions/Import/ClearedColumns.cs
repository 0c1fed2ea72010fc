using System.Text.Json;

using LeadScoring.Domain.Profiles;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Import;

/// <summary>The columns in which a blank cell empties the attribute of the lead; in all others it says nothing (docs/guide/import-leads.md#columns).</summary>
internal static class ClearedColumns
{
    private static readonly StringComparer Names = StringComparer.OrdinalIgnoreCase;

    /// <summary>The first name that is none of a column; null where all are.</summary>
    public static string? Unknown(IReadOnlyList<string> columns, ImportOptions options) =>
        options.Clear.SelectMany(given => Split(given, columns)).FirstOrDefault(name => !columns.Contains(name, Names));

    /// <summary>Of each column whether a blank in it empties its attribute; or the fault of one that holds no attribute.</summary>
    public static (bool[] Clears, RequestError? Fault) Of(IReadOnlyList<string> columns, IReadOnlyList<ImportField?> fields, ImportOptions options)
    {
        var clears = new bool[columns.Count];
        foreach (var name in options.Clear.SelectMany(given => Split(given, columns)))
        {
            for (var place = 0; place < columns.Count; place++)
            {
                if (!Names.Equals(columns[place], name))
                    continue;
                if (fields[place] is not { IsProfile: true } field || LeadProfile.IsDerived(field.Name))
                    return (clears, ImportErrors.NotClearable(columns[place], fields[place]));
                clears[place] = true;
            }
        }

        return (clears, null);
    }

    /// <summary>Writes the names of the attributes that the row empties, if there are any.</summary>
    public static void Write(Utf8JsonWriter json, ImportRow row)
    {
        var shape = row.Shape!;
        var cleared = Enumerable.Range(0, shape.Columns.Count).Where(place => shape.Clears[place] && !IsFilled(row, place)).Select(place => shape.Fields[place]!).Distinct()
            .Where(field => !Enumerable.Range(0, shape.Columns.Count).Any(place => shape.Fields[place] == field && IsFilled(row, place))).ToList();
        if (cleared.Count == 0)
            return;
        json.WriteStartArray("cleared");
        foreach (var field in cleared)
            json.WriteStringValue(field.Name);
        json.WriteEndArray();
    }

    // Spreadsheets leave out blank cells at the end of a row.
    private static bool IsFilled(ImportRow row, int place) => place < row.Cells.Count && !row.Cells[place].IsEmpty;

    // A name of a column may hold commas itself.
    private static string[] Split(string given, IReadOnlyList<string> columns) =>
        columns.Contains(given, Names) ? [given] : given.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
