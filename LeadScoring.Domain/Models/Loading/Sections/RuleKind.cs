using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>The kinds of rules, told by their keys.</summary>
internal enum RuleKind
{
    Profile,
    Event,
    Band,
    Silence,
    State,
    Combination,
}

/// <summary>Tells the kind of a rule.</summary>
internal static class RuleKinds
{
    // Each key that makes a kind, the strongest first: a band rule also has 'on'.
    private static readonly (string Key, RuleKind Kind)[] Telling =
    [
        ("together", RuleKind.Combination),
        ("silence", RuleKind.Silence),
        ("state", RuleKind.State),
        ("bands", RuleKind.Band),
        ("on", RuleKind.Event),
        ("tiers", RuleKind.Profile),
        ("when", RuleKind.Profile),
    ];

    public static RuleKind? Of(Node.Map rule)
    {
        foreach (var (key, kind) in Telling)
        {
            if (rule[key] is not null)
                return kind;
        }

        return null;
    }

    /// <summary>A key that makes another kind of rule than it is: its fix; null for other keys.</summary>
    public static string? Fix(RuleKind kind, string key) => (kind, key) switch
    {
        (RuleKind.Event or RuleKind.Band, "when") => "Write 'while' for a condition on the profile, 'where' for one on the event.",
        (RuleKind.Event, "tiers") => "Write 'bands' for steps over events, or write a profile rule.",
        (RuleKind.Profile, "when" or "points") => "With 'tiers', write it in each tier and remove it here.",
        (RuleKind.Profile, "while") => "Write 'when'.",
        (RuleKind.Band, "within") => "Write it inside 'bands'.",
        (RuleKind.Band, "points") => "The points belong in the steps of 'bands'; remove it.",
        (RuleKind.Silence, "points") => "The points belong in the steps of 'silence'; remove it.",
        (RuleKind.Silence, "on") => "Write the types in 'silence: { of: ... }'.",
        (RuleKind.State, "on" or "of") => "Write the types in 'state: { of: [ ... ], is: ... }'.",
        (RuleKind.State, "where" or "is") => $"Write '{key}' inside 'state'.",
        (RuleKind.State, "within") => "A state has no window: it holds until a newer event; remove it.",
        (RuleKind.Band, "count" or "perDay" or "newest" or "decay") => "A band rule measures all its matches, and its points do not decay; remove it.",
        (RuleKind.Profile or RuleKind.Silence or RuleKind.State, "decay") => $"The points of a {Name(kind)} rule do not decay; remove it.",
        _ when Array.Exists(Telling, telling => telling.Key == key) => $"It belongs to another kind of rule, not to a {Name(kind)} rule: write two rules.",
        _ => null,
    };

    /// <summary>For a rule whose kind cannot be told: the misspelt key that may have told it.</summary>
    public static string NoKindFix(IEnumerable<string> keys)
    {
        var names = new Names(Telling.Select(static telling => telling.Key));
        foreach (var key in keys)
        {
            if (names.Nearest(key) is { } nearest)
                return $"Write '{nearest}' for '{key}'.";
        }

        return "Write 'when' or 'tiers' (profile), 'on' (events), 'on' with 'bands', 'silence', 'state', or 'together' (combination).";
    }

    public static string Name(RuleKind kind) => kind switch
    {
        RuleKind.Profile => "profile",
        RuleKind.Event => "event",
        RuleKind.Band => "band",
        RuleKind.Silence => "silence",
        RuleKind.State => "state",
        RuleKind.Combination => "combination",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
