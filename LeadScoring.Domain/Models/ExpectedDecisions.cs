namespace LeadScoring.Domain.Models;

/// <summary>Decisions that a golden lead may expect.</summary>
public static class ExpectedDecisions
{
    /// <summary>Nothing is decided: the lead stays with marketing.</summary>
    public const string None = "none";

    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["lead.qualified"] = "qualified",
        ["lead.followup"] = "followup",
        ["lead.disqualified"] = "disqualified",
        ["lead.respond"] = "respond",
    };

    /// <summary>All names.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Values, None];

    /// <summary>The name of a decision by the type of its message; null for one that no golden lead can expect.</summary>
    public static string? NameOf(string messageType) => Types.GetValueOrDefault(messageType);
}
