using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeadScoring.Local.Files;

/// <summary>A JSON file that only its owner may read.</summary>
internal static class PrivateFile
{
    /// <summary>Writes it, in place of an older one.</summary>
    /// <exception cref="StartException">It cannot be written.</exception>
    public static void Write<T>(string path, T content, JsonTypeInfo<T> type)
    {
        try
        {
            Replace(path, content, type);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw DataFolderErrors.NotWritable(path, cause);
        }
    }

    private static void Replace<T>(string path, T content, JsonTypeInfo<T> type)
    {
        // Written beside and moved, so that a crash leaves a whole file or none.
        var draft = path + ".new";
        File.Delete(draft);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(draft, options))
            JsonSerializer.Serialize(file, content, type);
        File.Move(draft, path, overwrite: true);
    }
}
