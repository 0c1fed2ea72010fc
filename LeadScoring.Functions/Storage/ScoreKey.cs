using System.Globalization;

using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Storage;

/// <summary>Scores as text that sorts best first: 0-100 as <c>100</c> to <c>000</c>, and higher ones, which only sums of points reach, before them.</summary>
internal static class ScoreKey
{
    private const int Highest = 100;

    // Sorts before every digit.
    private const char Above = '-';

    /// <summary>The text of a score from 0 on.</summary>
    public static string Of(int score) => score <= Highest
        ? (Highest - score).ToString("D3", CultureInfo.InvariantCulture)
        : Above + (Figure.MostShown - score).ToString("D9", CultureInfo.InvariantCulture);

    /// <summary>The score of such a text.</summary>
    /// <exception cref="FormatException">It is another text.</exception>
    public static int Read(ReadOnlySpan<char> text) => text is [Above, ..]
        ? Figure.MostShown - int.Parse(text[1..], NumberStyles.None, CultureInfo.InvariantCulture)
        : Highest - int.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);
}
