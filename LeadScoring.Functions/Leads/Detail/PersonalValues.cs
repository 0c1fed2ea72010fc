namespace LeadScoring.Functions.Leads.Detail;

/// <summary>
/// Takes out of leads what tells who a person is. What stays is listed, and anything else goes: a sender may put a name into an attribute of any name.
/// </summary>
internal static class PersonalValues
{
    /// <summary>Stands for a value that the caller may not see.</summary>
    public const string Mask = "***";

    // What an attribute says of a company or a position, and not who somebody is.
    private static readonly string[] Shown = ["company", "country", "department", "employees", "industry", "jobTitle"];

    // Personal ones whose names are ours, so that a reader sees that they are known.
    private static readonly string[] Masked = ["city", "email", "firstName", "lastName", "phone", "website"];

    /// <summary>Whether a masked reader may see an attribute with such a value.</summary>
    public static bool IsShown(string attribute, string value) => Shown.Contains(attribute, StringComparer.Ordinal) && !HasAddress(value);

    /// <summary>A lead without them.</summary>
    public static LeadItem Without(LeadItem lead) => lead with
    {
        Email = lead.Email is null ? null : Mask,
        Profile = Without(lead.Profile),
        Claimed = Names(lead.Claimed),
        LeftOut = Names(lead.LeftOut),
        Models = [.. lead.Models.Select(static model => model with { Because = Without(model.Because) })],
    };

    // What sales says is any text.
    private static BecauseItem Without(BecauseItem because) => because.Reason is { } reason && HasAddress(reason)
        ? because with { Reason = Mask, Text = because.Text.Replace(reason, Mask, StringComparison.Ordinal) }
        : because;

    /// <summary>Attributes without them.</summary>
    public static IReadOnlyDictionary<string, object> Without(IReadOnlyDictionary<string, object> profile) => profile
        .Where(static attribute => Shown.Contains(attribute.Key, StringComparer.Ordinal) || Masked.Contains(attribute.Key, StringComparer.Ordinal))
        .ToDictionary(static attribute => attribute.Key, static attribute => Shown.Contains(attribute.Key, StringComparer.Ordinal) && !HasAddress(attribute.Value) ? attribute.Value : Mask, StringComparer.Ordinal);

    /// <summary>Names of attributes that are ours; null when there are none.</summary>
    public static IReadOnlyList<string>? Names(IReadOnlyList<string>? names) =>
        names?.Where(static name => Shown.Contains(name, StringComparer.Ordinal) || Masked.Contains(name, StringComparer.Ordinal)).ToList() is { Count: > 0 } ours ? ours : null;

    /// <summary>A text that has no address; null otherwise.</summary>
    public static string? Without(string? text) => text is null || HasAddress(text) ? null : text;

    private static bool HasAddress(object value) => value switch
    {
        string text => text.Contains('@', StringComparison.Ordinal),
        string[] texts => Array.Exists(texts, static text => text.Contains('@', StringComparison.Ordinal)),
        _ => true,
    };
}
