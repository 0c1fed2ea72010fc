using System.Text.Json;

namespace LeadScoring.Local.ServiceBus.Topic;

/// <summary>
/// What happened to the topic, a line of JSON each, written before anybody is told that it happened. However the process ends, nothing is lost that was
/// acknowledged; a machine that loses its power may lose the last moments. Not thread-safe: <see cref="BusTopic"/> is.
/// </summary>
internal sealed class TopicJournal : IDisposable
{
    private readonly FileStream _file;

    private TopicJournal(FileStream file) => _file = file;

    /// <summary>Reads the journal into an empty topic, and shortens it. A half line at the end was acknowledged to nobody.</summary>
    public static TopicJournal Open(string path, TopicState state)
    {
        if (File.Exists(path))
        {
            foreach (var line in File.ReadLines(path))
            {
                if (Read(line) is not { } record)
                    break;
                TopicRestore.Repeat(state, record);
            }
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var draft = path + ".new";
        var shortened = new TopicJournal(Create(draft));
        try
        {
            foreach (var record in TopicRestore.Shortest(state))
                shortened.Append(record);
            shortened._file.Flush(flushToDisk: true);
        }
        finally
        {
            shortened.Dispose();
        }

        File.Move(draft, path, overwrite: true);
        return new TopicJournal(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));
    }

    /// <summary>Writes a line; returns when the operating system has it.</summary>
    public void Write(TopicRecord record)
    {
        Append(record);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();

    private void Append(TopicRecord record)
    {
        JsonSerializer.Serialize(_file, record, TopicRecordJson.Default.TopicRecord);
        _file.WriteByte((byte)'\n');
    }

    // Messages hold addresses: the file is its owner's.
    private static FileStream Create(string path)
    {
        File.Delete(path);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static TopicRecord? Read(string line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, TopicRecordJson.Default.TopicRecord);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
