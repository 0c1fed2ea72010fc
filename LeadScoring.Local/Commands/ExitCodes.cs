namespace LeadScoring.Local.Commands;

/// <summary>What the exit code of every command means (docs/reference/command-line.md#exit-codes).</summary>
internal static class ExitCodes
{
    /// <summary>All is done, or all is well.</summary>
    public const int Done = 0;

    /// <summary>Nothing was done, or not to the end: a wrong argument, no app, a file that cannot be used.</summary>
    public const int Failed = 1;

    /// <summary>It was done, but for parts that are named.</summary>
    public const int DoneInPart = 2;
}
