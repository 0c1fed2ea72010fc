namespace LeadScoring.CrmConnector.Crm;

/// <summary>The CRM in memory, as read a moment ago: every column and row of the file, those of the connector and those that people added.</summary>
internal sealed class CrmTable
{
    private readonly List<string> _columns;
    private readonly List<CrmRow> _rows = [];
    private readonly Dictionary<string, int> _indices = new(StringComparer.Ordinal);
    private readonly HashSet<string> _own = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Lead, string Model), CrmRow> _byKey = [];

    /// <param name="columns">The header, in the order of the file.</param>
    /// <param name="separator">Between cells; spreadsheets of some languages write semicolons.</param>
    public CrmTable(IEnumerable<string> columns, char separator)
    {
        _columns = [.. columns];
        Separator = separator;
        for (var i = 0; i < _columns.Count; i++)
            _indices.TryAdd(_columns[i], i);
    }

    public char Separator { get; }

    public IReadOnlyList<string> Columns => _columns;

    /// <summary>In the order of the file: whoever sorts the spreadsheet finds it so again.</summary>
    public IReadOnlyList<CrmRow> Rows => _rows;

    /// <summary>Those that neither the connector nor its mapping has.</summary>
    public IEnumerable<string> PeoplesColumns => _columns.Where(column => !_own.Contains(column)).Distinct(StringComparer.Ordinal);

    /// <summary>Whether there is something to write.</summary>
    public bool Changed { get; set; }

    /// <summary>Leads that were erased or merged into others, with the sequence of that message: what is not newer must not bring them back.</summary>
    public GoneLeads Gone { get; init; } = new();

    /// <summary>-1 when there is no such column.</summary>
    public int IndexOf(string column) => _indices.GetValueOrDefault(column, -1);

    /// <summary>Names the connector's columns, and adds at the end what the file does not have: a new file's header, or what a mapping has more than the last one.</summary>
    public void AddOwn(IEnumerable<string> columns)
    {
        foreach (var column in columns)
        {
            _own.Add(column);
            if (_indices.TryAdd(column, _columns.Count))
                _columns.Add(column);
        }
    }

    /// <summary>A row as it was read.</summary>
    public void AddRead(IEnumerable<string> cells) => Add(new CrmRow(this, cells));

    /// <summary>The row of a lead under a model.</summary>
    public CrmRow? Find(string lead, string model) => _byKey.GetValueOrDefault((lead, model));

    public CrmRow FindOrAdd(string lead, string model)
    {
        if (Find(lead, model) is { } found)
            return found;
        var row = new CrmRow(this, []) { [CrmColumns.Lead] = lead, [CrmColumns.Model] = model };
        Add(row);
        return row;
    }

    /// <summary>A lead's rows under all its models.</summary>
    public List<CrmRow> Of(string lead) => [.. _rows.Where(row => row.Lead == lead)];

    public void Remove(CrmRow row)
    {
        _rows.Remove(row);
        if (Find(row.Lead, row.Model) == row)
            _byKey.Remove((row.Lead, row.Model));
        Changed = true;
    }

    /// <summary>Gives a row to another lead, which has none under that model.</summary>
    public void Hand(CrmRow row, string lead)
    {
        _byKey.Remove((row.Lead, row.Model));
        row[CrmColumns.Lead] = lead;
        _byKey[(lead, row.Model)] = row;
    }

    private void Add(CrmRow row)
    {
        _rows.Add(row);
        // People's own rows have no lead; of rows that somebody copied the first one counts.
        if (row.Lead.Length > 0)
            _byKey.TryAdd((row.Lead, row.Model), row);
    }
}
