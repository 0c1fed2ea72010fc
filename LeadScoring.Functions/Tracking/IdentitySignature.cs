using System.Security.Cryptography;
using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Functions.Sources.Connections;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// The signature by which a site's server says whose visitor somebody is: HMAC-SHA256, under a secret that it shares with the app, of the address in lower case, a line feed
/// and the visitor's id; as 64 hexadecimal digits (docs/guide/track-a-site.md#sign-it). It says nothing about any other visitor, so it does not have to expire: the visitor's id
/// is known to their browser alone.
/// </summary>
/// <param name="names">Names of the secrets, with the times between which they count.</param>
/// <param name="secrets">Where the secrets are.</param>
internal sealed class IdentitySignature(IReadOnlyList<SecretName> names, ISecrets secrets)
{
    /// <summary>The member of an event that holds it.</summary>
    public const string Member = "signature";

    private const int Digits = 2 * HMACSHA256.HashSizeInBytes;

    /// <summary>Whether a signature is one of the address and the visitor, under a secret that counts now.</summary>
    public bool IsValid(string signature, LeadIdentity lead, DateTimeOffset now)
    {
        if (signature.Length != Digits || !signature.All(char.IsAsciiHexDigit))
            return false;
        var given = Convert.FromHexString(signature);
        var content = Encoding.UTF8.GetBytes($"{lead.Email?.Value}\n{lead.Visitor}");
        var isValid = false;
        // Every secret is tried, so that the time tells nothing.
        foreach (var name in names.Where(name => name.IsActive(now)))
        {
            if (secrets.Find(name.Name) is { } secret)
                isValid |= CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), content), given);
        }

        return isValid;
    }
}
