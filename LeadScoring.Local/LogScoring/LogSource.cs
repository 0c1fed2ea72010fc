using LeadScoring.Local.Files;

namespace LeadScoring.Local.LogScoring;

/// <summary>A file of events, or standard input.</summary>
/// <param name="path">Its path, or <c>-</c>.</param>
internal sealed class LogSource(string path)
{
    /// <summary>How people name standard input.</summary>
    public const string StandardInput = "-";

    private const int Piece = 64 * 1024;

    /// <summary>What it is called in messages.</summary>
    public string Name => path == StandardInput ? "standard input" : path;

    /// <summary>Whether it can be read only once.</summary>
    public bool IsOnce => path == StandardInput;

    /// <summary>Its bytes; 0 where nobody knows them beforehand.</summary>
    public long Length => IsOnce || !File.Exists(path) ? 0 : new FileInfo(path).Length;

    /// <summary>Opens it from its beginning.</summary>
    /// <exception cref="StartException">There is no such file.</exception>
    public Stream Open()
    {
        if (IsOnce)
            return Console.OpenStandardInput();
        if (Directory.Exists(path))
            throw new StartException("LS-SCORE-003", $"{path} is a folder.", "Name the file of events in it.");
        if (!File.Exists(path))
            throw new StartException("LS-SCORE-003", $"The file {path} does not exist.", "Check its path, or write - to read standard input.");
        return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, Piece, FileOptions.SequentialScan | FileOptions.Asynchronous);
    }
}
