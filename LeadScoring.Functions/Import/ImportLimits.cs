namespace LeadScoring.Functions.Import;

/// <summary>Limits on one file.</summary>
internal static class ImportLimits
{
    /// <summary>Below what the server takes (<see cref="Http.BodyLimits.ServerBytes"/>).</summary>
    public const int FileBytes = 64 * 1024 * 1024;

    public const int Rows = 100_000;

    /// <summary>Above what an event may take (48 KiB): a quote that is not closed must not pull the whole file into memory.</summary>
    public const int RowBytes = 256 * 1024;

    /// <summary>Bad rows that are named in the answer and kept in Rejected; the others are counted.</summary>
    public const int NamedRows = 1000;

    /// <summary>Rows that are stored together.</summary>
    public const int BatchRows = 500;

    /// <summary>Characters of rows that are held before they are stored.</summary>
    public const int BatchCharacters = 2 * 1024 * 1024;
}
