using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Access;

/// <summary>What an HTTP function declares about its callers.</summary>
/// <param name="Name">Of the function, as the host and logs name it.</param>
/// <param name="IsOpen">Anyone may call it.</param>
/// <param name="Roles">Otherwise a caller needs one of these; with none, nobody may.</param>
/// <param name="Audited">How calls are noted; null when they are not.</param>
internal sealed record FunctionAccess(string Name, bool IsOpen, ImmutableArray<Role> Roles, AuditedAttribute? Audited)
{
    private static readonly ConcurrentDictionary<MethodInfo, FunctionAccess> Known = new();

    /// <summary>Read from the attributes. A function that declares nothing, or both, is closed to everybody.</summary>
    public static FunctionAccess Of(MethodInfo function) => Known.GetOrAdd(function, static method =>
    {
        var (open, needed) = (method.GetCustomAttribute<OpenToAllAttribute>(), method.GetCustomAttribute<RequiresRoleAttribute>());
        return new FunctionAccess(method.GetCustomAttribute<FunctionAttribute>()?.Name ?? method.Name, open is not null && needed is null, open is null && needed is not null ? [.. needed.Roles] : [], method.GetCustomAttribute<AuditedAttribute>());
    });

    /// <summary>Whether the function says who may call it.</summary>
    public bool IsDeclared => IsOpen || Roles.Length > 0;

    /// <summary>Whether a session can have a role that may call it: none has the role ingest.</summary>
    public bool TakesSessions => Roles.Any(static role => role != Role.Ingest);

    /// <summary>Whether somebody with a role may call it.</summary>
    public bool Allows(Role role) => IsOpen || Access.Roles.Expand([role]).Overlaps(Roles);

    /// <summary>Whether somebody with these roles, already expanded, may call it.</summary>
    public bool Allows(ImmutableHashSet<Role> roles) => IsOpen || roles.Overlaps(Roles);
}
