using System.Collections.Immutable;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads how a source proves itself.</summary>
internal static class VerifierReader
{
    private const int Day = 24 * 3600;

    /// <summary>All ways; at least one.</summary>
    public static ImmutableArray<VerifierDescriptor> Read(StrictObject root)
    {
        var all = root.List("verify");
        if (all.Count == 0)
            root.Refuse("verify", "The source must say how its requests are verified.", "Add \"verify\": a source without verification is not accepted.");
        return [.. all.Select(item => One(StrictObject.Of(item.Element, item.Pointer, root.Faults)))];
    }

    private static VerifierDescriptor One(StrictObject from)
    {
        var scheme = from.OneOf("scheme", "hmac-sha256", "hmac-sha1", "ecdsa-p256-sha256", "ed25519", "secret", "basic") switch
        {
            "hmac-sha256" => Scheme.HmacSha256,
            "hmac-sha1" => Scheme.HmacSha1,
            "ecdsa-p256-sha256" => Scheme.EcdsaSha256,
            "ed25519" => Scheme.Ed25519,
            "basic" => Scheme.Basic,
            "secret" => Scheme.Secret,
            _ => Missing(from),
        };
        var isSignature = scheme is Scheme.HmacSha256 or Scheme.HmacSha1 or Scheme.EcdsaSha256 or Scheme.Ed25519;
        var verifier = new VerifierDescriptor
        {
            Scheme = scheme,
            Use = from.OneOf("use", "sign", "url") == "url" ? SecretUse.Url : SecretUse.Sign,
            IsHex = isSignature && Encoding(from) == "hex",
            Proof = scheme == Scheme.Basic ? new ProofPlace("Authorization", null, null, "Basic ", null, null, null) : Place(from),
            Signed = isSignature ? Signed(from) : [],
            Timestamp = isSignature && from.Object("timestamp") is { } time ? Timestamp(time) : null,
            SecretIsBase64 = from.OneOf("secret", "text", "base64") == "base64",
            SecretPrefix = from.Text("secretPrefix"),
            Probe = from.Text("probe"),
            Also = from.Object("also") is { } also ? One(also) : null,
        };
        if (scheme == Scheme.Ed25519 && verifier.SecretPrefix is null)
            from.Refuse("secretPrefix", "A public key cannot be distinguished from a shared secret.", "Add \"secretPrefix\": the text with which such a key begins, e.g. \"whpk_\".");
        if (verifier.Timestamp is null && verifier.Signed.Any(static part => part.Kind == SignedPartKind.Timestamp))
            from.Refuse("timestamp", "The signature covers a time, but its place is not given.", "Add \"timestamp\".");
        from.Close();
        return verifier;
    }

    private static Scheme Missing(StrictObject from)
    {
        from.Required("scheme");
        // Most are signatures: read on as one, so that other faults are told too.
        return Scheme.HmacSha256;
    }

    private static string? Encoding(StrictObject from)
    {
        from.Required("encoding");
        return from.OneOf("encoding", "hex", "base64");
    }

    private static ImmutableArray<SignedPart> Signed(StrictObject from)
    {
        var text = from.Required("signed");
        if (SignedTemplate.Parse(text) is { } parts)
            return parts;
        from.Refuse("signed", $"'{text}' must say what is signed.", SignedTemplate.Form);
        return [];
    }

    private static ProofPlace Place(StrictObject from)
    {
        var place = new ProofPlace(
            from.Text("header"), from.Text("query"), Paths.Optional(from, "at"), from.Text("prefix"), from.Text("separator"), from.Text("assign"), from.Text("field"));
        if (new object?[] { place.Header, place.Query, place.Body }.Count(static one => one is not null) != 1)
            from.Refuse("header", "It is not clear where the proof is sent.", "Give one of \"header\", \"query\" and \"at\".");
        if (place.Assign is null != place.Field is null)
            from.Refuse("field", "\"assign\" and \"field\" belong together.", "Give both or neither.");
        return place;
    }

    private static TimestampPlace Timestamp(StrictObject from)
    {
        var place = new TimestampPlace(
            from.Text("header"), Paths.Optional(from, "at"), from.Text("field"), from.OneOf("unit", "s", "ms") == "ms", from.Whole("toleranceSeconds", 1, Day));
        if (new object?[] { place.Header, place.Body, place.Field }.Count(static one => one is not null) != 1)
            from.Refuse("header", "It is not clear where the time is sent.", "Give one of \"header\", \"at\" and \"field\".");
        from.Close();
        return place;
    }
}
