namespace LeadScoring.Local.Files;

/// <summary>Says why a data folder cannot be used.</summary>
internal static class DataFolderErrors
{
    private const string Code = "LS-LOCAL-022";
    private const string InUseCode = "LS-LOCAL-013";

    /// <param name="path">The folder or file.</param>
    /// <param name="cause">What the system said.</param>
    public static StartException NotWritable(string path, Exception cause) => new(Code, $"{path} cannot be written: {cause.Message}",
        "Make the folder writable for the user that starts the app and make room on its disk, or choose another folder with --data.", cause);

    /// <summary>Another process has it.</summary>
    public static StartException InUse(string path, Exception cause) =>
        new(InUseCode, $"The data folder {path} is in use by another `leads up`.", "Stop it, or choose another folder with --data.", cause);

    /// <summary>Whether it is that error.</summary>
    public static bool IsInUse(StartException problem) => string.Equals(problem.Code, InUseCode, StringComparison.Ordinal);
}
