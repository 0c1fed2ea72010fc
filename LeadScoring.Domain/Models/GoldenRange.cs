using System.Globalization;

namespace LeadScoring.Domain.Models;

/// <summary>Which figures a golden lead may have.</summary>
/// <param name="AtLeast">Null = any, from below.</param>
/// <param name="AtMost">Null = any, from above.</param>
public sealed record GoldenRange(decimal? AtLeast, decimal? AtMost)
{
    /// <summary>Whether a figure is within it, both ends included.</summary>
    public bool Holds(decimal figure) => !(figure < AtLeast) && !(figure > AtMost);

    /// <inheritdoc />
    public override string ToString() => (AtLeast, AtMost) switch
    {
        ({ } least, { } most) when least == most => Text(least),
        ({ } least, { } most) => $"{Text(least)} to {Text(most)}",
        ({ } least, null) => $"at least {Text(least)}",
        (null, { } most) => $"at most {Text(most)}",
        _ => "any",
    };

    private static string Text(decimal number) => number.ToString("0.###", CultureInfo.InvariantCulture);
}
