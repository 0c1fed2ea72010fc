using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>The parts of an e-mail address that scoring looks at.</summary>
/// <param name="Local">Before the last @.</param>
/// <param name="Domain">After the last @, in the ASCII form and in lower case.</param>
internal readonly record struct EmailParts(string Local, string Domain)
{
    /// <summary>Reads an attribute; null when it is not a usable address: no @, nothing before or after it, or a blank inside.</summary>
    public static EmailParts? Of(string? text)
    {
        if (text is null)
            return null;
        text = NormalText.Of(VisibleText.Of(text));
        var at = text.LastIndexOf('@');
        return at <= 0 || at == text.Length - 1 || HasBlank(text)
            ? null
            : new EmailParts(text[..at], DomainName.Comparable(text[(at + 1)..]));
    }

    private static bool HasBlank(string text)
    {
        foreach (var character in text)
        {
            if (char.IsWhiteSpace(character))
                return true;
        }

        return false;
    }
}
