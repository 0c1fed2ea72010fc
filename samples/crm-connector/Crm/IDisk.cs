namespace LeadScoring.CrmConnector.Crm;

/// <summary>What the CRM asks of the file system. A port to the outside, so that tests can break off at each step.</summary>
internal interface IDisk
{
    /// <summary>A file and its stamp, which changes when somebody saves it; null when there is none.</summary>
    (byte[] Bytes, FileStamp Stamp)? Read(string path);

    /// <summary>Changes whenever the file is saved; null when there is none.</summary>
    FileStamp? Stamp(string path);

    /// <summary>Writes a file and returns when it is on the disk itself.</summary>
    void Write(string path, byte[] bytes, string like);

    /// <summary>Puts a file in the place of another, all at once, and returns when that is on the disk.</summary>
    void Move(string from, string to);
}

/// <summary>Tells one state of a file from the next.</summary>
internal readonly record struct FileStamp(long Length, DateTime Written);
