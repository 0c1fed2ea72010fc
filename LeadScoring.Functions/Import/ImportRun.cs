using System.Text.Json;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Import;

/// <summary>
/// Takes the rows of one file: reads each as an event, stores them in batches, counts, and remembers the bad ones. Every batch is durable and its leads are on the
/// queue before the next is read; after a crash the same file sent again goes on where it ended, since what is there counts once.
/// </summary>
internal sealed class ImportRun(ImportOptions options, AskedFields asked, CaptureHandler capture, ITables tables, LeadIds leadIds, TimeProvider clock)
{
    /// <summary>The source under which bad rows are kept in Rejected.</summary>
    public const string Source = "import";

    private const int LookupsAtOnce = 32;

    private readonly List<(long Line, StoredEvent Captured)> _batch = [];
    private readonly List<RefusedEvent> _bad = [];
    private readonly List<RowFault> _faults = [];
    private readonly SortedSet<string> _leftOut = new(StringComparer.Ordinal);
    private int _rows;
    private int _accepted;
    private int _duplicates;
    private int _rejected;
    private long _characters;

    /// <summary>Rows so far.</summary>
    public int Rows => _rows;

    /// <summary>Rows so far that were taken, or known.</summary>
    public int Used => _accepted + _duplicates;

    /// <summary>Takes a row; it is durable after the next <see cref="Store"/> only.</summary>
    public async Task Add(ImportRow row, CancellationToken cancellation)
    {
        _rows++;
        if (row.Fault is { } error)
            Reject(row.Line, error, row.FaultColumn, new RefusedEvent(_rows, [error], row.Text));
        else
            Read(row);
        if (_batch.Count + _bad.Count >= ImportLimits.BatchRows || _characters >= ImportLimits.BatchCharacters)
            await Store(cancellation);
    }

    /// <summary>Stores what has been added: events that the leads do not have yet, and the bad rows.</summary>
    public async Task Store(CancellationToken cancellation)
    {
        if (options.IsDryRun)
        {
            _accepted += _batch.Count;
        }
        else
        {
            var isKnown = await Known(cancellation);
            var events = _batch.Select(static (item, place) => (Index: place, item.Captured)).Where(item => isKnown[item.Index] is null).ToList();
            for (var place = 0; place < _batch.Count; place++)
            {
                if (isKnown[place] == false)
                    Reject(place);
            }

            var duplicates = isKnown.Count(static known => known == true);
            _duplicates += duplicates;
            capture.CountKnown(duplicates);
            var taken = await capture.Take(new ParsedBody(events, [.. _bad], null, Source), cancellation);
            _accepted += taken.Accepted;
            _duplicates += taken.Duplicates;
            // Those beyond were counted where they were read.
            foreach (var other in taken.Refused.Except(_bad))
                Name(_batch[other.Index].Line, null, other.Errors[0]);
        }

        _batch.Clear();
        _bad.Clear();
        _characters = 0;
    }

    /// <summary>What became of the rows.</summary>
    public ImportReport Report(RowShape? shape, ColumnContents contents) => new()
    {
        Rows = _rows,
        Accepted = _accepted,
        Duplicates = _duplicates,
        Rejected = _rejected,
        DryRun = options.IsDryRun,
        Columns = shape is null ? [] : ColumnReport.Of(shape, contents, asked),
        Errors = [.. _faults.OrderBy(static fault => fault.Line)],
        LeftOut = _leftOut.Count == 0 ? null : [.. _leftOut.Take(LeadProfile.MaxLeftOut)],
        Unread = asked.Unreadable(),
        Doubtful = asked.Doubtful(),
        NotShown = _rejected - _faults.Count,
    };

    private void Read(ImportRow row)
    {
        if (row.Shape is { } shape && !shape.LeadColumns.Any(column => IsFilled(row, column)))
        {
            var noLead = ImportErrors.NoLead(shape.LeadColumns.Count > 0 ? shape.LeadColumns : ["email", "externalId", "visitor"]);
            Reject(row.Line, noLead, null, new RefusedEvent(_rows, [noLead], Text(RowEvent.Write(row, options))));
            return;
        }

        var json = RowEvent.Write(row, options);
        using var document = JsonDocument.Parse(json, new JsonDocumentOptions { MaxDepth = EventLimits.Depth * 4 });
        var (captured, refused) = EventParser.ParseOne(document.RootElement, _batch.Count, "", null, clock.GetUtcNow());
        if (captured is null)
        {
            var first = row.Shape is null ? refused!.Errors[0] : ImportErrors.OfCell(refused!.Errors[0], row.Shape.ColumnAt(refused.Errors[0].Pointer, row.Cells));
            Reject(row.Line, first, row.Shape?.ColumnAt(first.Pointer, row.Cells) ?? (row.Event is null ? null : ImportErrors.ColumnAt(first.Pointer)), refused);
            return;
        }

        asked.Add(row, captured.Event);
        _batch.Add((row.Line, captured with { Imported = true }));
        if (_leftOut.Count < LeadProfile.MaxLeftOut)
            _leftOut.UnionWith(LeadProfile.LeftOutOf(captured.Event));
        _characters += json.Length;
    }

    private void Reject(long line, RequestError error, string? column, RefusedEvent refused)
    {
        // What is beyond is in the sender's file: a wrong mapping of a long file must not bury what else was rejected.
        if (_faults.Count < ImportLimits.NamedRows)
            _bad.Add(refused);
        _characters += refused.Text.Length;
        Name(line, column, error);
    }

    private void Name(long line, string? column, RequestError error)
    {
        _rejected++;
        if (_faults.Count < ImportLimits.NamedRows)
            _faults.Add(RowFault.Of(line, column, error));
    }

    private void Reject(int place)
    {
        var (line, captured) = _batch[place];
        var error = EventErrors.OtherContent("");
        Reject(line, error, null, new RefusedEvent(place, [error], Text(StoredEventJson.Write(captured)), captured.Lead));
    }

    // Of each event of the batch whether its lead has it: true, or false with other content; null = no. Capture would find out too, but writes first: a file that is imported
    // again, as after a crash, is mostly known.
    private async Task<bool?[]> Known(CancellationToken cancellation)
    {
        var known = new bool?[_batch.Count];
        var atOnce = new ParallelOptions { MaxDegreeOfParallelism = LookupsAtOnce, CancellationToken = cancellation };
        await Parallel.ForAsync(0, _batch.Count, atOnce, async (place, token) =>
        {
            var captured = _batch[place].Captured;
            if (await tables.Leads.Find(leadIds.Of(captured.Lead), RowKeys.Event(captured.Key), token) is { } row)
                known[place] = LeadRows.HashOf(row) == captured.Hash;
        });
        return known;
    }

    private static bool IsFilled(ImportRow row, string column)
    {
        var place = 0;
        while (row.Shape!.Columns[place] != column)
            place++;
        return place < row.Cells.Count && !row.Cells[place].IsEmpty;
    }

    private static string Text(ReadOnlyMemory<byte> json) => System.Text.Encoding.UTF8.GetString(json.Span);
}
