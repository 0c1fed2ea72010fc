namespace LeadScoring.Domain.Profiles;

/// <summary>The values of the derived field <c>emailKind</c>, in the order in which they are tried.</summary>
internal static class EmailKinds
{
    public const string Disposable = "disposable";
    public const string Free = "free";
    public const string Role = "role";
    public const string Business = "business";

    /// <summary>Without a usable address; it counts as unknown.</summary>
    public const string None = "none";

    public static string Of(EmailParts? address, EmailDomains lists) => address switch
    {
        null => None,
        { } known when lists.Disposable.Contains(known.Domain) => Disposable,
        { } known when lists.Free.Contains(known.Domain) => Free,
        { } known when lists.Roles.Contains(known.Local) => Role,
        _ => Business,
    };
}
