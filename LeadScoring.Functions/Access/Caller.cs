using System.Collections.Immutable;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Access;

/// <summary>Somebody who is known.</summary>
/// <param name="Id">For the audit log: <c>key:{name}</c>, or <c>person:{object id}</c>.</param>
/// <param name="Name">For the caller alone: that of the key, or what the person is called, which may be an address. Never logged or stored.</param>
/// <param name="Roles">With all that they include.</param>
/// <param name="By">What proved it.</param>
/// <param name="Until">When that ends; null where it does not, or where that is not known.</param>
internal sealed record Caller(string Id, string Name, ImmutableHashSet<Role> Roles, Credential By, DateTimeOffset? Until = null)
{
    // Where the gate leaves the caller for what answers.
    private static readonly object Item = new();

    /// <summary>Whether the caller may see addresses, names and telephone numbers.</summary>
    public bool SeesPersonalValues => Roles.Contains(Role.Read);

    /// <summary>Who sent a request; null where the function is open to all.</summary>
    public static Caller? Of(HttpContext http) => http.Items[Item] as Caller;

    /// <summary>Notes who sent a request.</summary>
    public void Attach(HttpContext http) => http.Items[Item] = this;
}
