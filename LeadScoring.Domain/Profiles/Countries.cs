using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>The derived field <c>country</c>: ISO 3166-1 alpha-2 codes in upper case.</summary>
internal static class Countries
{
    private static readonly Dictionary<string, string> Codes = ListFile.Lines("countries.tsv")
        .Select(line => line.Split('\t'))
        .ToDictionary(parts => parts[1], parts => parts[0], StringComparer.OrdinalIgnoreCase);

    /// <summary>Two letters upper-cased, an English short name of ISO 3166 as its code; anything else as it is.</summary>
    public static string CodeOf(string text)
    {
        text = NormalText.Of(text);
        if (text.Length == 2 && char.IsAsciiLetter(text[0]) && char.IsAsciiLetter(text[1]))
            return text.ToUpperInvariant();
        return Codes.GetValueOrDefault(text, text);
    }
}
