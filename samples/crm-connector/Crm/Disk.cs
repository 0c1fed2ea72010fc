namespace LeadScoring.CrmConnector.Crm;

/// <summary>The file system.</summary>
internal sealed class Disk : IDisk
{
    public (byte[] Bytes, FileStamp Stamp)? Read(string path)
    {
        if (Stamp(path) is not { } stamp)
            return null;
        // A spreadsheet may have it open, and may be writing.
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var bytes = new MemoryStream();
        file.CopyTo(bytes);
        return (bytes.ToArray(), stamp);
    }

    public FileStamp? Stamp(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new FileStamp(file.Length, file.LastWriteTimeUtc) : null;
    }

    public void Write(string path, byte[] bytes, string like)
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        // It holds addresses: for its owner, unless the owner has said otherwise.
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = File.Exists(like) ? File.GetUnixFileMode(like) : UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new FileStream(path, options);
        file.Write(bytes);
        file.Flush(flushToDisk: true);
    }

    public void Move(string from, string to)
    {
        File.Move(from, to, overwrite: true);
        // Flushing the file takes its new name along in the file systems' journals.
        using var moved = File.OpenHandle(to, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
        RandomAccess.FlushToDisk(moved);
    }
}
