namespace LeadScoring.Local.LogScoring;

/// <summary>A log that can be read twice: standard input is kept in a file of its own meanwhile.</summary>
internal sealed class KeptLog : IDisposable
{
    private readonly string? _own;

    private KeptLog(LogSource source, string? own) => (Source, _own) = (source, own);

    /// <summary>The log.</summary>
    public LogSource Source { get; }

    /// <summary>Finds it.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="cancellation">Gives up.</param>
    public static async Task<KeptLog> Of(string path, CancellationToken cancellation)
    {
        var source = new LogSource(path);
        if (!source.IsOnce)
            return new KeptLog(source, null);
        var own = Path.Combine(Path.GetTempPath(), "leads-log-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var kept = new KeptLog(new LogSource(own), own);
        try
        {
            await using var copy = new FileStream(own, options);
            await using var input = source.Open();
            await input.CopyToAsync(copy, cancellation);
        }
        catch
        {
            kept.Dispose();
            throw;
        }

        return kept;
    }

    public void Dispose()
    {
        if (_own is not null)
            File.Delete(_own);
    }
}
