using System.Globalization;
using System.Text;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>
/// Names of countries brought to the keys by which they are compared: letters and digits in lower case, without accents, blanks, punctuation and the English article. So
/// <c>Korea (the Republic of)</c> and <c>KOREA, REPUBLIC OF</c> are one.
/// </summary>
internal static class CountryName
{
    // Letters with no accent to take off.
    private static readonly Dictionary<int, string> Plain = new()
    {
        ['ß'] = "ss",
        ['æ'] = "ae",
        ['œ'] = "oe",
        ['ø'] = "o",
        ['ł'] = "l",
        ['đ'] = "d",
        ['ð'] = "d",
        ['þ'] = "th",
        ['ı'] = "i",
    };

    private static readonly (string Letter, string Written)[] Umlauts =
        [("ä", "ae"), ("ö", "oe"), ("ü", "ue"), ("å", "aa"), ("ø", "oe"), ("Ä", "Ae"), ("Ö", "Oe"), ("Ü", "Ue"), ("Å", "Aa"), ("Ø", "Oe")];

    private static readonly HashSet<string> Conjunctions = new(["and", "und", "et", "y", "e", "en", "och", "og"], StringComparer.Ordinal);

    private static readonly HashSet<string> Articles = new(
        ["die", "der", "das", "la", "le", "les", "l", "el", "los", "las", "il", "lo", "gli", "i", "o", "a", "os", "as", "de", "het", "den", "det"], StringComparer.Ordinal);

    /// <summary>The key of a name as it stands.</summary>
    public static string KeyOf(string name) => string.Concat(WordsOf(name));

    /// <summary>What to look up for a name, the best first: itself, without a leading article, without "and".</summary>
    public static IEnumerable<string> KeysOf(string name)
    {
        var words = WordsOf(name);
        yield return string.Concat(words);
        if (words.Count > 1 && Articles.Contains(words[0]))
            yield return string.Concat(words.Skip(1));
        if (words.Count > 2)
            yield return string.Concat(words.Where(static word => !Conjunctions.Contains(word)));
    }

    /// <summary>Keys of other spellings of a listed name: ae for ä, without "and", and "Republic of Korea" for "Korea (Republic of)".</summary>
    public static IEnumerable<string> SpellingsOf(string name)
    {
        var written = Umlauts.Aggregate(name.Normalize(NormalizationForm.FormC), static (text, umlaut) => text.Replace(umlaut.Letter, umlaut.Written, StringComparison.Ordinal));
        yield return KeyOf(written);
        var words = WordsOf(name);
        if (words.Count > 2)
            yield return string.Concat(words.Where(static word => !Conjunctions.Contains(word)));
        var open = name.AsSpan().IndexOfAny('(', ',');
        if (open > 0 && (words[^1] == "of"))
            yield return KeyOf($"{name[open..]} {name[..open]}");
    }

    private static List<string> WordsOf(string name)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        foreach (var rune in Decomposed(name).EnumerateRunes())
        {
            // The accents of Latin, Greek and Cyrillic letters; the marks of other scripts are part of the word.
            if (rune.Value is >= 0x0300 and <= 0x036F)
                continue;
            if (IsPartOfWord(rune))
                Add(word, Rune.ToLowerInvariant(rune));
            else
                Close();
        }

        Close();
        return words;

        void Close()
        {
            if (word.Length > 0 && word.ToString() is var closed and not "the")
                words.Add(closed);
            word.Clear();
        }
    }

    private static string Decomposed(string name)
    {
        name = VisibleText.Of(name);
        return NormalText.IsWellFormed(name) ? name.Normalize(NormalizationForm.FormKD) : name;
    }

    private static bool IsPartOfWord(Rune rune) => Rune.IsLetterOrDigit(rune)
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;

    private static void Add(StringBuilder word, Rune rune)
    {
        if (Plain.TryGetValue(rune.Value, out var plain))
            word.Append(plain);
        else
            word.Append(rune.ToString());
    }
}
