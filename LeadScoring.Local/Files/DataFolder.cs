namespace LeadScoring.Local.Files;

/// <summary>The folder given by --data, held by one `leads up` at a time.</summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream held, FunctionKeys keys)
    {
        Path = path;
        _lock = held;
        Keys = keys;
    }

    public string Path { get; }

    public FunctionKeys Keys { get; }

    public string KeysFile => KeysFileOf(Path);

    /// <summary>Named keys, by their hashes: settings as `leads keys` writes them.</summary>
    public string AccessFile => AccessFileOf(Path);

    /// <summary>Secrets of webhooks: settings as `leads secrets` writes them.</summary>
    public string SecretsFile => SecretsFileOf(Path);

    /// <summary>Azurite's files.</summary>
    public string Storage => System.IO.Path.Combine(Path, "storage");

    /// <summary>What the local Service Bus holds.</summary>
    public string Bus => System.IO.Path.Combine(Path, "service-bus", "journal");

    /// <summary>Creates the folder where missing and takes it; the operating system gives it back however this process ends.</summary>
    public static DataFolder Take(string data)
    {
        var path = System.IO.Path.GetFullPath(data);
        try
        {
            if (OperatingSystem.IsWindows())
                Directory.CreateDirectory(path);
            else
                Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataFolderErrors.NotWritable(path, cause);
        }

        FileStream held;
        try
        {
            held = new FileStream(System.IO.Path.Combine(path, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (IsHeld(cause))
        {
            throw DataFolderErrors.InUse(path, cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataFolderErrors.NotWritable(path, cause);
        }

        try
        {
            return new DataFolder(path, held, FunctionKeys.ReadOrCreate(KeysFileOf(path)));
        }
        catch
        {
            held.Dispose();
            throw;
        }
    }

    public void Dispose() => _lock.Dispose();

    public static string AccessFileOf(string path) => System.IO.Path.Combine(System.IO.Path.GetFullPath(path), "access.json");

    public static string SecretsFileOf(string path) => System.IO.Path.Combine(System.IO.Path.GetFullPath(path), "secrets.json");

    public static string KeysFileOf(string path) => System.IO.Path.Combine(System.IO.Path.GetFullPath(path), "keys.json");

    // The system says it by a number: a sharing violation of Windows; EWOULDBLOCK of Linux and of macOS. Everything else, such as a full disk, is another fault.
    private static bool IsHeld(IOException cause) => cause.HResult is unchecked((int)0x80070020) or 11 or 35;
}
