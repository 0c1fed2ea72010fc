using System.Collections.Immutable;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>A key as it is configured: who it is, what it may do, when it counts, and how to recognise it.</summary>
/// <param name="Name">Of the caller; two slots of one name are the same caller.</param>
/// <param name="Slot">Such as <c>current</c> or <c>next</c>.</param>
internal sealed record AccessKey(string Name, string Slot, ImmutableArray<Role> Roles, ImmutableArray<byte> Hash, DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
{
    public bool IsActive(DateTimeOffset now) => !(now < NotBefore) && !(now >= NotAfter);
}
