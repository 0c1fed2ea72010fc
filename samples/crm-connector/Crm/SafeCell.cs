using System.Buffers;

namespace LeadScoring.CrmConnector.Crm;

/// <summary>
/// Text of leads on its way into a spreadsheet, which takes a cell for a formula by how it begins, and a formula can send the other cells
/// away. Values come from web forms: anybody can write one.
/// </summary>
internal static class SafeCell
{
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789.");

    /// <summary>The text, behind an apostrophe where it would be a formula. A negative number is none.</summary>
    public static string Of(string text) => IsFormula(text) ? "'" + text : text;

    private static bool IsFormula(string text)
    {
        // Spreadsheets skip blanks, and take the wide forms of East Asian input for the narrow ones.
        var start = text.AsSpan().TrimStart(' ');
        return start.Length > 0 && start[0] switch
        {
            '=' or '+' or '@' or '\t' or '\r' or '\n' or '＝' or '＋' or '－' or '＠' => true,
            '-' => start[1..].IsEmpty || start[1..].ContainsAnyExcept(Digits),
            _ => false,
        };
    }
}
