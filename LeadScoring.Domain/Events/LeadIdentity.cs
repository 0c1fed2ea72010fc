using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>What an event says of whose it is. At least one part is given.</summary>
/// <param name="Email">Known by address: the strongest.</param>
/// <param name="Visitor">An anonymous visitor's id.</param>
/// <param name="ExternalId">Another system's id, e.g. <c>hubspot:512</c>.</param>
public sealed record LeadIdentity(EmailAddress? Email, string? Visitor, string? ExternalId)
{
    /// <summary>Begins the name of a lead known by address.</summary>
    public const string EmailPrefix = "email:";

    /// <summary>Begins the name of an anonymous visitor.</summary>
    public const string VisitorPrefix = "visitor:";

    /// <summary>Begins the name of a lead that only another system knows.</summary>
    public const string ExternalPrefix = "external:";

    /// <summary>The text that names the lead, by precedence: e-mail, visitor, external id.</summary>
    /// <exception cref="InvalidOperationException">No part is given.</exception>
    public string Name => this switch
    {
        { Email: { } email } => EmailPrefix + email.Value,
        { Visitor: { } visitor } => VisitorPrefix + visitor,
        { ExternalId: { } external } => ExternalPrefix + external,
        _ => throw new InvalidOperationException("An identity needs an e-mail address, a visitor id or an external id."),
    };

    /// <summary>
    /// A visitor's or another system's id as leads are named by it: without invisible and control characters, any blank as a plain space, trimmed, in Unicode NFC. Null when
    /// nothing is left.
    /// </summary>
    public static string? NameOf(string? text)
    {
        if (text is null)
            return null;
        var name = new string([.. NormalText.Compose(VisibleText.Of(text))
            .Select(static character => char.IsWhiteSpace(character) ? ' ' : character)
            .Where(static character => !char.IsControl(character))]).Trim();
        return name.Length == 0 ? null : name;
    }

    /// <summary>The weaker names that it carries besides <see cref="Name"/>: of leads that turn out to be the same person's.</summary>
    public IEnumerable<string> OtherNames
    {
        get
        {
            if (Email is not null && Visitor is not null)
                yield return VisitorPrefix + Visitor;
            if ((Email is not null || Visitor is not null) && ExternalId is not null)
                yield return ExternalPrefix + ExternalId;
        }
    }
}
