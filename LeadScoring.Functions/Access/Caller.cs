using System.Collections.Immutable;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Functions.Access;

/// <summary>Somebody who is known.</summary>
/// <param name="Id">For the audit log: <c>key:{name}</c>, or <c>person:{object id}</c>.</param>
/// <param name="Roles">With all that they include.</param>
/// <param name="IsPerson">Signed in with a browser, which sends what proves it by itself.</param>
internal sealed record Caller(string Id, ImmutableHashSet<Role> Roles, bool IsPerson)
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
