using System.Security.Cryptography;

using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Signatures by ECDSA on the curve P-256 with SHA-256, as DER sequences.</summary>
internal static class EcdsaSignature
{
    // A point of the curve that belongs to nobody: its private key was thrown away.
    private static readonly byte[] NobodysKey = Make();

    /// <summary>Whether one of the signatures was made with the private key of one of the public ones.</summary>
    public static bool Holds(VerifierDescriptor verifier, IReadOnlyList<byte[]> keys, IReadOnlyList<string> proofs, IReadOnlyList<ReadOnlyMemory<byte>> content)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var piece in content)
            hash.AppendData(piece.Span);
        var digest = hash.GetHashAndReset();
        var holds = false;
        foreach (var key in keys)
        {
            using var ecdsa = ECDsa.Create();
            var isKey = Import(ecdsa, key);
            foreach (var proof in proofs)
                holds |= SecretText.Signature(verifier, proof) is { } signature && Verify(ecdsa, digest, signature) && isKey;
        }

        return holds;
    }

    private static bool Import(ECDsa ecdsa, byte[] key)
    {
        try
        {
            ecdsa.ImportSubjectPublicKeyInfo(key, out _);
            return true;
        }
        catch (CryptographicException)
        {
            // No public key: the one of nobody, so that the work is the same.
            ecdsa.ImportSubjectPublicKeyInfo(NobodysKey, out _);
            return false;
        }
    }

    private static bool Verify(ECDsa ecdsa, byte[] digest, byte[] signature)
    {
        try
        {
            return ecdsa.VerifyHash(digest, signature, DSASignatureFormat.Rfc3279DerSequence);
        }
        catch (CryptographicException)
        {
            // Bytes that are no DER sequence are no signature.
            return false;
        }
    }

    private static byte[] Make()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return ecdsa.ExportSubjectPublicKeyInfo();
    }
}
