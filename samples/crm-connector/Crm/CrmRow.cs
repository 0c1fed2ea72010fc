using System.Globalization;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>A row of the table; cells are found by the name of their column, and one that is missing is empty.</summary>
internal sealed class CrmRow(CrmTable table, IEnumerable<string> cells)
{
    private readonly List<string> _cells = [.. cells];

    public IReadOnlyList<string> Cells => _cells;

    public string Lead => this[CrmColumns.Lead];

    public string Model => this[CrmColumns.Model];

    /// <summary>Of the last message that was applied; 0 where somebody spoilt it, so that the next message puts it right.</summary>
    public long Sequence => Number(CrmColumns.Sequence);

    public string this[string column]
    {
        get => table.IndexOf(column) is var index && index >= 0 && index < _cells.Count ? _cells[index] : "";
        set
        {
            if (this[column] == value)
                return;
            var index = table.IndexOf(column);
            while (_cells.Count <= index)
                _cells.Add("");
            _cells[index] = value;
            table.Changed = true;
        }
    }

    /// <summary>A whole number that the connector wrote; 0 where it is none any more.</summary>
    public long Number(string column) => long.TryParse(this[column], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public void SetNumber(string column, long number) => this[column] = number.ToString(CultureInfo.InvariantCulture);
}
