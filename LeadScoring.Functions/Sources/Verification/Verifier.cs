using System.Globalization;
using System.Security.Cryptography;
using System.Text;

using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>What came of a verification.</summary>
internal enum Verdict
{
    Refused,
    Verified,

    /// <summary>The vendor only asks whether the hook is there; nothing is to be taken.</summary>
    Probe,

    /// <summary>No secret that counts now can be had: nobody can tell.</summary>
    NoSecret,
}

/// <summary>
/// Verifies requests on their raw bytes. What is missing, unreadable or unknown is refused. A connection that does not exist has a secret that nobody knows, so
/// that the same work is done for it.
/// </summary>
public sealed class Verifier(ISecrets secrets, TimeProvider clock)
{
    // A body as long as this cannot hold an event beside an address.
    private const int LongestProbe = 64;

    private static readonly byte[] NobodysSecret = RandomNumberGenerator.GetBytes(32);

    /// <summary>Whether one of the source's ways of proving holds.</summary>
    internal Verdict Check(SourceDescriptor source, Connection? connection, HookRequest request)
    {
        var verdict = Verdict.Refused;
        foreach (var verifier in source.Verifiers)
        {
            if (IsProbe(verifier, request))
                return Verdict.Probe;
            var one = Check(source, verifier, connection, request);
            if (one == Verdict.Verified)
                return one;
            if (one == Verdict.NoSecret)
                verdict = one;
        }

        return verdict;
    }

    private Verdict Check(SourceDescriptor source, VerifierDescriptor verifier, Connection? connection, HookRequest request)
    {
        var keys = connection is null ? [] : Keys(verifier, connection);
        var holds = Holds(verifier, keys is [] ? [NobodysSecret] : keys, request, connection?.ToleranceSeconds) && keys is not [];
        if (connection is null)
            return Verdict.Refused;
        if (!holds)
            return Active(verifier, connection).Any(secret => IsUnreadable(source, secret)) ? Verdict.NoSecret : Verdict.Refused;
        return verifier.Also is { } also ? Check(source, also, connection, request) : Verdict.Verified;
    }

    // While one of two secrets cannot be had, nobody can tell whether the request was signed with it.
    private bool IsUnreadable(SourceDescriptor source, SecretName secret) =>
        secrets.Find(secret.Name) is not { } text || !SecretText.IsKey(source, secret.Use, text);

    // The key is public, so this proves nothing: it is only good for a body without events.
    private bool IsProbe(VerifierDescriptor verifier, HookRequest request) =>
        verifier.Probe is { } probe && request.Body.Length <= LongestProbe && Holds(verifier, [Encoding.UTF8.GetBytes(probe)], request, null);

    private bool Holds(VerifierDescriptor verifier, IReadOnlyList<byte[]> keys, HookRequest request, int? tolerance)
    {
        var proofs = ProofReader.Read(verifier.Proof, request);
        if (verifier.Scheme is Scheme.Secret or Scheme.Basic)
            return SharedSecret.Holds(verifier.Scheme, keys, proofs);
        var time = ProofReader.Time(verifier, request);
        if (proofs.Count == 0 || !IsTimely(verifier, time, tolerance) || SignedContent.Of(verifier, request, time) is not { } content)
            return false;
        return verifier.Scheme switch
        {
            Scheme.EcdsaSha256 => EcdsaSignature.Holds(verifier, keys, proofs, content),
            Scheme.Ed25519 => Ed25519Signature.Holds(verifier, keys, proofs, content),
            _ => HmacSignature.Holds(verifier, keys, proofs, content),
        };
    }

    private bool IsTimely(VerifierDescriptor verifier, string? time, int? own)
    {
        if (verifier.Timestamp is not { } place)
            return true;
        if (!long.TryParse(time, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            return false;
        if ((own ?? place.ToleranceSeconds) is not { } seconds)
            return true;
        var now = clock.GetUtcNow().ToUnixTimeMilliseconds();
        var signed = place.IsMilliseconds ? number : number > long.MaxValue / 1000 ? long.MaxValue : number * 1000;
        return Math.Abs((decimal)signed - now) <= seconds * 1000m;
    }

    private IEnumerable<SecretName> Active(VerifierDescriptor verifier, Connection connection) =>
        connection.Secrets.Where(secret => secret.Use == verifier.Use && secret.IsActive(clock.GetUtcNow()));

    private List<byte[]> Keys(VerifierDescriptor verifier, Connection connection)
    {
        var keys = new List<byte[]>();
        foreach (var secret in Active(verifier, connection))
        {
            if (secrets.Find(secret.Name) is { } text && SecretText.Key(verifier, text) is { } key)
                keys.Add(key);
        }

        return keys;
    }
}
