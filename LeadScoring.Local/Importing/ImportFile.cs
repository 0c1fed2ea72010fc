using System.Globalization;

using LeadScoring.Functions.Import;
using LeadScoring.Local.Client;

namespace LeadScoring.Local.Importing;

/// <summary>A file to be imported. What can be read only once, a pipe or standard input, is kept in a file of its own first: the app may ask for it again.</summary>
internal sealed class ImportFile : IDisposable
{
    /// <summary>How people name standard input.</summary>
    public const string StandardInput = "-";

    private const int Piece = 64 * 1024;

    private readonly string _path;
    private readonly bool _isOwn;

    private ImportFile(string name, string path, long length, bool isOwn)
    {
        Name = name;
        _path = path;
        Length = length;
        _isOwn = isOwn;
    }

    /// <summary>What it is called in messages.</summary>
    public string Name { get; }

    /// <summary>Its bytes.</summary>
    public long Length { get; }

    /// <summary>Opens it, from its beginning.</summary>
    public FileStream Open() => new(_path, FileMode.Open, FileAccess.Read, FileShare.Read, Piece, FileOptions.Asynchronous);

    /// <summary>Finds a file, a pipe, or standard input.</summary>
    /// <param name="path">Its path, or <c>-</c>.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="SeedException">There is none, or it is too large.</exception>
    public static async Task<ImportFile> Find(string path, Func<Stream> input, CancellationToken cancellation)
    {
        if (path == StandardInput)
        {
            await using var stream = input();
            return await Keep("standard input", stream, cancellation);
        }

        var info = new FileInfo(path);
        if (Directory.Exists(path))
            throw new SeedException($"{info.FullName} is a folder.\n  fix: Name the file in it.");
        if (!info.Exists)
            throw new SeedException($"The file {info.FullName} does not exist.\n  fix: Check its path, or write - to read standard input.");
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Piece, FileOptions.Asynchronous);
        if (!file.CanSeek)
            return await Keep(path, file, cancellation);
        return Bounded(file.Length, new ImportFile(info.Name, info.FullName, file.Length, isOwn: false));
    }

    public void Dispose()
    {
        if (_isOwn)
            File.Delete(_path);
    }

    private static async Task<ImportFile> Keep(string name, Stream stream, CancellationToken cancellation)
    {
        var path = Path.Combine(Path.GetTempPath(), "leads-import-" + Path.GetRandomFileName());
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.None, Options = FileOptions.Asynchronous };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var isKept = false;
        try
        {
            await using var copy = new FileStream(path, options);
            var buffer = new byte[Piece];
            int read;
            // One byte more than is allowed tells that there is more; the rest need not be read.
            while (copy.Length <= ImportLimits.FileBytes && (read = await stream.ReadAsync(buffer, cancellation)) > 0)
                await copy.WriteAsync(buffer.AsMemory(0, read), cancellation);
            var kept = Bounded(copy.Length, new ImportFile(name, path, copy.Length, isOwn: true));
            isKept = true;
            return kept;
        }
        finally
        {
            if (!isKept)
                File.Delete(path);
        }
    }

    private static ImportFile Bounded(long length, ImportFile file) => length <= ImportLimits.FileBytes ? file : throw new SeedException(string.Create(
        CultureInfo.InvariantCulture,
        $"LS-IMPORT-013 {file.Name} has more than {ImportLimits.FileBytes:N0} bytes, which is the most that is taken.\n  fix: Split it, with the first line at the top of every part."));
}
