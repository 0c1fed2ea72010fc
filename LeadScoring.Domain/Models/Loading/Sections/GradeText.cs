using System.Globalization;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Grades run from A1 to D4; they compare without case, as all text does, and numbers as numbers.</summary>
internal static class GradeText
{
    /// <summary>Whether the route field <paramref name="field"/> can have the value; true for fields that are not part of a grade.</summary>
    public static bool CanBe(string field, string value) => field switch
    {
        "grade" => value is [var letter, var number] && IsLetter(letter) && number is >= '1' and <= '4',
        "letter" => value is [var letter] && IsLetter(letter),
        "number" => ModelNumber.TryRead(value, out var number) && number is 1 or 2 or 3 or 4,
        _ => true,
    };

    public static string Fix(string field) => field switch
    {
        "grade" => "Grades are A1 to D4.",
        "letter" => "Letters are A, B, C and D.",
        _ => "Numbers are 1, 2, 3 and 4.",
    };

    private static bool IsLetter(char c) => char.ToUpper(c, CultureInfo.InvariantCulture) is >= 'A' and <= 'D';
}
