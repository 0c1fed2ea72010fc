using System.Buffers;
using System.Globalization;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Text that a spreadsheet shows and never computes. What people write into a form ends up in somebody's spreadsheet program, which takes a
/// cell that begins with certain characters for a formula, and may run it.
/// </summary>
internal static class SpreadsheetCell
{
    /// <summary>Begin a formula; the full-width forms are read like the plain ones in some languages.</summary>
    private static readonly SearchValues<char> Formula = SearchValues.Create("=+-@\uFF1D\uFF0B\uFF0D\uFF20");

    /// <summary>The text, with an apostrophe before what could be a formula, and without NUL, at which some programs end a text.</summary>
    public static string Of(string text)
    {
        var shown = text.Replace("\0", "", StringComparison.Ordinal);
        return CouldBeFormula(text) ? "'" + shown : shown;
    }

    // Programs differ in what they skip before they look for a formula: blanks, marks that nobody sees, and control characters, by which
    // a cell may even be parted in two. So all of these are skipped here, and a control character among them is enough.
    private static bool CouldBeFormula(string text)
    {
        foreach (var character in text)
        {
            if (char.IsControl(character))
                return true;
            if (!char.IsWhiteSpace(character) && char.GetUnicodeCategory(character) != UnicodeCategory.Format)
                return Formula.Contains(character);
        }

        return false;
    }
}
