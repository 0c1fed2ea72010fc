using System.Buffers;
using System.Globalization;
using System.Text;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>
/// Text of leads on its way into a spreadsheet, which takes a cell for a formula by how it begins, and a formula can send the other cells away. Values come from web
/// forms: anybody can write one. The rule is that of the app's own files.
/// </summary>
internal static class SafeCell
{
    /// <summary>Begin a formula; the full-width forms are read like the plain ones in some languages.</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>
    /// Begin another cell where a program reads the file with another separator: each of them, and a quote behind one. Control characters, line breaks among them, do
    /// too.
    /// </summary>
    private static readonly SearchValues<char> Separators = SearchValues.Create(";,\"\u2028\u2029");

    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>
    /// The text, with an apostrophe before each part that could be a formula, and without NUL, at which some programs end a text. A negative number is not a formula.
    /// </summary>
    public static string Of(string text)
    {
        var cell = new StringBuilder(text.Length + 1);
        var (part, isOpen, isGuarded) = (0, true, false);
        for (var at = 0; at < text.Length; at++)
        {
            var character = text[at];
            var isControl = char.IsControl(character);
            // At the very beginning a control character is enough: programs strip it, and look at what follows.
            if (isOpen && !isGuarded && (isControl ? part == 0 : Formula.Contains(character) && !IsNumber(text.AsSpan(at))))
            {
                cell.Insert(part, '\'');
                isGuarded = true;
            }

            if (character == '\0')
                continue;
            cell.Append(character);
            if (isControl || Separators.Contains(character))
                (part, isOpen, isGuarded) = (cell.Length, true, false);
            else
                isOpen = isOpen && IsSkipped(character);
        }

        return cell.ToString();
    }

    // What programs skip before they look for a formula: blanks, and marks that nobody sees.
    private static bool IsSkipped(char character) => char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) == UnicodeCategory.Format;

    private static bool IsNumber(ReadOnlySpan<char> part)
    {
        if (part[0] != '-')
            return false;
        var end = part[1..].IndexOfAnyExcept(Digits);
        // Nothing but the number, up to the end of its part.
        return end != 0 && part.Length > 1 && (end < 0 || Separators.Contains(part[end + 1]) || part[end + 1] is '\t' or '\r' or '\n');
    }
}
