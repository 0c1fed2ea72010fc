using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Says of the secrets that connections name whether they can be used now. Never shows one.</summary>
public sealed class SecretStates(SourceCatalog catalog, ISecrets secrets, TimeProvider clock)
{
    /// <summary>It would count, and the configuration has none.</summary>
    internal const string Missing = "missing";

    /// <summary>What the configuration has is not a key of the source.</summary>
    internal const string Unusable = "unusable";

    /// <summary>The state of a secret: <c>active</c>, <c>early</c>, <c>over</c>, <see cref="Missing"/> or <see cref="Unusable"/>.</summary>
    /// <param name="source">Name of the connection's source.</param>
    /// <param name="secret">As the connection names it.</param>
    internal string Find(string source, SecretName secret)
    {
        var now = clock.GetUtcNow();
        if (secret.NotBefore > now)
            return "early";
        if (secret.NotAfter <= now)
            return "over";
        return secrets.Find(secret.Name) is not { } text ? Missing : SecretText.IsKey(catalog.Find(source)!, secret.Use, text) ? "active" : Unusable;
    }
}
