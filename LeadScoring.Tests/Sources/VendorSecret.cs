using System.Security.Cryptography;
using System.Text;

using LeadScoring.Functions.Sources.Descriptors;

using Org.BouncyCastle.Crypto.Parameters;

namespace LeadScoring.Tests.Sources;

/// <summary>Secrets as vendors give them out.</summary>
internal static class VendorSecret
{
    /// <summary>A pair of keys of a vendor: what it signs with, and what it tells.</summary>
    public static (string Told, string Signs) Of(VerifierDescriptor verifier, string seed)
    {
        if (verifier.Scheme == Scheme.EcdsaSha256)
        {
            using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            return (Convert.ToBase64String(pair.ExportSubjectPublicKeyInfo()), Convert.ToBase64String(pair.ExportPkcs8PrivateKey()));
        }

        if (verifier.Scheme == Scheme.Ed25519)
        {
            var pair = new Ed25519PrivateKeyParameters(SHA256.HashData(Encoding.UTF8.GetBytes(seed)));
            return (verifier.SecretPrefix + Convert.ToBase64String(pair.GeneratePublicKey().GetEncoded()), Convert.ToBase64String(pair.GetEncoded()));
        }

        var secret = verifier.Scheme == Scheme.Basic ? "hooks:" + seed : verifier.SecretIsBase64 ? verifier.SecretPrefix + Convert.ToBase64String(Encoding.UTF8.GetBytes(seed.PadRight(24, '.'))) : seed;
        return (secret, secret);
    }
}
