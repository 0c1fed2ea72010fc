using Azure.Core;
using Azure.Identity;

using LeadScoring.Functions.Faults;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Configuration;

/// <summary>The identity of a connection without a connection string, from the settings that the Functions host reads too.</summary>
internal static class Credentials
{
    private const string ManagedIdentity = "managedidentity";

    /// <param name="settings">The settings.</param>
    /// <param name="connection">Name of the connection. <c>{name}__credential</c> = <c>managedidentity</c> takes the app's identity and nothing else; without it, what
    /// is there is tried in turn, down to the developer's own sign-in. <c>{name}__clientId</c> tells which of several identities.</param>
    /// <exception cref="SettingException">The kind of credential is not known.</exception>
    public static TokenCredential Of(IConfiguration settings, string connection)
    {
        var client = settings[$"{connection}:clientId"] is { Length: > 0 } id ? id : null;
        return settings[$"{connection}:credential"] switch
        {
            null or "" => new DefaultAzureCredential(new DefaultAzureCredentialOptions { ManagedIdentityClientId = client }),
            { } kind when kind.Equals(ManagedIdentity, StringComparison.OrdinalIgnoreCase) =>
                new ManagedIdentityCredential(client is null ? ManagedIdentityId.SystemAssigned : ManagedIdentityId.FromUserAssignedClientId(client)),
            { } other => throw new SettingException($"The setting {connection}:credential is '{other}'; write '{ManagedIdentity}', or leave it out."),
        };
    }
}
