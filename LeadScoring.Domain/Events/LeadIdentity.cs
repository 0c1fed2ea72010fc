using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>What an event says of whose it is. At least one part is given.</summary>
/// <param name="Email">Known by address: the strongest.</param>
/// <param name="Visitor">The id of a browser, which several people may use: the weakest.</param>
/// <param name="ExternalId">The person's id in another system, e.g. <c>hubspot:512</c>.</param>
public sealed record LeadIdentity(EmailAddress? Email, string? Visitor, string? ExternalId)
{
    /// <summary>Begins the name of a lead known by address.</summary>
    public const string EmailPrefix = "email:";

    /// <summary>Begins the name of an anonymous visitor.</summary>
    public const string VisitorPrefix = "visitor:";

    /// <summary>Begins the name of a lead that only another system knows.</summary>
    public const string ExternalPrefix = "external:";

    /// <summary>The text that names the lead, by precedence: e-mail, external id, visitor.</summary>
    /// <exception cref="InvalidOperationException">No part is given.</exception>
    public string Name => this switch
    {
        { Email: { } email } => EmailPrefix + email.Value,
        { ExternalId: { } external } => ExternalPrefix + external,
        { Visitor: { } visitor } => VisitorPrefix + visitor,
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
        // Nearly all ids are printable ASCII, of which nothing is left out but blanks around it.
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text.Trim() is { Length: > 0 } plain ? plain : null;
        var name = new string([.. NormalText.Compose(VisibleText.Of(text))
            .Select(static character => char.IsWhiteSpace(character) ? ' ' : character)
            .Where(static character => !char.IsControl(character))]).Trim();
        return name.Length == 0 ? null : name;
    }

    /// <summary>The address that an id of a person is, be it with the name of its system before it (<c>crm:ann@acme.example</c>); null for any other id.</summary>
    public static EmailAddress? AddressOf(string? externalId) =>
        externalId is not null && EmailAddress.TryParse(externalId[(externalId.LastIndexOf(':') + 1)..], out var address) ? address : null;

    /// <summary>Whether a name is a browser's: it is the person's only while they use it.</summary>
    public static bool IsVisitor(string name) => name.StartsWith(VisitorPrefix, StringComparison.Ordinal);

    /// <summary>
    /// The weaker names that it carries besides <see cref="Name"/>: of leads that turn out to be the same person's. The person's id comes first, so that a browser finds
    /// where the id ends.
    /// </summary>
    public IEnumerable<string> OtherNames
    {
        get
        {
            if (Email is not null && ExternalId is not null)
                yield return ExternalPrefix + ExternalId;
            if ((Email is not null || ExternalId is not null) && Visitor is not null)
                yield return VisitorPrefix + Visitor;
        }
    }
}
