using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Conditions;

/// <summary>How a profile field named in a condition gets its value: as it was sent, or derived (docs/reference/scoring.md#profile-fields).</summary>
internal sealed class ProfileField(string name, EmailDomains lists)
{
    private const string Email = "email";

    private readonly Func<LeadProfile, EmailDomains, FieldValue> _read = name switch
    {
        "emailDomain" => static (profile, _) => EmailParts.Of(profile[Email].Text) is { } address ? address.Domain : default(FieldValue),
        "emailKind" => static (profile, lists) => EmailKinds.Of(EmailParts.Of(profile[Email].Text), lists),
        "country" => static (profile, _) => Countries.CodeOf(profile["country"]),
        _ => (profile, _) => profile[name],
    };

    public string Name => name;

    /// <summary>The value that conditions see.</summary>
    public void Read(LeadProfile profile, ref TextValue into) => into.Set(_read(profile, lists));

    /// <summary>Whether the profile has it: <c>emailKind: none</c> is not known.</summary>
    public bool IsKnown(ref TextValue value) =>
        !value.IsMissing && !(name == "emailKind" && value.Span.SequenceEqual(EmailKinds.None));
}
