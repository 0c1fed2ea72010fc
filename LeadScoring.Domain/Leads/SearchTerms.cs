using System.Collections.Immutable;
using System.Globalization;
using System.Text;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Leads;

/// <summary>
/// The words by which people look for a lead: of its name and company, and its address. Case and accents make no difference, and the beginning of a word is enough.
/// </summary>
public static class SearchTerms
{
    /// <summary>A lead is found by at most this many.</summary>
    public const int Most = 16;

    /// <summary>Characters of the longest; more of a word makes no difference.</summary>
    public const int MostCharacters = 64;

    private static readonly string[] Names = ["lastName", "firstName", "name", "company"];

    /// <summary>
    /// Those under which a lead is filed. One of which only the address is known is filed under none: its address leads to it by itself, and most leads that a list brings
    /// are such, so that filing them would cost each a write.
    /// </summary>
    public static ImmutableSortedSet<string> Filed(LeadState state) => Names.Any(name => !state.Profile[name].IsMissing) ? Of(state) : NoTerms;

    /// <summary>Those of a lead, in ordinal order; none of one that was merged or erased, which is on no list.</summary>
    public static ImmutableSortedSet<string> Of(LeadState state)
    {
        if (state.MergedInto is not null || state.ErasedAt is not null)
            return NoTerms;
        var terms = NoTerms.ToBuilder();
        if (state.Email is { } email && Address(email) is { } address)
        {
            terms.Add(address);
            // Also those of whom only the employer is known.
            terms.Add(address[(address.IndexOf('@', StringComparison.Ordinal) + 1)..]);
        }

        foreach (var name in Names)
        {
            foreach (var text in TextsOf(state.Profile[name]))
            {
                foreach (var word in WordsOf(text))
                {
                    if (terms.Count == Most)
                        return terms.ToImmutable();
                    terms.Add(word);
                }
            }
        }

        return terms.ToImmutable();
    }

    /// <summary>What somebody looks for: words that must all be there, or one address. Empty where the text has none.</summary>
    public static ImmutableArray<string> Of(string text)
    {
        var trimmed = text.Trim();
        return trimmed.Contains('@', StringComparison.Ordinal) && !trimmed.Any(char.IsWhiteSpace) && Address(trimmed) is { } address
            ? [address]
            : [.. trimmed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).SelectMany(static part => IsDomain(part) ? [Cut(Fold(part))] : WordsOf(part)).Distinct(StringComparer.Ordinal)];
    }

    /// <summary>Whether a lead of these terms is one that is looked for.</summary>
    public static bool Match(ImmutableSortedSet<string> terms, ImmutableArray<string> wanted) =>
        wanted.All(word => terms.Any(term => term.StartsWith(word, StringComparison.Ordinal)));

    private static ImmutableSortedSet<string> NoTerms { get; } = ImmutableSortedSet.Create<string>(StringComparer.Ordinal);

    private static string[] TextsOf(FieldValue value) => value.IsMissing ? [] : value.IsList ? value.Items.ToArray() : [value.Text!];

    // The words of 'acme.example' are kept together where somebody looks for them so.
    private static bool IsDomain(string part) => part.Contains('.', StringComparison.Ordinal) && !part.EndsWith('.') && part.All(static c => char.IsLetterOrDigit(c) || c is '.' or '-');

    private static string? Address(string text) => Cut(Fold(text)) is { Length: > 0 } folded && folded.All(static c => !char.IsControl(c)) ? folded : null;

    private static IEnumerable<string> WordsOf(string text)
    {
        var word = new StringBuilder();
        foreach (var rune in Fold(text).EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune))
            {
                word.Append(rune.ToString());
                continue;
            }

            if (word.Length > 0)
                yield return Cut(word.ToString());
            word.Clear();
        }

        if (word.Length > 0)
            yield return Cut(word.ToString());
    }

    // Without accents: 'Müller' and 'Muller' are looked for alike.
    private static string Fold(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in (NormalText.IsWellFormed(text) ? text.Normalize(NormalizationForm.FormKD) : text).EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.Format))
                folded.Append(Rune.ToLowerInvariant(rune).ToString());
        }

        return folded.ToString();
    }

    private static string Cut(string word)
    {
        if (word.Length <= MostCharacters)
            return word;
        return word[..(char.IsHighSurrogate(word[MostCharacters - 1]) ? MostCharacters - 1 : MostCharacters)];
    }
}
