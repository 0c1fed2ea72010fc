using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>The derived field <c>country</c>: ISO 3166-1 alpha-2 codes in upper case.</summary>
public static class Countries
{
    // Values come from outside: remembering each without end would let a stranger fill the memory.
    private const int MaxLearnt = 1000;

    private static readonly FrozenDictionary<string, string> Codes = ReadCodes();
    private static readonly FrozenSet<string> ListedCodes = Codes.Values.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> CodesBySpan = Codes.GetAlternateLookup<ReadOnlySpan<char>>();
    private static readonly ConcurrentDictionary<string, string> Learnt = new(StringComparer.Ordinal);

    /// <summary>A code of two letters for a listed name or code; other two letters upper-cased, anything else as it is.</summary>
    public static string CodeOf(string text)
    {
        text = NormalText.Of(text);
        if (text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]))
            return CodesBySpan.TryGetValue([char.ToLowerInvariant(text[0]), char.ToLowerInvariant(text[1])], out var code) ? code : text.ToUpperInvariant();
        // Every evaluation of a lead asks, and a name takes longer to read than all the rest.
        if (Learnt.TryGetValue(text, out var known))
            return known;
        var read = CountryName.KeysOf(text).Select(static key => Codes.GetValueOrDefault(key)).FirstOrDefault(static code => code is not null) ?? text;
        if (Learnt.Count < MaxLearnt)
            Learnt.TryAdd(text, read);
        return read;
    }

    /// <summary>Whether a text is a code or a listed name of a country.</summary>
    public static bool IsCountry(string text)
    {
        text = NormalText.Of(text);
        // Without CodeOf, which would learn the values of every column that an import asks about.
        return ListedCodes.Contains(text) || (!text.AsSpan().ContainsAnyInRange('0', '9') && CountryName.KeysOf(text).Any(Codes.ContainsKey));
    }

    /// <summary>The country whose English name is closest to a text that is none; null when none is close.</summary>
    public static (string Code, string Name)? Nearest(string text)
    {
        text = NormalText.Of(text);
        (string Code, string Name)? nearest = null;
        var least = int.MaxValue;
        foreach (var line in ListFile.Lines("countries.tsv"))
        {
            var row = line.Split('\t');
            var distance = row[1].Length < 4 ? int.MaxValue : EditDistance.Between(text, row[1], EditDistance.Near(row[1]));
            if (distance < least)
                (nearest, least) = ((row[0], row[1]), distance);
        }

        return nearest;
    }

    /// <summary>The same for a value, element by element.</summary>
    public static FieldValue CodeOf(FieldValue value) => value switch
    {
        { Text: { } text } => CodeOf(text),
        { ItemArray: { } items } => new FieldValue([.. items.Select(CodeOf)]),
        _ => value,
    };

    // What a name says as it stands comes before what it says in another spelling, and this project's list before the languages.
    private static FrozenDictionary<string, string> ReadCodes()
    {
        var rows = ListFile.Lines("countries.tsv").Concat(ListFile.Lines("country-names.tsv")).Select(static line => line.Split('\t')).ToImmutableArray();
        var codes = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in rows)
            codes.TryAdd(CountryName.KeyOf(row[1]), row[0]);
        foreach (var row in rows)
        {
            foreach (var spelling in CountryName.SpellingsOf(row[1]))
                codes.TryAdd(spelling, row[0]);
        }

        return codes.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
