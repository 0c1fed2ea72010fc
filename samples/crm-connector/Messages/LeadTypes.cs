using System.Collections.Frozen;

namespace LeadScoring.CrmConnector.Messages;

/// <summary>The types that this connector knows. A new one is dead-lettered until somebody has decided what the CRM should make of it.</summary>
internal static class LeadTypes
{
    /// <summary>A person is forgotten.</summary>
    public const string Erased = "lead.erased";

    /// <summary>Two leads turned out to be one person.</summary>
    public const string Merged = "lead.merged";

    /// <summary>Begins the types of messages that are about the app and no lead.</summary>
    public const string System = "system.";

    public static readonly FrozenSet<string> All = FrozenSet.Create(StringComparer.Ordinal,
        "lead.inquired", "lead.respond", "lead.qualified", "lead.upgraded", "lead.recycled", "lead.disqualified", "lead.restored", "lead.signal", "lead.followup",
        "lead.followup.overdue", "lead.overdue", "lead.abandoned", "lead.routed", Merged, Erased);
}
