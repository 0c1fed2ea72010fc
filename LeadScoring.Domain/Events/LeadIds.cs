using System.Security.Cryptography;
using System.Text;
using LeadScoring.Domain.Values;

namespace LeadScoring.Domain.Events;

/// <summary>
/// Makes lead ids: base32hex of HMAC-SHA256(installation key, name), 26 characters. Deterministic, so that finding a lead needs no
/// look-up; not reversible by trying addresses without the key; spread evenly over the 256 buckets.
/// </summary>
public sealed class LeadIds
{
    /// <summary>Characters of a lead id (130 bits).</summary>
    public const int Length = 26;

    /// <summary>Bytes that an installation key has at least.</summary>
    public const int KeyBytes = 32;

    /// <summary>How many buckets the ids fall into.</summary>
    public const int Buckets = 256;

    private readonly byte[] _key;

    /// <param name="installationKey">Random, at least <see cref="KeyBytes"/> bytes; changing it loses every lead.</param>
    public LeadIds(ReadOnlySpan<byte> installationKey)
    {
        if (installationKey.Length < KeyBytes)
            throw new ArgumentException($"The installation key needs at least {KeyBytes} bytes.", nameof(installationKey));
        _key = installationKey.ToArray();
    }

    /// <summary>The id of the lead with that identity.</summary>
    public string Of(LeadIdentity identity) => Of(identity.Name);

    /// <summary>The id of the lead with that e-mail address.</summary>
    public string Of(EmailAddress email) => Of(LeadIdentity.EmailPrefix + email.Value);

    /// <summary>The id of the lead with that name, e.g. <c>visitor:v-81</c>.</summary>
    public string OfName(string name) => Of(name);

    /// <summary>Whether a text has the form of a lead id.</summary>
    public static bool IsLeadId(string text) => text.Length == Length && Base32Hex.IsEncoded(text);

    /// <summary>The bucket of a lead: the first byte of its id, 0-255.</summary>
    public static int BucketOf(string leadId) => (Digit(leadId[0]) << 3) | (Digit(leadId[1]) >> 2);

    /// <summary>The range of ids in a bucket: from (included) and to (not included).</summary>
    public static (string From, string To) RangeOf(int bucket)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(bucket);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(bucket, Buckets);
        // After the last prefix "vv" there is none; "w" sorts after every id.
        return (Prefix(bucket), bucket == Buckets - 1 ? "w" : Prefix(bucket + 1));
    }

    private string Of(string name)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(name), hash);
        return Base32Hex.Encode(hash, Length);
    }

    private static string Prefix(int bucket) => Base32Hex.Encode([(byte)bucket, 0], 2);

    private static int Digit(char character) => character <= '9' ? character - '0' : character - 'a' + 10;
}
