using System.Collections.Frozen;
using System.Text.RegularExpressions;

namespace LeadScoring.Domain.Values;

/// <summary>
/// Numbers as people and spreadsheets write them: <c>1,200</c>, <c>1 200,5</c>, <c>10,000+</c>, <c>51-200 employees</c>, <c>€ 3.5M</c>. Read is only what has one meaning
/// (docs/reference/scoring.md#numbers-as-people-write-them); a range and a number with a plus are their lower bound.
/// </summary>
internal static partial class WrittenNumber
{
    // Longer texts are prose.
    private const int MostCharacters = 64;

    private static readonly FrozenSet<string> Units = new[]
    {
        "employees", "employee", "people", "persons", "staff", "users", "seats", "fte", "ftes", "mitarbeiter", "mitarbeitende", "beschäftigte", "personen", "employés", "salariés",
        "personnes", "empleados", "personas", "dipendenti", "persone", "medewerkers", "werknemers", "pracowników", "anställda",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] Ranges = [" to ", " bis ", "-", "–", "—"];

    /// <summary>The number as digits with a point; null when the text is not a number or may be more than one.</summary>
    public static string? Read(ReadOnlySpan<char> text)
    {
        if (text.Length > MostCharacters || !text.ContainsAnyInRange('0', '9'))
            return null;
        var plain = WithoutUnit(Blank().Replace(VisibleText.Of(text.ToString()), " ").Trim());
        if (plain.EndsWith('+'))
            return Amount.Read(plain[..^1].TrimEnd())?.Digits;
        if (plain is ['+' or '-', .. var rest])
            return Amount.Read(rest) is { } amount ? plain[0] + amount.Digits : null;
        return Amount.Read(plain)?.Digits ?? LowerBound(plain);
    }

    private static string? LowerBound(string text)
    {
        foreach (var separator in Ranges)
        {
            var at = text.IndexOf(separator, StringComparison.OrdinalIgnoreCase);
            if (at <= 0)
                continue;
            var low = Amount.Read(text[..at].TrimEnd());
            var high = Amount.Read(text[(at + separator.Length)..].TrimStart());
            return low is not null && high is not null && low.Precedes(high) ? low.Digits : null;
        }

        return null;
    }

    private static string WithoutUnit(string text)
    {
        var blank = text.LastIndexOf(' ');
        return blank > 0 && Units.Contains(text[(blank + 1)..]) ? text[..blank] : text;
    }

    [GeneratedRegex(@"\s+", RegexOptions.NonBacktracking)]
    private static partial Regex Blank();

    /// <summary>One number with its currency and scale.</summary>
    /// <param name="Digits">Of the value, with a point where it has a fraction.</param>
    /// <param name="Scale">Zeros that a suffix adds.</param>
    /// <param name="HasLeadingZero">Such as parts of dates have.</param>
    private sealed partial record Amount(string Digits, int Scale, bool HasLeadingZero)
    {
        /// <summary>Whether a range from this to another has one meaning: <c>1-5M</c> may begin at 1 or at a million, and <c>01-02</c> may be a date.</summary>
        public bool Precedes(Amount other) => Scale == other.Scale && !HasLeadingZero && !other.HasLeadingZero
            && NumberText.Compare(NumberText.Parse(Digits), NumberText.Parse(other.Digits)) < 0;

        public static Amount? Read(string text)
        {
            var amount = Pattern().Match(text);
            if (!amount.Success || (amount.Groups["before"].Success && amount.Groups["after"].Success))
                return null;
            var hasCurrency = amount.Groups["before"].Success || amount.Groups["after"].Success;
            if (ScaleOf(amount.Groups["scale"].Value, hasCurrency) is not { } scale)
                return null;
            var number = Number().Match(amount.Groups["number"].Value);
            if (!number.Success || IsAmbiguous().IsMatch(amount.Groups["number"].Value))
                return null;
            var whole = string.Concat(number.Groups["whole"].Value.Where(char.IsAsciiDigit));
            return new Amount(Shifted(whole, number.Groups["fraction"].Value, scale), scale, whole is ['0', _, ..]);
        }

        // A small m without a currency may be metres or minutes, a B bytes.
        private static int? ScaleOf(string suffix, bool hasCurrency) => suffix.ToLowerInvariant() switch
        {
            "" => 0,
            "k" or "tsd" or "tsd." or "thousand" => 3,
            "m" when hasCurrency || suffix == "M" => 6,
            "mn" or "mio" or "mio." or "million" or "millions" => 6,
            "b" when hasCurrency && suffix == "B" => 9,
            "bn" or "mrd" or "mrd." => 9,
            _ => null,
        };

        private static string Shifted(string whole, string fraction, int places)
        {
            var padded = fraction.PadRight(places, '0');
            return padded.Length == places ? whole + padded : $"{whole}{padded[..places]}.{padded[places..]}";
        }

        private const string Currency = @"US\$|A\$|C\$|NZ\$|[€$£¥₹]|EUR|USD|GBP|CHF|JPY|CNY|SEK|NOK|DKK|PLN|CZK|HUF|AUD|CAD|NZD|INR|SGD|HKD|ZAR|BRL|MXN";

        [GeneratedRegex(
            "^(?:(?<before>" + Currency + @") ?)?(?<number>[0-9](?:[0-9.,'’ ]*[0-9])?)(?: ?(?<scale>[A-Za-z]{1,8}\.?))??(?: ?(?<after>" + Currency + @"))?\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
        private static partial Regex Pattern();

        private const string First = "[1-9][0-9]{0,2}";
        private const string Fraction = "(?:[.,](?<fraction>[0-9]+))?";

        // Groups of three digits behind a comma, point, blank or apostrophe; or no groups. A comma before three digits is a thousand where it can be one.
        [GeneratedRegex(
            "^(?:"
            + "(?<whole>" + First + @"(?:,[0-9]{3})+)(?:\.(?<fraction>[0-9]+))?"
            + "|(?<whole>" + First + @"(?:\.[0-9]{3}){2,})"
            + "|(?<whole>" + First + @"(?:\.[0-9]{3})+),(?<fraction>[0-9]+)"
            + "|(?<whole>" + First + "(?: [0-9]{3})+)" + Fraction
            + "|(?<whole>" + First + "(?:['’][0-9]{3})+)" + Fraction
            + "|(?<whole>0|[1-9][0-9]*)[.,](?<fraction>[0-9]+)"
            + @"|(?<whole>[0-9]+))\z",
            RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
        private static partial Regex Number();

        // 1.200 may be 1.2 or 1200.
        [GeneratedRegex(@"^[1-9][0-9]{0,2}\.[0-9]{3}\z", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
        private static partial Regex IsAmbiguous();
    }
}
