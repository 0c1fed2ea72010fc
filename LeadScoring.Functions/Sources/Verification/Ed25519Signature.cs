using LeadScoring.Functions.Sources.Descriptors;

using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Signatures by Ed25519 (RFC 8032), which the base library does not have.</summary>
internal static class Ed25519Signature
{
    // A point of the curve that belongs to nobody: its private key was thrown away.
    private static readonly Ed25519PublicKeyParameters NobodysKey = new Ed25519PrivateKeyParameters(new Org.BouncyCastle.Security.SecureRandom()).GeneratePublicKey();

    /// <summary>Whether one of the signatures was made with the private key of one of the public ones.</summary>
    public static bool Holds(VerifierDescriptor verifier, IReadOnlyList<byte[]> keys, IReadOnlyList<string> proofs, IReadOnlyList<ReadOnlyMemory<byte>> content)
    {
        byte[] message = [.. content.SelectMany(static piece => piece.ToArray())];
        var holds = false;
        foreach (var key in keys)
        {
            var ours = Read(key);
            foreach (var proof in proofs)
            {
                holds |= SecretText.Signature(verifier, proof) is { } signature
                    && signature.Length == Ed25519.SignatureSize
                    && (ours ?? NobodysKey).Verify(Ed25519.Algorithm.Ed25519, null, message, 0, message.Length, signature, 0)
                    && ours is not null;
            }
        }

        return holds;
    }

    private static Ed25519PublicKeyParameters? Read(byte[] key) =>
        key.Length == Ed25519.PublicKeySize && Ed25519.ValidatePublicKeyFull(key, 0) ? new Ed25519PublicKeyParameters(key) : null;
}
