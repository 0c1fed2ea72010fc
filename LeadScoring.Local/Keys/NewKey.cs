using LeadScoring.Functions.Access;
using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Local.Keys;

/// <summary>A key that was just made: the only moment at which it is known.</summary>
/// <param name="Key">What the caller sends.</param>
/// <param name="Stored">What is stored.</param>
internal sealed record NewKey(string Key, AccessKey Stored)
{
    /// <summary>The setting's name in Azure and in the environment.</summary>
    public string Setting => $"{AccessKeys.Section.Replace(":", "__", StringComparison.Ordinal)}__{Stored.Name}__{Stored.Slot}";

    /// <summary>The setting's value.</summary>
    public string Value => AccessKeyText.Write(Stored);

    /// <summary>Makes one.</summary>
    public static NewKey Create(string name, string slot, IReadOnlyList<Role> roles, TimeSpan? validFor, TimeProvider clock)
    {
        var key = AccessKeyText.NewKey();
        return new NewKey(key, new AccessKey(name, slot, [.. roles], [.. AccessKeyText.HashOf(key)], null, validFor is { } time ? clock.GetUtcNow() + time : null));
    }
}
