using System.Security.Cryptography;

using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Signatures by HMAC.</summary>
internal static class HmacSignature
{
    /// <summary>Whether one of the signatures was made with one of the keys. All are computed, whichever fits.</summary>
    public static bool Holds(VerifierDescriptor verifier, IReadOnlyList<byte[]> keys, IReadOnlyList<string> proofs, IReadOnlyList<ReadOnlyMemory<byte>> content)
    {
        var name = verifier.Scheme == Scheme.HmacSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
        var holds = false;
        foreach (var key in keys)
        {
            using var hash = IncrementalHash.CreateHMAC(name, key);
            foreach (var piece in content)
                hash.AppendData(piece.Span);
            var expected = hash.GetHashAndReset();
            foreach (var proof in proofs)
                holds |= SecretText.Signature(verifier, proof) is { } signature && CryptographicOperations.FixedTimeEquals(signature, expected);
        }

        return holds;
    }
}
