using System.Text.RegularExpressions;

using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Storage;

/// <summary>Finds people in text that nobody could read: as it was sent, as a form encodes it, and as JSON may escape it.</summary>
internal static partial class PersonalText
{
    /// <summary>This many addresses of one text are looked at; more is a list, and no event of a person.</summary>
    private const int MostAddresses = 50;

    private const int ShortestName = 8;

    /// <summary>The addresses that a text names.</summary>
    public static IReadOnlySet<EmailAddress> AddressesIn(string text)
    {
        var found = new HashSet<EmailAddress>();
        foreach (var reading in ReadingsOf(text))
        {
            foreach (var match in Address().EnumerateMatches(reading))
            {
                if (found.Count < MostAddresses && EmailAddress.TryParse(reading.Substring(match.Index, match.Length).TrimEnd('.', '-'), out var address))
                    found.Add(address);
            }
        }

        return found;
    }

    /// <summary>Whether a text names a person.</summary>
    /// <param name="text">The text.</param>
    /// <param name="names">As <see cref="LeadIdentity.Name"/>. Visitor and external ids too short to be anybody's alone are not looked for.</param>
    public static bool Names(string text, IReadOnlyCollection<string> names)
    {
        foreach (var name in names)
        {
            var value = name[(name.IndexOf(':', StringComparison.Ordinal) + 1)..];
            if (name.StartsWith(LeadIdentity.EmailPrefix, StringComparison.Ordinal))
            {
                if (EmailAddress.TryParse(value, out var address) && AddressesIn(text).Contains(address))
                    return true;
            }
            else if (value.Length >= ShortestName && ReadingsOf(text).Any(reading => reading.Contains(value, StringComparison.Ordinal)))
            {
                return true;
            }
        }

        return false;
    }

    // Without invisible characters: a name is kept without those that it was sent with.
    private static IEnumerable<string> ReadingsOf(string text) => Decoded(text).Select(VisibleText.Of);

    private static IEnumerable<string> Decoded(string text)
    {
        yield return text;
        if (text.Contains('%', StringComparison.Ordinal))
            yield return Uri.UnescapeDataString(text.Replace('+', ' '));
        if (text.Contains("\\u", StringComparison.Ordinal))
            yield return Escape().Replace(text, static match => ((char)Convert.ToUInt16(match.Groups["code"].Value, 16)).ToString());
    }

    [GeneratedRegex("""[^\s<>,;:"'()\[\]{}\\=&@]{1,64}@[^\s<>,;:"'()\[\]{}\\=&@?/]{3,253}""", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    [GeneratedRegex("""\\u(?<code>[0-9a-fA-F]{4})""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex Escape();
}
