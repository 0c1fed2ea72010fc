using LeadScoring.Domain.Conditions;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>The figures of an evaluation as the conditions of routes see them. Scratch memory.</summary>
internal sealed class RouteView(int numbers)
{
    /// <summary>A number that is not there: no activity, no age.</summary>
    public const long Missing = long.MinValue;

    /// <summary>Thousandths, by <see cref="RouteFields"/>.</summary>
    public long[] Numbers { get; } = new long[numbers];

    public Grade Grade { get; set; }

    /// <summary>Rules with a ledger line.</summary>
    public RuleSet Matched { get; set; } = new(0);

    /// <summary>Loaded with the profile when some route looks at it.</summary>
    public ProfileView? Profile { get; set; }
}
