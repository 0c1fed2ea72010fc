using System.Collections.Immutable;

namespace LeadScoring.Domain.Models.Loading.Yaml;

/// <summary>Reads lists.</summary>
internal static class Lists
{
    /// <summary>The items of a list; empty when it is absent or something else, which is reported.</summary>
    public static ImmutableArray<Node> Items(this Findings findings, Node? node, string key)
    {
        if (node is Node.List list)
            return list.Items;
        findings.WrongType(node, $"'{key}' must be a list", $"Write '{key}: [ ... ]' or one '- ' line for each item.");
        return [];
    }

    /// <summary>As <see cref="Items"/>; an empty list is reported too.</summary>
    public static ImmutableArray<Node> SomeItems(this Findings findings, Node? node, string key)
    {
        findings.NotEmpty(node, key);
        return findings.Items(node, key);
    }

    /// <summary>One text or a list of at least one; null when something is wrong or absent.</summary>
    public static ImmutableArray<Node.Text>? TextList(this Findings findings, Node? node, string key)
    {
        if (node is not Node.List list)
            return findings.Text(node, key) is null ? null : [(Node.Text)node!];
        if (!findings.NotEmpty(node, key))
            return null;
        foreach (var item in list.Items)
            findings.Text(item, key);
        var texts = list.Items.OfType<Node.Text>().Where(static text => !string.IsNullOrWhiteSpace(text.Value)).ToImmutableArray();
        return texts.Length == list.Items.Length ? texts : null;
    }

    /// <summary>A list (not a single value) of different texts; empty when something is wrong or absent.</summary>
    public static ImmutableArray<Node.Text> Different(this Findings findings, Node? node, string key)
    {
        if (node is not Node.List)
        {
            findings.Items(node, key);
            return [];
        }

        var texts = findings.TextList(node, key) ?? [];
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            if (!seen.Add(text.Value.Trim()))
                findings.Add(Codes.DuplicateId, text.At, $"{Findings.Quote(text.Value)} is in '{key}' twice.", "Remove one of the two.");
        }

        return texts;
    }

    private static bool NotEmpty(this Findings findings, Node? node, string key)
    {
        if (node is not Node.List { Items.Length: 0 })
            return true;
        findings.Add(Codes.NothingListed, node.At, $"The list '{key}' is empty.", "List at least one item, or remove the key.");
        return false;
    }
}
