using System.Text;

using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>
/// A normalised e-mail address: without invisible characters, trimmed, local part lower-cased with plus-tags kept, domain lower-cased and in its
/// ASCII form. Two spellings of one address are one lead.
/// </summary>
public readonly record struct EmailAddress
{
    private EmailAddress(string value) => Value = value;

    /// <summary>The normalised text.</summary>
    public string Value { get; }

    /// <summary>Reads an address of at most 254 characters with one usable domain; false for anything else.</summary>
    public static bool TryParse(string? text, out EmailAddress address)
    {
        address = default;
        if (text is null || !NormalText.IsWellFormed(text))
            return false;
        var trimmed = VisibleText.Of(text).Trim().Normalize(NormalizationForm.FormC);
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

    /// <summary>Takes an address that was stored in its normalised form as it is: a lead keeps the address under which an earlier version stored it.</summary>
    public static bool TryReadStored(string? text, out EmailAddress address)
    {
        if (!TryParse(text, out address))
            return false;
        address = new EmailAddress(text!);
        return true;
    }

    /// <inheritdoc />
    public override string ToString() => Value;

    private static bool TryDomain(string text, out string domain) =>
        DomainName.TryAscii(text, out domain) && domain.Length is > 0 and <= 253 && domain.Contains('.', StringComparison.Ordinal) && domain[^1] != '.';
}
