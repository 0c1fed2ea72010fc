namespace LeadScoring.CrmConnector.Crm;

/// <summary>
/// The file-backed CRM. Every change reads the file again, so that nothing is lost that people wrote into it meanwhile, and replaces it as a
/// whole: however the process ends, the file is the one before or the one after.
/// </summary>
internal sealed class CrmFile : IDisposable
{
    // Somebody saves again and again while we look: then it is theirs for now.
    private const int Attempts = 5;

    private readonly string _path;
    private readonly string[] _columns;
    private readonly char _separator;
    private readonly IDisk _disk;
    private readonly SemaphoreSlim _turn = new(1);

    /// <param name="path">Of the CSV file; it is made with the first lead.</param>
    /// <param name="fields">The mapping's names, which are columns.</param>
    /// <param name="separator">Of a new file; an old one keeps its own.</param>
    public CrmFile(string path, IEnumerable<string> fields, char separator, IDisk disk)
    {
        _path = System.IO.Path.GetFullPath(path);
        _columns = [.. fields, .. CrmColumns.All];
        _separator = separator;
        _disk = disk;
    }

    public string Path => _path;

    /// <summary>Beside the file: who left it.</summary>
    public string GonePath => _path + ".gone";

    /// <summary>Changes when somebody saves the file; null when there is none.</summary>
    public FileStamp? Stamp => _disk.Stamp(_path);

    /// <summary>Throws when a change would have to wait now: nothing should be taken from a queue that cannot be written down.</summary>
    /// <exception cref="CrmFileBusyException">With what to do.</exception>
    public void EnsureFree() => Guarded(() =>
    {
        Read(out _);
        RefuseWhileOpen();
    });

    /// <summary>The table as it is now, to look at.</summary>
    /// <exception cref="CrmFileBusyException">It cannot be read for now.</exception>
    public CrmTable Read()
    {
        CrmTable? table = null;
        Guarded(() => table = Read(out _));
        return table!;
    }

    /// <summary>Changes the table; returns when the change is on the disk. One change at a time.</summary>
    /// <param name="change">May be called again, with a table read again, when somebody saved the file meanwhile.</param>
    /// <exception cref="CrmFileBusyException">The file cannot be read or replaced for now; nothing was changed.</exception>
    public async Task Change(Action<CrmTable> change, CancellationToken cancellation)
    {
        await _turn.WaitAsync(cancellation);
        try
        {
            Guarded(() =>
            {
                for (var attempt = 1; !TryChange(change); attempt++)
                {
                    if (attempt == Attempts)
                        throw new CrmFileBusyException($"{_path} keeps changing", "Use the file with sales people and one connector only; stop other programs that write it.");
                }
            });
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose() => _turn.Dispose();

    private bool TryChange(Action<CrmTable> change)
    {
        var table = Read(out var stamp);
        change(table);
        if (table.Changed || table.Gone.Changed)
            RefuseWhileOpen();
        // First who left: the other way round a crash could let them come back.
        if (table.Gone.Changed)
            Replace(GonePath, table.Gone.Write());
        if (!table.Changed)
            return true;
        var draft = _path + ".new";
        _disk.Write(draft, CsvFormat.Write(table), like: _path);
        // What was saved since we read must not be overwritten.
        if (_disk.Stamp(_path) != stamp)
            return false;
        _disk.Move(draft, _path);
        return true;
    }

    private CrmTable Read(out FileStamp? stamp)
    {
        var gone = GoneLeads.Read(_disk.Read(GonePath)?.Bytes, GonePath);
        var file = _disk.Read(_path);
        stamp = file?.Stamp;
        var table = file is { } found ? CsvFormat.Read(found.Bytes, _path, gone) : new CrmTable([], _separator) { Gone = gone };
        table.AddOwn(_columns);
        return table;
    }

    private void Replace(string path, byte[] bytes)
    {
        _disk.Write(path + ".new", bytes, like: path);
        _disk.Move(path + ".new", path);
    }

    // LibreOffice would write its older table over ours when it saves next; this file says that it has ours open. Excel on Windows locks the
    // file itself, and replacing it fails.
    private void RefuseWhileOpen()
    {
        var mark = System.IO.Path.Combine(System.IO.Path.GetDirectoryName(_path)!, $".~lock.{System.IO.Path.GetFileName(_path)}#");
        if (File.Exists(mark))
            throw new CrmFileBusyException($"{_path} is open in LibreOffice", $"Close it there. If it is not open, delete {mark}.");
    }

    private void Guarded(Action work)
    {
        try
        {
            work();
        }
        catch (Exception locked) when (locked is IOException and not CrmFileBusyException or UnauthorizedAccessException)
        {
            throw new CrmFileBusyException($"{_path} cannot be read or replaced ({locked.GetType().Name})", "Close it in the spreadsheet, and see that this user may write the folder and that the disk is not full.", locked);
        }
    }
}
