using System.Globalization;
using System.Text;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>
/// A normalised e-mail address: trimmed, local part lower-cased with plus-tags kept, domain lower-cased and in its ASCII form.
/// Two spellings of one address are one lead.
/// </summary>
public readonly record struct EmailAddress
{
    private static readonly IdnMapping Idn = new() { UseStd3AsciiRules = true, AllowUnassigned = false };

    private EmailAddress(string value) => Value = value;

    /// <summary>The normalised text.</summary>
    public string Value { get; }

    /// <summary>Reads an address of at most 254 characters with one usable domain; false for anything else.</summary>
    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        if (text is null || !NormalText.IsWellFormed(text))
            return false;
        var trimmed = text.Trim().Normalize(NormalizationForm.FormC);
        var at = trimmed.LastIndexOf('@');
        if (at is < 1 or > 64 || trimmed.Length > 254 || at == trimmed.Length - 1)
            return false;

        var local = trimmed[..at];
        foreach (var character in local)
        {
            if (char.IsWhiteSpace(character) || char.IsControl(character) || character is '@' or '<' or '>' or ',' or ';' or '"')
                return false;
        }

        if (!TryDomain(trimmed[(at + 1)..], out var domain))
            return false;
        address = new EmailAddress($"{local.ToLowerInvariant()}@{domain}");
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool TryDomain(string text, out string domain)
    {
        domain = "";
        try
        {
            domain = Idn.GetAscii(text).ToLowerInvariant();
        }
        catch (ArgumentException)
        {
            // IdnMapping reports a domain that cannot exist (empty or too long label, forbidden character) only in this way.
            return false;
        }

        return domain.Length is > 0 and <= 253 && domain.Contains('.', StringComparison.Ordinal) && domain[^1] != '.';
    }
}
