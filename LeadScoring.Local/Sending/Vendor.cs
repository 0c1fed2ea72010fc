using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Verification;

using Microsoft.AspNetCore.Http;

using Org.BouncyCastle.Crypto.Parameters;
using Org.BouncyCastle.Math.EC.Rfc8032;

namespace LeadScoring.Local.Sending;

/// <summary>Signs deliveries as a vendor does, by what the source's descriptor says. That the descriptor says what vendors do is held by tests with the vendors' own vectors.</summary>
/// <param name="verifier">How the vendor proves a delivery.</param>
/// <param name="hook">The address that it was told.</param>
internal sealed class Vendor(VerifierDescriptor verifier, string hook)
{
    /// <summary>What a secret must be, where one is given that this vendor cannot sign with; null when it can.</summary>
    public string? Unusable(string secret)
    {
        var way = verifier is { Use: SecretUse.Url, Also: { } also } ? also : verifier;
        return way.Scheme switch
        {
            Scheme.EcdsaSha256 => IsPrivateKey(secret) ? null : "a private key of the curve P-256: PKCS 8 in base64",
            Scheme.Ed25519 => SecretText.Base64(secret, isExact: false) is { } key && key.Length == Ed25519PrivateKeyParameters.KeySize ? null : $"a private key of {Ed25519PrivateKeyParameters.KeySize} bytes in base64",
            Scheme.Secret or Scheme.Basic => secret.Length > 0 && secret.All(static letter => letter is > ' ' and < (char)127) ? null : "text of letters, digits and signs, without spaces",
            _ => SecretText.Key(way, secret) is not null ? null
                : way.SecretIsBase64 ? $"{(way.SecretPrefix is { } prefix ? $"'{prefix}' followed by " : "")}base64" : way.SecretPrefix is { } begin ? $"text that begins with '{begin}'" : "text",
        };
    }

    /// <summary>The delivery with its proof.</summary>
    public Delivery Sign(Delivery delivery, string secret, string? urlSecret, DateTimeOffset at)
    {
        delivery = delivery.With();
        if (verifier.Also is { } also)
            delivery = new Vendor(also, hook).Sign(delivery, also.Use == SecretUse.Url ? urlSecret! : secret, urlSecret, at);
        var own = verifier.Use == SecretUse.Url ? urlSecret! : secret;
        if (verifier.Scheme is Scheme.Secret or Scheme.Basic)
            return Put(delivery, verifier.Scheme == Scheme.Basic ? Convert.ToBase64String(Encoding.UTF8.GetBytes(own)) : own, null);

        var time = verifier.Timestamp is not { } place ? null
            : (place.IsMilliseconds ? at.ToUnixTimeMilliseconds() : at.ToUnixTimeSeconds()).ToString(CultureInfo.InvariantCulture);
        if (verifier.Timestamp?.Header is { } header)
            delivery.Headers[header] = time!;
        if (verifier.Timestamp?.Body is { } path)
            delivery = Set(delivery, path.Steps, time!);
        var query = QueryString.FromUriComponent(delivery.Query);
        var request = new HookRequest(
            "POST", hook + query.Value, Headers(delivery), new QueryCollection(Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(delivery.Query)), delivery.Body);
        byte[] content = [.. SignedContent.Of(verifier, request, time)!.SelectMany(static piece => piece.ToArray())];
        return Put(delivery, Encode(Signature(content, own)), time);
    }

    private static bool IsPrivateKey(string secret)
    {
        try
        {
            using var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(SecretText.Base64(secret, isExact: false) ?? [], out _);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static HeaderDictionary Headers(Delivery delivery)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in delivery.Headers)
            headers[name] = value;
        return headers;
    }

    private byte[] Signature(byte[] content, string secret)
    {
        if (verifier.Scheme == Scheme.EcdsaSha256)
        {
            using var pair = ECDsa.Create();
            pair.ImportPkcs8PrivateKey(Convert.FromBase64String(secret), out _);
            return pair.SignData(content, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
        }

        if (verifier.Scheme == Scheme.Ed25519)
        {
            var signature = new byte[Ed25519.SignatureSize];
            new Ed25519PrivateKeyParameters(Convert.FromBase64String(secret)).Sign(Ed25519.Algorithm.Ed25519, null, content, 0, content.Length, signature, 0);
            return signature;
        }

        var key = SecretText.Key(verifier, secret)!;
#pragma warning disable CA5350 // Vendors chose SHA-1; as a keyed hash it is not broken.
        return verifier.Scheme == Scheme.HmacSha1 ? HMACSHA1.HashData(key, content) : HMACSHA256.HashData(key, content);
#pragma warning restore CA5350
    }

    private string Encode(byte[] signature) => verifier.IsHex ? Convert.ToHexStringLower(signature) : Convert.ToBase64String(signature);

    private Delivery Put(Delivery delivery, string proof, string? time)
    {
        proof = verifier.Proof.Prefix + proof;
        if (verifier.Proof.Field is { } field)
            proof = field + verifier.Proof.Assign + proof;
        if (verifier.Timestamp?.Field is { } named)
            proof = named + verifier.Proof.Assign + time + verifier.Proof.Separator + proof;
        if (verifier.Proof.Header is { } header)
            return delivery.With(header: (header, proof));
        if (verifier.Proof.Query is { } query)
            return delivery.With(query: $"?{query}={Uri.EscapeDataString(proof)}");
        return Set(delivery, verifier.Proof.Body!.Steps, proof);
    }

    private static Delivery Set(Delivery delivery, IReadOnlyList<string> steps, string value)
    {
        var root = JsonNode.Parse(delivery.Body)!;
        root[steps[0]]![steps[1]] = value;
        return delivery.With(body: Encoding.UTF8.GetBytes(root.ToJsonString()));
    }
}
