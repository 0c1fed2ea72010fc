using System.Security.Cryptography;
using System.Text;

using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Verification;

/// <summary>Secrets that are sent as they are, in a header or an address, or as HTTP Basic credentials.</summary>
internal static class SharedSecret
{
    /// <summary>Whether one of the keys was sent. Hashes are compared, so that not even the length shows in the time it takes.</summary>
    public static bool Holds(Scheme scheme, IReadOnlyList<byte[]> keys, IReadOnlyList<string> proofs)
    {
        var sent = proofs is [{ } only] ? scheme == Scheme.Basic ? SecretText.Base64(only, isExact: true) : Encoding.UTF8.GetBytes(only) : null;
        var hash = SHA256.HashData(sent ?? []);
        var holds = false;
        foreach (var key in keys)
            holds |= CryptographicOperations.FixedTimeEquals(SHA256.HashData(key), hash);
        return holds && sent is not null;
    }
}
