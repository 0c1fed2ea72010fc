using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>
/// Reads <c>audience</c>: <c>everyone</c>, <c>prospect</c>, <c>customer</c>, <c>{ prospect: { until: [model, ...] | any } }</c>,
/// <c>{ customer: { of: [model, ...] } }</c>.
/// </summary>
internal static class AudienceReader
{
    private const string Any = "any";

    private static readonly Dictionary<string, AudienceKind> Kinds = new(StringComparer.Ordinal)
    {
        ["prospect"] = AudienceKind.Prospect,
        ["customer"] = AudienceKind.Customer,
        ["everyone"] = AudienceKind.Everyone,
    };

    /// <param name="node">What stands there; null = nothing, which is everyone.</param>
    /// <param name="model">Id of the model itself: until won under it, unless others are named.</param>
    /// <param name="findings">Takes what is wrong.</param>
    public static Audience Read(Node? node, string model, Findings findings)
    {
        if (node is not Node.Map)
        {
            var word = findings.Word(node, "audience", Kinds) switch
            {
                AudienceKind.Prospect => new Audience(AudienceKind.Prospect, [model]),
                AudienceKind.Customer => new Audience(AudienceKind.Customer, []),
                _ => Audience.Everyone,
            };
            return node is null ? word : word with { At = node.At };
        }

        var keys = Keys.Of(node, "'audience'", findings)!;
        var prospect = keys.Has("prospect") || !keys.Has("customer");
        if (keys.Has("prospect") && keys.Has("customer"))
            findings.Add(Codes.Kind, keys.At, "'audience' has prospect and customer, but a lead is one of them.", "Keep one; for both write 'audience: everyone'.");
        var audience = prospect
            ? new Audience(AudienceKind.Prospect, Models(keys.Required("prospect"), "prospect", "until", findings))
            : new Audience(AudienceKind.Customer, Models(keys.Required("customer"), "customer", "of", findings));
        // Known, so that a misspelt key is not the only one named.
        _ = keys.Optional(prospect ? "customer" : "prospect");
        keys.Close();
        return audience with { At = keys.At };
    }

    private static ImmutableArray<string> Models(Node? node, string owner, string key, Findings findings)
    {
        if (Keys.Of(node, $"'{owner}'", findings) is not { } keys)
            return [];
        var list = keys.Required(key);
        keys.Close();
        if (list is Node.Text { IsAbsent: false } word && word.Value.Trim() is Any && owner == "prospect")
            return [];
        var models = findings.Different(list, key);
        return [.. models.Select(id => findings.Id(id, key)).OfType<string>()];
    }
}
