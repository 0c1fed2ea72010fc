using LeadScoring.Domain.Conditions;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>All that a model has to say about events of one type, with the fields to read.</summary>
internal sealed class TypePlan
{
    /// <summary>Fields that the conditions below look at, by their numbers.</summary>
    public required EventField[] Fields { get; init; }

    /// <summary>Conditions to ignore an event; a null one always holds.</summary>
    public required Check<EventView>?[] Ignore { get; init; }

    public required EntryMatch[] FastTracks { get; init; }

    public required EntryMatch[] Personas { get; init; }

    public required EntryMatch[] Responses { get; init; }

    public required RuleMatch[] Rules { get; init; }

    /// <summary>Numbers of the silences that such an event ends.</summary>
    public required int[] Silences { get; init; }

    /// <summary>State rules that such an event may speak to.</summary>
    public required StateMatch[] States { get; init; }

    public required bool IsPassive { get; init; }

    /// <summary>Whether a silence with <c>orNever</c> may count from such an event.</summary>
    public required bool BeginsSilence { get; init; }

    public bool Ignores(EventView view) => AnyHolds(Ignore, view);

    /// <summary>Index of the first entry that matches; -1 for none.</summary>
    public static int First(EntryMatch[] entries, EventView view)
    {
        foreach (var entry in entries)
        {
            if (entry.Where is null || entry.Where.Holds(view, default))
                return entry.Index;
        }

        return -1;
    }

    private static bool AnyHolds(Check<EventView>?[] checks, EventView view)
    {
        foreach (var check in checks)
        {
            if (check is null || check.Holds(view, default))
                return true;
        }

        return false;
    }
}

/// <summary>An entry of the model that an event may match.</summary>
/// <param name="Index">In its list of the definition.</param>
/// <param name="Where">Condition on the event; null = always.</param>
internal sealed record EntryMatch(int Index, Check<EventView>? Where);

/// <summary>What one state rule does with events of one type.</summary>
/// <param name="Slot">Number of the newest event in the signals.</param>
/// <param name="Where">Condition on the event; null = always.</param>
/// <param name="Holds">Whether the rule gives its points while such an event is the newest.</param>
internal sealed record StateMatch(int Slot, Check<EventView>? Where, bool Holds);
