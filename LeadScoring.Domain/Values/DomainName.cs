using System.Globalization;
using System.Text;

namespace LeadScoring.Domain.Values;

/// <summary>Domains in any script. Compared is the ASCII form (<c>xn--...</c>) in lower case, in which each domain is written in one way only.</summary>
internal static class DomainName
{
    private const string AsciiPrefix = "xn--";

    // Characters of a domain that is surely short enough, and of a label at most.
    private const int MostPlain = 200;
    private const int MostLabel = 63;

    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    /// <summary>The ASCII form; false for a domain that cannot exist.</summary>
    public static bool TryAscii(string text, out string ascii)
    {
        ascii = text;
        if (IsPlain(text))
            return true;
        ascii = "";
        try
        {
            ascii = Idn.GetAscii(text).ToLowerInvariant();
            return true;
        }
        catch (ArgumentException)
        {
            // IdnMapping reports a domain that cannot exist (empty or too long label, forbidden character) only in this way.
            return false;
        }
    }

    // Most domains are in their ASCII form as they stand: labels of small letters and digits, with single hyphens inside, of which the mapping changes nothing. It is asked about all others.
    private static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length > MostPlain)
            return false;
        var label = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var isEdge = label == 0 || i + 1 == text.Length || text[i + 1] is '.' or '-';
            if (char.IsAsciiLetterLower(text[i]) || char.IsAsciiDigit(text[i]) || (text[i] == '-' && !isEdge))
                label++;
            else if (text[i] == '.' && label > 0)
                label = 0;
            else
                return false;
            if (label > MostLabel)
                return false;
        }

        return label > 0;
    }

    /// <summary>The form in which domains and their ends (<c>.example</c>) are compared; a label that cannot exist stays as it is.</summary>
    public static string Comparable(string text)
    {
        text = VisibleText.Of(NormalText.Of(text));
        return Ascii.IsValid(text)
            ? text.ToLowerInvariant()
            : string.Join('.', text.Split('.', '\u3002', '\uFF0E', '\uFF61').Select(static label => label.Length > 0 && TryAscii(label, out var ascii) ? ascii : label.ToLowerInvariant()));
    }

    /// <summary>A domain in the ASCII form as people write it; null when that is no other form.</summary>
    public static string? Written(ReadOnlySpan<char> ascii)
    {
        if (!ascii.Contains(AsciiPrefix, StringComparison.OrdinalIgnoreCase))
            return null;
        try
        {
            return Idn.GetUnicode(ascii.ToString());
        }
        catch (ArgumentException)
        {
            // No script has such a label: the ASCII form is the only one.
            return null;
        }
    }
}
