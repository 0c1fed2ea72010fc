using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>How a source proves that a request is its own. Read from its descriptor.</summary>
internal sealed record VerifierDescriptor
{
    public required Scheme Scheme { get; init; }

    /// <summary>Which of the connection's secrets it takes.</summary>
    public required SecretUse Use { get; init; }

    /// <summary>Of a signature.</summary>
    public bool IsHex { get; init; }

    /// <summary>Where the signature, or the secret itself, is sent.</summary>
    public required ProofPlace Proof { get; init; }

    /// <summary>What is signed, in order.</summary>
    public required ImmutableArray<SignedPart> Signed { get; init; }

    /// <summary>The signed time; null where none is.</summary>
    public TimestampPlace? Timestamp { get; init; }

    /// <summary>The configured secret is base64 of the key.</summary>
    public bool SecretIsBase64 { get; init; }

    /// <summary>With what a configured secret begins.</summary>
    public string? SecretPrefix { get; init; }

    /// <summary>A public key with which the vendor signs an empty body before it has told the real one.</summary>
    public string? Probe { get; init; }

    /// <summary>What has to hold besides.</summary>
    public VerifierDescriptor? Also { get; init; }

    /// <summary>Whether the secret stays with its owners, and only what it signs is sent.</summary>
    public bool IsSignature => Scheme is not (Scheme.Secret or Scheme.Basic);

    /// <summary>Whether the address is part of what is signed.</summary>
    public bool SignsUrl => Signed.Any(static part => part.Kind is SignedPartKind.Url or SignedPartKind.HubSpotUrl);
}

/// <summary>Ways of proving.</summary>
internal enum Scheme
{
    HmacSha256,
    HmacSha1,

    /// <summary>ECDSA P-256 with SHA-256, DER signature; the secret is the public key.</summary>
    EcdsaSha256,

    /// <summary>Ed25519; the secret is the public key.</summary>
    Ed25519,

    /// <summary>The secret itself is sent.</summary>
    Secret,

    /// <summary>HTTP Basic; the secret is <c>user:password</c>.</summary>
    Basic,
}

/// <summary>What a secret is for.</summary>
internal enum SecretUse
{
    /// <summary>It signs, or is sent in a header.</summary>
    Sign,

    /// <summary>It stands in the address.</summary>
    Url,
}

/// <summary>Where a proof is sent.</summary>
/// <param name="Header">In this header.</param>
/// <param name="Query">In this parameter of the address.</param>
/// <param name="Body">At this place of the body.</param>
/// <param name="Prefix">Text before it.</param>
/// <param name="Separator">Between several of them.</param>
/// <param name="Assign">Between the name and the value of each; others than <paramref name="Field"/> are passed over.</param>
/// <param name="Field">The name of those that count.</param>
internal sealed record ProofPlace(string? Header, string? Query, ValuePath? Body, string? Prefix, string? Separator, string? Assign, string? Field);

/// <summary>Where the signed time is sent.</summary>
/// <param name="Header">In this header.</param>
/// <param name="Body">At this place of the body.</param>
/// <param name="Field">Under this name beside the signatures.</param>
/// <param name="IsMilliseconds">Instead of seconds.</param>
/// <param name="ToleranceSeconds">How old or how far ahead it may be; null = it is not looked at.</param>
internal sealed record TimestampPlace(string? Header, ValuePath? Body, string? Field, bool IsMilliseconds, int? ToleranceSeconds);

internal readonly record struct SignedPart(SignedPartKind Kind, string? Text = null, ValuePath? Path = null);

internal enum SignedPartKind
{
    Literal,

    /// <summary>The raw bytes.</summary>
    Body,

    /// <summary>The raw bytes of the first element of a list; of an object all.</summary>
    FirstElement,
    Timestamp,
    Method,
    Header,

    /// <summary>A text inside the body.</summary>
    BodyText,

    /// <summary>The address that the vendor was told.</summary>
    Url,

    /// <summary>The same with some escapes undone, as HubSpot does.</summary>
    HubSpotUrl,

    /// <summary>Names and values of the form, by name.</summary>
    SortedForm,
}
