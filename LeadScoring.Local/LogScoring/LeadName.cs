using LeadScoring.Domain.Events;

namespace LeadScoring.Local.LogScoring;

/// <summary>How people write the name of a lead: an address as it is, any other with what it is before it (<c>visitor:v-81</c>, <c>external:hubspot:512</c>).</summary>
internal static class LeadName
{
    /// <summary>A name as it is shown.</summary>
    public static string Shown(string name) => name.StartsWith(LeadIdentity.EmailPrefix, StringComparison.Ordinal) ? name[LeadIdentity.EmailPrefix.Length..] : name;

    /// <summary>The names that somebody may mean.</summary>
    public static IEnumerable<string> Meant(string text)
    {
        if (EmailAddress.TryParse(text, out var address))
            yield return LeadIdentity.EmailPrefix + address.Value;
        var name = LeadIdentity.NameOf(text);
        if (name is null)
            yield break;
        yield return name;
        yield return LeadIdentity.ExternalPrefix + name;
        yield return LeadIdentity.VisitorPrefix + name;
    }
}
