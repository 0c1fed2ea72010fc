using System.Collections.Immutable;

namespace LeadScoring.Functions.Access;

/// <summary>The names of roles, and which roles one includes.</summary>
internal static class Roles
{
    private static readonly (Role Role, string Name, string Text, ImmutableArray<Role> Includes)[] Table =
    [
        (Role.Ingest, "ingest", "Sends events and imports files.", []),
        (Role.ReadMasked, "read-masked", "Reads leads without addresses, names, telephone numbers and what their events tell, reports, and which models there are.", []),
        (Role.Read, "read", "Reads leads, reports and models.", [Role.ReadMasked]),
        (Role.Sales, "sales", "Does what `read` does, reports what became of a lead, and says which suspected events count.", [Role.Read, Role.ReadMasked]),
        (Role.Connector, "connector", "Reads messages, and reports what became of a lead.", []),
        (Role.Marketing, "marketing", "Does what `read` does, and works on models, sources and rejected events.", [Role.Read, Role.ReadMasked]),
        (Role.Admin, "admin", "Does everything: exports, erases, merges and rebuilds leads, and reads the audit log.", [.. Enum.GetValues<Role>()]),
    ];

    /// <summary>All, from the least to the most.</summary>
    public static IReadOnlyList<Role> All { get; } = Enum.GetValues<Role>();

    /// <summary>As settings and answers write it.</summary>
    public static string NameOf(Role role) => Table[(int)role].Name;

    /// <summary>What it is for, as a sentence in Markdown.</summary>
    public static string TextOf(Role role) => Table[(int)role].Text;

    /// <summary>The role of a name; null when there is none.</summary>
    public static Role? Find(string name) =>
        Array.FindIndex(Table, row => row.Name == name) is >= 0 and var index ? Table[index].Role : null;

    /// <summary>Roles with all that they include.</summary>
    public static ImmutableHashSet<Role> Expand(IEnumerable<Role> roles) => [.. roles.SelectMany(static role => Table[(int)role].Includes.Append(role))];
}
