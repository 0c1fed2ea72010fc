using System.Collections.Immutable;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads <c>rules</c>: what all kinds have in common; <see cref="RuleBodies"/> reads the rest.</summary>
internal sealed class RuleSection(ModelScope scope, Filters filters, ConditionReader conditions)
{
    // The ledger's line for what the scale cut off.
    private const string Clamp = "clamp";
    private readonly Findings _findings = scope.Findings;
    private readonly RuleBodies _bodies = new(scope, filters, conditions);

    /// <summary>Tells the scope the ids and kinds.</summary>
    public static void Outline(Node? node, ModelScope scope)
    {
        if (node is not Node.List list)
            return;
        foreach (var map in list.Items.OfType<Node.Map>())
        {
            if (map["rule"] is Node.Text id)
                scope.Rules.TryAdd(id.Value.Trim(), new RuleOutline(RuleKinds.Of(map), NamesFarewell(map["on"])));
        }
    }

    public ImmutableArray<Rule> Read(Node? node)
    {
        var ids = new Ids(_findings, "rule");
        return [.. _findings.Items(node, "rules").Select(item => ReadRule(item, ids)).OfType<Rule>()];
    }

    private static bool NamesFarewell(Node? on) => on switch
    {
        Node.Text type => EventTypes.IsObjection(type.Value.Trim()),
        Node.List list => list.Items.Any(NamesFarewell),
        _ => false,
    };

    private Rule? ReadRule(Node node, Ids ids)
    {
        if (Keys.Of(node, "a rule", _findings) is not { } keys)
            return null;
        var id = ids.Read(keys, "rule");
        if (id == Clamp)
            _findings.Add(Codes.ReservedId, keys.Optional("rule")!.At, $"A rule cannot be called '{Clamp}': the explanation of a score has a line of that name.", "Give it another name.");
        var categoryNode = keys.Required("category");
        var category = _findings.Text(categoryNode, "category") ?? "";
        if (category.Length > 0)
            scope.Refer(scope.Categories, Codes.AbsentCategory, category, categoryNode!.At, "category");
        var title = _findings.Text(keys.Optional("title"), "title");
        var signal = _findings.Truth(keys.Optional("signal"), "signal") ?? false;
        var owner = _findings.Word(keys.Optional("owner"), "owner", Owners.Words);
        var note = _findings.Text(keys.Optional("note"), "note");
        var rule = _bodies.Read(keys, (Node.Map)node, id, category);
        return rule is null ? null : rule with { Title = title, IsSignal = signal, Owner = owner, Note = note, At = keys.At };
    }
}
