using LeadScoring.Functions.Faults;

namespace LeadScoring.Functions.Tracking;

/// <summary>What can be wrong with an event that a page sends, beside what can be wrong with any.</summary>
internal static class TrackErrors
{
    private const int MostEvents = 20;

    public static RequestError Type(int index, string type) => new(
        $"/{index}/type", "LS-TRACK-002", $"A page may not send '{type}'.",
        "Send it from a server to POST /api/v1/events, use another type such as 'site.calculated', or list it in LeadScoring__Tracking__EventTypes.");

    public static RequestError Visitor(int index) => new(
        $"/{index}/lead/visitor", "LS-TRACK-003", "Must be a visitor id.", "Send the 32 hexadecimal digits that the script keeps in the cookie 'leads'.");

    public static RequestError Lead(int index) => new(
        $"/{index}/lead", "LS-TRACK-004", "A page may send an address with 'lead.identified' only.",
        "Send \"visitor\" alone; with 'lead.identified', send \"email\" too.");

    public static RequestError Profile(int index, string name) => new(
        $"/{index}/profile", "LS-TRACK-005", $"A page may not set '{(name.Length <= 60 ? name : name[..60] + "...")}' of a lead.",
        "With identify, send only fields that LeadScoring__Tracking__ProfileFields lists; send the rest from a server.");

    public static RequestError Cleared(int index, string name) => new(
        $"/{index}/cleared", "LS-TRACK-005", $"A page may not empty '{(name.Length <= 60 ? name : name[..60] + "...")}' of a lead.",
        "With identify, empty only fields that LeadScoring__Tracking__ProfileFields lists, but for the address; empty the rest from a server.");

    public static RequestError Off(int index) => new(
        $"/{index}/type", "LS-TRACK-008", "Pages may not say here who their visitor is.",
        "Send the address from a server to POST /api/v1/events, or set LeadScoring__Tracking__Identify to 'claim' or 'signed'.");

    public static RequestError Signature(int index, bool isMissing) => new(
        $"/{index}/{IdentitySignature.Member}", "LS-TRACK-009",
        isMissing ? "The address needs a signature of the site's server." : "The signature is not one of this address and this visitor.",
        "Sign the address in lower case, a line feed and the visitor's id with HMAC-SHA256 under the secret of LeadScoring__Tracking__IdentifySecrets, as hexadecimal digits.");

    public static RequestError Number(int index, string name) => new(
        $"/{index}/properties", "LS-TRACK-010", $"The number '{(name.Length <= 60 ? name : name[..60] + "...")}' is larger than a page may tell.",
        $"Send numbers from -{VisitRules.LargestNumber} to {VisitRules.LargestNumber}; send larger ones from a server.");

    public static RequestError TooManyLeads(int index) => new(
        $"/{index}/lead/email", "LS-TRACK-011", "Too many new people were named today by this site or this address of the network, or too many browsers as this one person.",
        "Send people from a server to POST /api/v1/events, or let the site's server sign who its visitors are. LeadScoring__Tracking__NewLeadsPerSite and __NewLeadsPerAddress are the limits.");

    /// <summary>Null when there are not too many.</summary>
    public static RequestError? TooMany(int count) => count <= MostEvents
        ? null
        : new RequestError("", "LS-TRACK-007", $"The body contains {count} events; at most {MostEvents} are allowed.", "Send several requests. Nothing was stored.");
}
