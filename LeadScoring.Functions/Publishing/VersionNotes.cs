using LeadScoring.Domain.Models;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Publishing;

/// <summary>What changes with a version although its document does not say it: the live one was published by an older app.</summary>
internal static class VersionNotes
{
    private const string NewGate =
        "From this version on the gate 'proven' holds: a lead of whom only strangers could have told is on the route needs-proof, not with sales. To go on without it, write gates: { proven: false }.";

    private const string NewNumbers = "From this version on numbers, dates, yes and no are read as people write them, such as 1,200, 31.12.2027 and ja.";

    private const string NewProperties = "From this version on properties.x is the property x of an event, not a property of that whole name.";

    /// <summary>In sentences; null when nothing does.</summary>
    /// <param name="next">The document.</param>
    /// <param name="live">The live version as it is used; null where there is none, or where this app cannot read it: this very publish mends that.</param>
    public static string? For(ModelDefinition next, ModelDefinition? live)
    {
        if (live is null)
            return null;
        string?[] notes =
        [
            // Its authors did not choose the gate, and may miss leads that went to sales until now.
            next.Gates.Proven && !live.Gates.Proven ? NewGate : null,
            live.ReadsWrittenNumbers ? null : NewNumbers,
            live.ReadsPropertiesByName || !EventFields.NamesProperties(next) ? null : NewProperties,
            NewZone(live.TimeZone, next.TimeZone),
        ];
        return string.Join(' ', notes.OfType<string>()) is { Length: > 0 } note ? note : null;
    }

    private static string? NewZone(DayZone last, DayZone next) =>
        last.Id == next.Id ? null : $"From this version on the days of the model are those of {next}, not of {last}: the leads are rebuilt, and what counts days may change.";
}
