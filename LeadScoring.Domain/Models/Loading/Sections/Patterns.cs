using System.Text.RegularExpressions;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Regular expressions of <c>matches</c>: linear in the text, and constructed here once so that a bad one is found when the model is read.</summary>
internal static class Patterns
{
    private const int Longest = 512;

    /// <summary>The expression as scoring uses it.</summary>
    public static Regex Compile(string pattern) => new(pattern, RegexOptions.NonBacktracking | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    public static bool Check(OperandNode operand, Findings findings)
    {
        var pattern = operand.Value;
        if (pattern.Length > Longest)
        {
            findings.Add(Codes.Pattern, operand.At, $"The regular expression {Findings.Quote(pattern)} has more than {Longest} characters.", "Shorten it, or use 'is', 'startsWith' or 'hasWord' with a list.");
            return false;
        }

        try
        {
            _ = Compile(pattern);
            return true;
        }
        catch (RegexParseException exception)
        {
            findings.Add(Codes.Pattern, operand.At, $"{Findings.Quote(pattern)} is not a regular expression: {exception.Error} at character {exception.Offset}.", "Write a backslash before special characters that are meant literally, and close every bracket.");
        }
        catch (NotSupportedException)
        {
            findings.Add(Codes.Pattern, operand.At, $"{Findings.Quote(pattern)} cannot be matched in linear time: it uses look-around or back references, or its repetitions multiply.", "Avoid look-around, back references and large repetition counts; 'not' and 'all' combine conditions.");
        }

        return false;
    }
}
