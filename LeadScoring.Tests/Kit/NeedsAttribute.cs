using Xunit.Abstractions;
using Xunit.Sdk;

namespace LeadScoring.Tests.Kit;

/// <summary>Why <c>./test --fast</c> leaves a test out.</summary>
public enum Need
{
    /// <summary>Listens on a port of this machine.</summary>
    Network,

    /// <summary>May start a program: the app, Azurite, a browser, Node, a compiler, a shell.</summary>
    Processes,

    /// <summary>Needs nothing but the code, and many seconds: thousands of histories or inputs.</summary>
    Time,
}

/// <summary>
/// What a test, or each test of a class, needs besides the code (TESTING.md#fast-and-slow). It is the trait <c>Needs</c>, for filters.
/// <see cref="Architecture.NeedsTests"/> finds marks that are missing, wrong or not needed.
/// </summary>
/// <param name="need">The largest of its needs: processes before a port.</param>
[TraitDiscoverer("LeadScoring.Tests.Kit.NeedsDiscoverer", "LeadScoring.Tests")]
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class NeedsAttribute(Need need) : Attribute, ITraitAttribute
{
    public Need Need { get; } = need;
}

/// <summary>Gives xunit the trait of a <see cref="NeedsAttribute"/>.</summary>
public sealed class NeedsDiscoverer : ITraitDiscoverer
{
    public const string Trait = "Needs";

    public IEnumerable<KeyValuePair<string, string>> GetTraits(IAttributeInfo traitAttribute) =>
        [new(Trait, traitAttribute.GetNamedArgument<Need>(nameof(NeedsAttribute.Need)).ToString())];
}
