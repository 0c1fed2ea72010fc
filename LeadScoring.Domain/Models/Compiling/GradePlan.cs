using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Compiling;

/// <summary>Finds the grade from shown values.</summary>
internal sealed class GradePlan
{
    private readonly long[] _letters;
    private readonly long[] _numbers;

    /// <exception cref="ArgumentException">The grades name a dimension that the model does not have.</exception>
    public GradePlan(ModelDefinition definition, Grades grades)
    {
        Letter = IndexOf(definition, grades.Letter);
        Number = IndexOf(definition, grades.Number);
        _letters = [.. grades.LetterBounds.Select(Thousandths)];
        _numbers = [.. grades.NumberBounds.Select(Thousandths)];
    }

    /// <summary>Index of the letter's dimension.</summary>
    public int Letter { get; }

    /// <summary>Index of the number's dimension.</summary>
    public int Number { get; }

    /// <summary>From the shown values of the two dimensions, in thousandths.</summary>
    public Grade Of(long letter, long number) => new((char)('A' + First(_letters, letter)), 1 + First(_numbers, number));

    private static int IndexOf(ModelDefinition definition, string name) =>
        definition.Dimensions.Select((dimension, index) => dimension.Name == name ? index : -1).Max() is var index and >= 0
            ? index
            : throw new ArgumentException($"No dimension is called '{name}'.", nameof(name));

    private static long Thousandths(decimal bound) => (long)Math.Ceiling(Math.Clamp(bound, -1_000_000m, 1_000_000m) * 1000m);

    private static int First(long[] bounds, long value)
    {
        for (var i = 0; i < bounds.Length; i++)
        {
            if (value >= bounds[i])
                return i;
        }

        return bounds.Length;
    }
}
