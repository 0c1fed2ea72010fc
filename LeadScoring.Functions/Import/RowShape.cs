using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Import;

/// <summary>The columns of a file, or of a line of JSON, and what each holds.</summary>
internal sealed class RowShape
{
    private readonly int[][] _before;
    private readonly ImportField?[] _instead;

    private RowShape(IReadOnlyList<string> columns, IReadOnlyList<ImportField?> fields, int[][] before, ImportField?[] instead, bool[] clears, bool areEvents)
    {
        Clears = clears;
        AreEvents = areEvents;
        Columns = columns;
        Fields = fields;
        _before = before;
        _instead = instead;
        LeadColumns = [.. columns.Where((_, place) => fields[place]?.IsLead == true)];
    }

    /// <summary>Their names.</summary>
    public IReadOnlyList<string> Columns { get; }

    /// <summary>What each holds, the first of several that is filled in; null for one that is left out.</summary>
    public IReadOnlyList<ImportField?> Fields { get; }

    /// <summary>Of each whether a blank in it empties the attribute.</summary>
    public IReadOnlyList<bool> Clears { get; }

    /// <summary>Those that say whose a row is.</summary>
    public IReadOnlyList<string> LeadColumns { get; }

    /// <summary>Whether rows are events, and not what is known of leads.</summary>
    public bool AreEvents { get; }

    /// <summary>The columns of the same field that go before one.</summary>
    public IReadOnlyList<string> Before(int place) => [.. _before[place].Select(other => Columns[other])];

    /// <summary>What each column of a row is. Of several columns of one field the first that is filled in is the field; another value of a later one is kept under its own name.</summary>
    public IReadOnlyList<ImportField?> FieldsOf(IReadOnlyList<ImportCell> cells)
    {
        if (Array.TrueForAll(_before, static before => before.Length == 0))
            return Fields;
        var fields = Fields.ToArray();
        for (var place = 0; place < Math.Min(fields.Length, cells.Count); place++)
        {
            foreach (var first in _before[place].Where(other => other < cells.Count && !cells[other].IsEmpty))
            {
                fields[place] = cells[first].SaysTheSame(cells[place]) ? null : _instead[place];
                break;
            }
        }

        return fields;
    }

    /// <summary>The column of a fault's pointer in a row; null when the fault is in none.</summary>
    public string? ColumnAt(string pointer, IReadOnlyList<ImportCell> cells)
    {
        var fields = FieldsOf(cells);
        for (var place = 0; place < Columns.Count; place++)
        {
            if (fields[place]?.Pointer == pointer && (place >= cells.Count || !cells[place].IsEmpty))
                return Columns[place];
        }

        return null;
    }

    /// <summary>Reads names by the mapping, then by what is well known; or says why they cannot be used.</summary>
    public static (RowShape? Shape, RequestError? Fault) Of(IReadOnlyList<string> columns, ImportOptions options)
    {
        if (columns.Any(static column => column.Contains('@', StringComparison.Ordinal) && EmailAddress.TryParse(column.Trim(), out _)))
            return (null, ImportErrors.NoHeader);
        return new Maker(columns, options).Make();
    }

    private sealed class Maker(IReadOnlyList<string> columns, ImportOptions options)
    {
        private readonly ImportField?[] _fields = new ImportField?[columns.Count];
        private readonly bool[] _isMapped = new bool[columns.Count];
        private readonly Dictionary<ImportField, List<int>> _places = [];
        private readonly int[][] _before = [.. columns.Select(static _ => Array.Empty<int>())];
        private readonly ImportField?[] _instead = new ImportField?[columns.Count];

        public (RowShape? Shape, RequestError? Fault) Make()
        {
            if (Map() is { } wrong)
                return (null, wrong);
            HashSet<string> plain = [.. columns.Select(ColumnNames.Plain)];
            var named = columns.Select(column => ColumnNames.Find(column, plain)).ToArray();
            var areEvents = options.Type is not null || Enumerable.Range(0, columns.Count).Any(place => (_isMapped[place] ? _fields[place] : named[place]) == ImportField.EventType);
            for (var place = 0; place < columns.Count; place++)
            {
                if (!_isMapped[place] && Take(place, named[place] ?? ByOwnName(columns[place], areEvents), named[place] is not null) is { } fault)
                    return (null, fault);
            }

            if (KeepLater(areEvents) is { } lost)
                return (null, lost);
            var (clears, notClearable) = ClearedColumns.Of(columns, _fields, options);
            return notClearable is null ? (new RowShape(columns, _fields, _before, _instead, clears, areEvents), null) : (null, notClearable);
        }

        private RequestError? Map()
        {
            foreach (var map in options.Maps)
            {
                var taken = map.Field is null ? null : _places.GetValueOrDefault(map.Field);
                foreach (var name in map.Columns(columns))
                {
                    for (var place = 0; place < columns.Count; place++)
                    {
                        if (!columns[place].Equals(name, StringComparison.OrdinalIgnoreCase) || _isMapped[place])
                            continue;
                        if (taken is not null)
                            return ImportErrors.TwoColumns(columns[taken[0]], columns[place], map.Field!.Text);
                        _isMapped[place] = true;
                        if (Place(place, map.Field) is { } same)
                            return same;
                    }
                }
            }

            return null;
        }

        // Several names of one thing stand side by side in real exports: the first that is filled in counts. Of two other columns it is not known which is meant.
        private RequestError? Take(int place, ImportField? field, bool isKnownName)
        {
            if (field is not null && _places.TryGetValue(field, out var places) && !(isKnownName && field.MayBeRepeated))
                return ImportErrors.TwoColumns(columns[places[0]], columns[place], field.Text);
            return Place(place, field);
        }

        private RequestError? Place(int place, ImportField? field)
        {
            _fields[place] = field;
            if (field is null)
                return null;
            if (!_places.TryGetValue(field, out var places))
                _places[field] = places = [];
            foreach (var other in places)
            {
                if (columns[other].Equals(columns[place], StringComparison.OrdinalIgnoreCase))
                    return ImportErrors.TwoColumns(columns[other], columns[place], field.Text);
            }

            _before[place] = [.. places];
            places.Add(place);
            return null;
        }

        private RequestError? KeepLater(bool areEvents)
        {
            foreach (var place in Enumerable.Range(0, columns.Count).Where(place => _before[place].Length > 0))
            {
                var own = ByOwnName(columns[place], areEvents && !_fields[place]!.IsProfile && !_fields[place]!.IsLead);
                if (own is not null && (own.IsWellKnown || _places.ContainsKey(own)))
                    own = own.AsOther();
                if (own is not null && !_places.TryAdd(own, [place]))
                    return ImportErrors.TwoColumns(columns[_places[own][0]], columns[place], own.Text);
                _instead[place] = own;
            }

            return null;
        }

        private ImportField? ByOwnName(string column, bool areEvents)
        {
            if (areEvents && ColumnNames.IsId(column))
                return ImportField.Id;
            var name = ColumnNames.CamelCase(column);
            return name.Length == 0 ? null : options.Others switch
            {
                OtherColumns.None => null,
                OtherColumns.Profile => ImportField.OfProfile(name),
                OtherColumns.Properties => ImportField.OfEvent(name),
                _ => areEvents ? ImportField.OfEvent(name) : ImportField.OfProfile(name),
            };
        }
    }
}
