using LeadScoring.Functions.Configuration;

using Microsoft.Extensions.Configuration;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>Secrets from the settings <c>LeadScoring__Secrets__{name}</c>; asked again each time, so that a new value counts without a restart where the host reloads it.</summary>
internal sealed class ConfiguredSecrets(IConfiguration configuration) : ISecrets
{
    // What the platform leaves in place of a Key Vault reference that it could not resolve.
    private const string Unresolved = "@Microsoft.KeyVault(";

    public string? Find(string name) =>
        configuration[$"{AppOptions.Section}:Secrets:{name}"] is { } value && !string.IsNullOrWhiteSpace(value) && !value.StartsWith(Unresolved, StringComparison.Ordinal)
            ? value
            : null;
}
