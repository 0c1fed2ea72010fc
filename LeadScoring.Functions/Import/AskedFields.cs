using System.Collections.Immutable;

using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Scoring;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Import;

/// <summary>What the published models ask of the columns of a file: which nobody asks for, and which values nobody can read.</summary>
/// <param name="models">Those that are published.</param>
/// <param name="numbers">How the file writes numbers.</param>
internal sealed class AskedFields(ImmutableArray<VersionedModel> models, NumberMarks numbers)
{
    private readonly ImmutableArray<(string Model, bool ReadsWritten, FieldUse Use)> _uses =
        [.. models.SelectMany(static model => FieldUse.Of(model.Model.Definition).Select(use => (model.Id, model.Model.Definition.ReadsWrittenNumbers, use)))];

    private readonly Dictionary<(string Column, FieldReading Reading), Unread> _unread = [];
    private readonly Dictionary<(string Column, FieldReading Reading), Unread> _doubtful = [];

    /// <summary>Whether a model asks for a field; true for what the app itself needs, null where no model is published.</summary>
    public bool? Asks(ImportField field) => field is { IsProfile: false, IsProperty: false } ? true
        : models.IsEmpty ? null
        : _uses.Any(entry => entry.Use.IsOfProfile == field.IsProfile && Source(entry.Use) == field.Name);

    /// <summary>Looks at the values of a row that models read as numbers, dates, yes or no.</summary>
    /// <param name="row">Where it stands.</param>
    /// <param name="e">What the row is.</param>
    public void Add(ImportRow row, LeadEvent e)
    {
        foreach (var (model, readsWritten, use) in _uses)
        {
            if (use.Reading == FieldReading.Text || !(use.IsOfProfile || use.Asks(e.Type)))
                continue;
            var value = use.IsOfProfile ? e.Profile[use.Field] : e.Properties[use.Field];
            var isRead = use.CanRead(value, readsWritten);
            // Said where nobody told how the file writes numbers: 1.200 is read as 1.2, and 1200 may be meant.
            if (isRead && !(use.Reading == FieldReading.Number && numbers == NumberMarks.Unknown && value.Text is { } text && PlainForm.MayBeThousands(text)))
                continue;
            var found = isRead ? _doubtful : _unread;
            var field = use.IsOfProfile ? ImportField.OfProfile(use.Field) : ImportField.OfEvent(use.Field);
            var column = row.Shape?.ColumnAt(field.Pointer, row.Cells) ?? field.Text;
            if (!found.TryGetValue((column, use.Reading), out var unread))
                found[(column, use.Reading)] = unread = new Unread(row.Line);
            unread.Add(row.Line, $"{model}/{use.Entry}");
        }
    }

    /// <summary>Values that cannot be read, by column; null when there are none.</summary>
    public IReadOnlyList<UnreadColumn>? Unreadable() => Report(_unread, ImportErrors.Unread);

    /// <summary>Numbers that are read and may mean another number, by column; null when there are none.</summary>
    public IReadOnlyList<UnreadColumn>? Doubtful() => Report(_doubtful, ImportErrors.Doubtful);

    private static List<UnreadColumn>? Report(Dictionary<(string Column, FieldReading Reading), Unread> found, Func<string, FieldReading, int, long, IReadOnlyList<string>, UnreadColumn> said) => found.Count == 0 ? null
        : [.. found.OrderBy(static entry => entry.Value.First).ThenBy(static entry => entry.Key.Column, StringComparer.Ordinal)
            .Select(entry => said(entry.Key.Column, entry.Key.Reading, entry.Value.Rows, entry.Value.First, [.. entry.Value.Entries]))];

    // A derived field is asked of the attribute from which it is derived.
    private static string Source(FieldUse use) => use switch
    {
        { IsOfProfile: true, Field: "emailDomain" or "emailKind" } => "email",
        { IsOfProfile: false, Field: "path" } => "url",
        _ => use.Field,
    };

    private sealed class Unread(long first)
    {
        private long _last = -1;

        public long First => first;

        public int Rows { get; private set; }

        public SortedSet<string> Entries { get; } = new(StringComparer.Ordinal);

        public void Add(long line, string entry)
        {
            // Several rules may ask for one value.
            Rows += line == _last ? 0 : 1;
            _last = line;
            Entries.Add(entry);
        }
    }
}
