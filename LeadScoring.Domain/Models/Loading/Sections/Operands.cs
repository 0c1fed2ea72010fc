using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>What a field is compared with, and where it stands.</summary>
internal readonly record struct OperandNode(string Value, SourcePosition At);

/// <summary>Reads operators and what they compare with (docs/reference/model-language.md#conditions).</summary>
internal sealed class Operands(Findings findings)
{
    private static readonly Dictionary<string, Operator> Words = Enum.GetValues<Operator>().ToDictionary(Word, static op => op, StringComparer.Ordinal);
    private static readonly Names WordNames = new(Words.Keys);

    /// <summary>The operator of an entry; null when there is none of that name.</summary>
    public Operator? Operator(Entry entry)
    {
        if (Words.TryGetValue(entry.Key, out var op))
            return op;
        findings.Add(Codes.UnknownOperator, entry.At, $"{Findings.Quote(entry.Key)} is not an operator.", WordNames.Fix(entry.Key));
        return null;
    }

    /// <summary>The operands; null when something is wrong with one.</summary>
    public ImmutableArray<OperandNode>? Read(Node node, Operator op, string word) => op switch
    {
        Models.Operator.Is or Models.Operator.IsNot or Models.Operator.Contains or Models.Operator.StartsWith or Models.Operator.EndsWith => Texts(node, word),
        Models.Operator.HasWord => EachChecked(Texts(node, word), HasWord),
        Models.Operator.Matches => EachChecked(One(node, word), operand => Patterns.Check(operand, findings)),
        Models.Operator.AtLeast or Models.Operator.AtMost or Models.Operator.Above or Models.Operator.Below => EachChecked(One(node, word), operand => IsNumber(operand, word)),
        Models.Operator.Between => EachChecked(Two(node, word), operand => IsNumber(operand, word)),
        Models.Operator.Exists => findings.Truth(node, word) is { } truth ? [new OperandNode(truth ? "true" : "false", node.At)] : null,
        Models.Operator.Before or Models.Operator.After => EachChecked(One(node, word), operand => IsDate(operand, word)),
        Models.Operator.OlderThan or Models.Operator.NewerThan =>
            findings.Days(node, word) is { } days ? [new OperandNode(days.ToString(CultureInfo.InvariantCulture), node.At)] : null,
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static string Word(Operator op)
    {
        var name = op.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    // One or a list; nothing at all is a value forgotten, blank text in quotes is meant.
    private ImmutableArray<OperandNode>? Texts(Node node, string word)
    {
        if (node is not Node.List list)
            return One(node, word);
        if (list.Items.IsEmpty)
        {
            findings.Add(Codes.NothingListed, list.At, $"'{word}' needs at least one value: the list is empty.", "List at least one value.");
            return null;
        }

        var operands = list.Items.SelectMany(item => One(item, word) ?? []).ToImmutableArray();
        return operands.Length == list.Items.Length ? operands : null;
    }

    private ImmutableArray<OperandNode>? One(Node node, string word)
    {
        if (node is Node.Text { IsAbsent: false } text)
            return [new OperandNode(text.Value, text.At)];
        findings.WrongType(node, $"'{word}' needs a text or number", $"Write '{word}: value'.");
        return null;
    }

    private ImmutableArray<OperandNode>? Two(Node node, string word)
    {
        if (node is Node.List { Items.Length: 2 })
            return Texts(node, word);
        findings.WrongType(node, $"'{word}' needs a list of two numbers", $"Write '{word}: [10, 20]'.");
        return null;
    }

    private static ImmutableArray<OperandNode>? EachChecked(ImmutableArray<OperandNode>? operands, Func<OperandNode, bool> check) =>
        // Count, not All: every operand is to be checked, not only up to the first that fails.
        operands is { } all && all.Count(check) == all.Length ? all : null;

    private bool HasWord(OperandNode operand)
    {
        foreach (var rune in NormalText.Compose(operand.Value).EnumerateRunes())
        {
            if (Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.DecimalDigitNumber)
                return true;
        }

        findings.Add(Codes.NoWord, operand.At, $"{Findings.Quote(operand.Value)} contains no word: words are letters and digits.", "Use 'contains' for other characters.");
        return false;
    }

    private bool IsNumber(OperandNode operand, string word)
    {
        var text = operand.Value.Trim();
        if (ModelNumber.TryRead(text, out _))
            return true;
        var (what, fix) = ModelNumber.IsNumber(text)
            ? ("has more digits than can be compared exactly", "Write at most 28 digits.")
            : ("is not a number", "Write digits, like '10' or '2.5'; use 'before' and 'after' for dates, 'is' for text.");
        findings.Add(Codes.Number, operand.At, $"{Findings.Quote(operand.Value)} {what}; '{word}' compares numbers.", fix);
        return false;
    }

    private bool IsDate(OperandNode operand, string word)
    {
        var text = operand.Value.Trim();
        if (Day.TryParse(text, out _) || Instants.IsInstant(text))
            return true;
        findings.Add(Codes.Date, operand.At, $"{Findings.Quote(operand.Value)} is not a date; '{word}' needs one.", "Write a day like '2026-03-31' or an instant like '2026-03-31T09:00:00Z'.");
        return false;
    }
}
