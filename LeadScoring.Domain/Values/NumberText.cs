namespace LeadScoring.Domain.Values;

/// <summary>Numbers as text, <c>[+-]?digits[.digits]</c>, of any length, compared exactly and without allocating.</summary>
internal readonly ref struct NumberText
{
    /// <summary>Decimal places of <see cref="TrySmall"/>.</summary>
    public const int SmallPlaces = 4;

    private const int SmallDigits = 14;

    private NumberText(bool isNegative, ReadOnlySpan<char> whole, ReadOnlySpan<char> fraction)
    {
        IsNegative = isNegative;
        Whole = whole;
        Fraction = fraction;
    }

    /// <summary>Below 0; a negative zero is not.</summary>
    public bool IsNegative { get; }

    /// <summary>Digits before the point without leading zeros.</summary>
    public ReadOnlySpan<char> Whole { get; }

    /// <summary>Digits after the point without trailing zeros.</summary>
    public ReadOnlySpan<char> Fraction { get; }

    /// <summary>Reads trimmed text; false when it is not a number.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out NumberText number)
    {
        number = default;
        var isNegative = false;
        if (!text.IsEmpty && text[0] is '+' or '-')
        {
            isNegative = text[0] == '-';
            text = text[1..];
        }

        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        var fraction = point < 0 ? [] : text[(point + 1)..];
        if (whole.IsEmpty || (point >= 0 && fraction.IsEmpty) || !AllDigits(whole) || !AllDigits(fraction))
            return false;
        whole = whole.TrimStart('0');
        fraction = fraction.TrimEnd('0');
        number = new NumberText(isNegative && !(whole.IsEmpty && fraction.IsEmpty), whole, fraction);
        return true;
    }

    /// <summary>Reads trimmed text that is known to be a number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static NumberText Parse(ReadOnlySpan<char> text) => TryParse(text, out var number)
        ? number
        : throw new FormatException($"'{text}' is not a number.");

    /// <summary>The value in units of 10^-<see cref="SmallPlaces"/>, when it is exact and below 10^14.</summary>
    public bool TrySmall(out long scaled)
    {
        scaled = 0;
        if (Whole.Length > SmallDigits || Fraction.Length > SmallPlaces)
            return false;
        foreach (var digit in Whole)
            scaled = (scaled * 10) + (digit - '0');
        for (var i = 0; i < SmallPlaces; i++)
            scaled = (scaled * 10) + (i < Fraction.Length ? Fraction[i] - '0' : 0);
        if (IsNegative)
            scaled = -scaled;
        return true;
    }

    /// <summary>Less than 0, 0, or more than 0, as the numbers are ordered.</summary>
    public static int Compare(NumberText left, NumberText right)
    {
        if (left.IsNegative != right.IsNegative)
            return left.IsNegative ? -1 : 1;
        var size = left.Whole.Length != right.Whole.Length
            ? left.Whole.Length.CompareTo(right.Whole.Length)
            : left.Whole.SequenceCompareTo(right.Whole);
        if (size == 0)
            size = left.Fraction.SequenceCompareTo(right.Fraction);
        return left.IsNegative ? -size : size;
    }

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;
}
