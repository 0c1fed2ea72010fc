using System.Globalization;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>What reads as a number in a model: <c>[+-]?digits[.digits]</c>, nothing else (docs/reference/scoring.md#conditions).</summary>
internal static class ModelNumber
{
    // A decimal holds 28 digits whatever they are; more would be rounded without a word.
    private const int MostDigits = 28;

    public static bool IsNumber(string text)
    {
        var digits = text.AsSpan(text is ['+' or '-', ..] ? 1 : 0);
        var point = digits.IndexOf('.');
        return point < 0 ? AreDigits(digits) : AreDigits(digits[..point]) && AreDigits(digits[(point + 1)..]);
    }

    /// <summary>The exact value; false when the text is not a number or has more digits than can be kept.</summary>
    public static bool TryRead(string text, out decimal number)
    {
        number = 0;
        return IsNumber(text)
            && text.Count(char.IsAsciiDigit) <= MostDigits
            && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number);
    }

    /// <summary>How many decimals are written, trailing zeros left out.</summary>
    public static int Decimals(string text)
    {
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.TrimEnd('0').Length - point - 1;
    }

    private static bool AreDigits(ReadOnlySpan<char> text) => text.Length > 0 && !text.ContainsAnyExceptInRange('0', '9');
}
