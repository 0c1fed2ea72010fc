using System.Collections.Frozen;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>
/// Events that a connection may send only where it is trusted with them: one erases a person for good, the others give a lead to another address or person. A secret that is
/// sent with every delivery is known to every proxy and log on the way; a signature is not.
/// </summary>
internal static class ConnectionRights
{
    /// <summary>The types, in the order of their names.</summary>
    public static IReadOnlyList<string> Types { get; } = [EventTypes.EmailChanged, EventTypes.IdentityMerged, EventTypes.PrivacyDeleted];

    /// <summary>What the member <c>may</c> of a document says; without it all of them for a connection whose deliveries are signed, else none.</summary>
    public static FrozenSet<string> Read(StrictObject from, SourceDescriptor source, IReadOnlyCollection<SecretName> secrets)
    {
        if (from.Find("may") is null)
            return IsSigned(source, secrets) ? Types.ToFrozenSet(StringComparer.Ordinal) : [];
        var types = from.Texts("may");
        if (types.Except(Types, StringComparer.Ordinal).Any())
            from.Refuse("may", "It names a type that needs no permission.", $"Write a list of none, some or all of {string.Join(", ", Types)}; all other events are taken without it.");
        return types.ToFrozenSet(StringComparer.Ordinal);
    }

    // One way of proving is enough for a delivery: all that the secrets allow have to be signatures.
    private static bool IsSigned(SourceDescriptor source, IReadOnlyCollection<SecretName> secrets) =>
        source.Verifiers.Where(way => Has(secrets, way.Use) && (way.Also is not { } also || Has(secrets, also.Use))).All(static way => way.IsSignature || way.Also is { IsSignature: true });

    private static bool Has(IReadOnlyCollection<SecretName> secrets, SecretUse use) => secrets.Any(secret => secret.Use == use);
}
