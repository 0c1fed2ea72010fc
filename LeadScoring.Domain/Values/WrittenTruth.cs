using System.Collections.Frozen;

namespace LeadScoring.Domain.Values;

/// <summary>Yes and no as people, forms and CRMs write them (docs/reference/scoring.md#yes-and-no-as-people-write-them).</summary>
internal static class WrittenTruth
{
    private const int MostCharacters = 9;

    private const string Yes = "true yes y 1 on checked ja wahr oui vrai sí si verdadero vero sim tak";
    private const string No = "false no n 0 off unchecked nein falsch non faux falso nee não nie";

    private static readonly FrozenDictionary<string, bool> Words = Yes.Split(' ').Select(static word => KeyValuePair.Create(word, true))
        .Concat(No.Split(' ').Select(static word => KeyValuePair.Create(word, false))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, bool>.AlternateLookup<ReadOnlySpan<char>> Lookup = Words.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>What a trimmed text says; null when it says neither.</summary>
    public static bool? Read(ReadOnlySpan<char> text) => text.Length is > 0 and <= MostCharacters && Lookup.TryGetValue(text, out var truth) ? truth : null;

    /// <summary>What an operand of a model says: only <c>true</c> and <c>false</c>, since <c>no</c> may be a country.</summary>
    public static bool? OfOperand(ReadOnlySpan<char> text) =>
        text.Equals("true", StringComparison.OrdinalIgnoreCase) ? true : text.Equals("false", StringComparison.OrdinalIgnoreCase) ? false : null;
}
