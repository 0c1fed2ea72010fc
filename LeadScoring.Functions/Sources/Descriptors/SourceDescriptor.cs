using System.Collections.Immutable;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>A source of webhooks, as data: how it proves itself, and how its bodies become events. One file in Vendors each.</summary>
internal sealed record SourceDescriptor
{
    /// <summary>As in the address: <c>/hooks/{name}/{connection}</c>.</summary>
    public required string Name { get; init; }

    /// <summary>As the vendor writes it.</summary>
    public required string Title { get; init; }

    /// <summary>What an operator should know, e.g. of addresses from which the vendor sends.</summary>
    public required string Note { get; init; }

    /// <summary>What the file says of verification, for people.</summary>
    public required string Proof { get; init; }

    /// <summary>Ways of proving; one has to hold.</summary>
    public required ImmutableArray<VerifierDescriptor> Verifiers { get; init; }

    public required MappingDescriptor Mapping { get; init; }

    /// <summary>Status of a request that was taken: 202, or 200 for vendors that repeat after anything else.</summary>
    public required int Answer { get; init; }

    /// <summary>Bytes that a body has at most.</summary>
    public required int BodyBytes { get; init; }

    /// <summary>Ids are signed without the content: they are bound to the first content seen with them.</summary>
    public TokenBinding? Binding { get; init; }

    /// <summary>Whether strangers may have sent what it delivers, unless a connection says otherwise: its write key is public.</summary>
    public bool IsClaimed { get; init; }

    /// <summary>Answers the handshake of CloudEvents' webhooks.</summary>
    public bool IsCloudEvents { get; init; }
}

/// <summary>A signed token that does not cover the content.</summary>
/// <param name="Token">Where the token is.</param>
/// <param name="Content">The content that belongs to it.</param>
internal sealed record TokenBinding(ValuePath Token, ValuePath Content);
