namespace LeadScoring.Domain.Identity;

/// <summary>What an event says of whose it is. At least one part is given.</summary>
/// <param name="Email">Known by address: the strongest.</param>
/// <param name="Visitor">An anonymous visitor's id.</param>
/// <param name="ExternalId">Another system's id, e.g. <c>hubspot:512</c>.</param>
public sealed record LeadIdentity(EmailAddress? Email, string? Visitor, string? ExternalId)
{
    /// <summary>The text that names the lead, by precedence: e-mail, visitor, external id.</summary>
    /// <exception cref="InvalidOperationException">No part is given.</exception>
    public string Name => this switch
    {
        { Email: { } email } => "email:" + email.Value,
        { Visitor: { } visitor } => "visitor:" + visitor,
        { ExternalId: { } external } => "external:" + external,
        _ => throw new InvalidOperationException("An identity needs an e-mail address, a visitor id or an external id."),
    };
}
