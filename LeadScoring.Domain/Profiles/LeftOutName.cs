namespace LeadScoring.Domain.Profiles;

/// <summary>An attribute that some event told and the limits of the profile leave out.</summary>
/// <param name="Name">Cut to <see cref="NameCharacters"/>.</param>
/// <param name="IsClaimed">Only claimed events told it.</param>
public sealed record LeftOutName(string Name, bool IsClaimed)
{
    /// <summary>Characters of a name that are remembered.</summary>
    public const int NameCharacters = 100;

    internal static string Shorten(string name) => name.Length <= NameCharacters ? name : name[..NameCharacters];
}
