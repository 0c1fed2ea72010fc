namespace LeadScoring.Functions.Faults;

/// <summary>Notes on a fault which table or queue it is of: the Azure clients' own exceptions do not tell.</summary>
internal static class Dependency
{
    private const string Key = "LeadScoring.Dependency";

    /// <summary>To be used as an exception filter: notes the name and lets the fault pass.</summary>
    /// <param name="name">Begins a sentence, such as <c>The table Leads</c>.</param>
    /// <returns>False.</returns>
    public static bool Note(Exception fault, string name)
    {
        fault.Data[Key] ??= name;
        return false;
    }

    /// <summary>The name; null when none is noted.</summary>
    public static string? Of(Exception fault) => fault.Data[Key] as string;
}
