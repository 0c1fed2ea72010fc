using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Profiles;

/// <summary>What decides the kind of an e-mail address: listed domains and listed local parts. Compared without case. Immutable.</summary>
public sealed class EmailDomains
{
    private static readonly Lazy<EmailDomains> BuiltIn = new(static () =>
        new EmailDomains(ListFile.Lines("free.txt"), ListFile.Lines("disposable.txt"), ListFile.Lines("roles.txt")));

    /// <summary>Takes the lists as they are.</summary>
    /// <param name="free">Domains that hand out addresses to anybody.</param>
    /// <param name="disposable">Domains of throw-away addresses.</param>
    /// <param name="roles">Local parts that stand for a function, such as <c>info</c>.</param>
    public EmailDomains(IEnumerable<string> free, IEnumerable<string> disposable, IEnumerable<string> roles)
    {
        Free = new HashSet<string>(free.Select(DomainName.Comparable), StringComparer.OrdinalIgnoreCase);
        Disposable = new HashSet<string>(disposable.Select(DomainName.Comparable), StringComparer.OrdinalIgnoreCase);
        Roles = new HashSet<string>(roles, StringComparer.OrdinalIgnoreCase);
    }

    /// <summary>The built-in lists; docs/reference/email-domains.md says where they come from.</summary>
    public static EmailDomains Default => BuiltIn.Value;

    /// <summary>Domains that hand out addresses to anybody.</summary>
    public IReadOnlySet<string> Free { get; }

    /// <summary>Domains of throw-away addresses.</summary>
    public IReadOnlySet<string> Disposable { get; }

    /// <summary>Local parts that stand for a function.</summary>
    public IReadOnlySet<string> Roles { get; }
}
