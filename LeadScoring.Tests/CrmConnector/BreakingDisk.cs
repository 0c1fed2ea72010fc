using LeadScoring.CrmConnector.Crm;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The file system, with a look at each step.</summary>
internal sealed class BreakingDisk : IDisk
{
    private readonly Disk _disk = new();

    /// <summary>Called before and after each step; throws to break off.</summary>
    public Action<string> Step { get; set; } = static _ => { };

    public (byte[] Bytes, FileStamp Stamp)? Read(string path) => _disk.Read(path);

    public FileStamp? Stamp(string path) => _disk.Stamp(path);

    public void Write(string path, byte[] bytes, string like)
    {
        Step("before write");
        _disk.Write(path, bytes, like);
        Step("after write");
    }

    public void Move(string from, string to)
    {
        Step("before move");
        _disk.Move(from, to);
        Step("after move");
    }
}

/// <summary>The process ends here.</summary>
internal sealed class KilledException : Exception;
