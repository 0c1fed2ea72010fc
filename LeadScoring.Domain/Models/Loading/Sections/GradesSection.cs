using System.Collections.Immutable;
using System.Globalization;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>grades</c>.</summary>
internal static class GradesSection
{
    private static readonly string[] Letters = ["A", "B", "C"];
    private static readonly string[] Numbers = ["1", "2", "3"];

    public static Grades Read(Node? node, ModelScope scope)
    {
        var findings = scope.Findings;
        if (Keys.Of(node, "'grades'", findings) is not { } keys)
            return new Grades("", "", [], []);
        var letter = ReadDimension(keys.Required("letter"), "letter", scope);
        var numberNode = keys.Required("number");
        var number = ReadDimension(numberNode, "number", scope);
        var letterBounds = ReadBounds(keys.Required("letters"), "letters", Letters, findings);
        var numberBounds = ReadBounds(keys.Required("numbers"), "numbers", Numbers, findings);
        keys.Close();
        if (letter is not null && letter == number)
            findings.Add(Codes.OneDimensionGrades, numberNode!.At, $"'letter' and 'number' both name {Findings.Quote(letter)}.", "Name two different dimensions: one for the letter, one for the number.");
        return new Grades(letter ?? "", number ?? "", letterBounds, numberBounds) { At = keys.At };
    }

    private static string? ReadDimension(Node? node, string key, ModelScope scope)
    {
        var name = scope.Findings.Text(node, key);
        if (name is not null)
            scope.Refer(scope.Dimensions, Codes.AbsentDimension, name, node!.At, "dimension");
        return name;
    }

    private static ImmutableArray<decimal> ReadBounds(Node? node, string key, string[] marks, Findings findings)
    {
        if (Keys.Of(node, $"'{key}'", findings) is not { } keys)
            return [];
        var bounds = ImmutableArray.CreateBuilder<decimal>();
        foreach (var mark in marks)
        {
            var boundNode = keys.Required(mark);
            if (findings.Number(boundNode, mark, NumberRange.Bound) is not { } bound)
                continue;
            if (bound <= 0)
                findings.Add(Codes.Bounds, boundNode!.At, $"The bound of {mark}, '{Plain(bound)}', must be above 0.", "Write a number above 0: a figure that reaches no bound gets the last grade.");
            else if (bounds is [.., var previous] && bound >= previous)
                findings.Add(Codes.Bounds, boundNode!.At, $"The bound of {mark}, '{Plain(bound)}', must be below the one before it, '{Plain(previous)}'.", $"Use bounds that fall from {marks[0]} to {marks[^1]}, such as 75, 50, 25.");
            if (bound > 0)
                bounds.Add(bound);
        }

        var last = Last(marks[^1]);
        keys.Close(mark => mark == last ? $"Remove it: what reaches no bound is {last}." : null);
        return bounds.ToImmutable();
    }

    // The grade below the last bound.
    private static string Last(string mark) => ((char)(mark[0] + 1)).ToString();

    private static string Plain(decimal number) => number.ToString(CultureInfo.InvariantCulture);
}
