using System.Buffers;

namespace LeadScoring.Functions.Capture;

/// <summary>Programs that read the web and say so in their user agent. Each of their visits would be a lead of its own, since they keep no cookie.</summary>
internal static class Crawlers
{
    private static readonly SearchValues<char> Letters = SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");

    // Names of crawlers that are not called so by their name.
    private static readonly string[] Named = ["slurp", "facebookexternalhit", "lighthouse", "bingpreview", "mediapartners"];

    /// <summary>Whether the user agent has a word that ends with <c>bot</c>, holds <c>crawl</c> or <c>spider</c>, or is one of the names.</summary>
    public static bool Has(ReadOnlySpan<char> userAgent)
    {
        while (!userAgent.IsEmpty)
        {
            var start = userAgent.IndexOfAny(Letters);
            if (start < 0)
                return false;
            userAgent = userAgent[start..];
            var end = userAgent.IndexOfAnyExcept(Letters);
            var word = end < 0 ? userAgent : userAgent[..end];
            if (Is(word))
                return true;
            userAgent = userAgent[word.Length..];
        }

        return false;
    }

    private static bool Is(ReadOnlySpan<char> word)
    {
        const StringComparison AnyCase = StringComparison.OrdinalIgnoreCase;
        if (word.EndsWith("bot", AnyCase))
        {
            // A maker of telephones.
            return !word.Equals("cubot", AnyCase);
        }

        if (word.Contains("crawl", AnyCase) || word.Contains("spider", AnyCase))
            return true;
        foreach (var name in Named)
        {
            if (word.Equals(name, AnyCase))
                return true;
        }

        return false;
    }
}
