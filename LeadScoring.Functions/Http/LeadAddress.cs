using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Functions.Http;

/// <summary>Finds the lead that an address of the API names: by its id, or by its e-mail address.</summary>
public sealed class LeadAddress(LeadIds ids)
{
    /// <summary>The lead's id; null when the value is neither an id nor an e-mail address.</summary>
    /// <param name="value">As the router hands it out: decoded once, but for <c>%2F</c>, which it leaves so that a slash cannot part segments.</param>
    public string? IdOf(string value)
    {
        value = VisibleText.Of(value).Trim();
        if (LeadIds.IsLeadId(value))
            return value;
        return EmailAddress.TryParse(value.Replace("%2F", "/", StringComparison.OrdinalIgnoreCase), out var email) ? ids.Of(email) : null;
    }

    /// <summary>404. Does not repeat the address: problems hold no personal data.</summary>
    public static Problem Unknown => Problem.NotFound(
        "LS-LEAD-404",
        "No lead has this id or e-mail address.",
        "Use an id: POST /api/v1/leads/find answers with that of an e-mail address, and GET /api/v1/leads and captured events name them.");
}
