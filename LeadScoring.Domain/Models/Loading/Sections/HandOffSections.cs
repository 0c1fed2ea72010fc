using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the small maps about handing over: <c>gates</c>, <c>requalify</c> and <c>priority</c>.</summary>
internal static class HandOffSections
{
    public static Gates Gates(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'gates'", findings) is not { } keys)
            return new Gates([], null);
        var required = findings.Different(keys.Optional("required"), "required");
        var activeWithin = findings.Days(keys.Optional("activeWithin"), "activeWithin");
        var proven = findings.Truth(keys.Optional("proven"), "proven");
        keys.Close();
        return new Gates([.. required.Select(static field => field.Value.Trim())], activeWithin, proven ?? true);
    }

    public static Requalify Requalify(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'requalify'", findings) is not { } keys)
            return new Requalify(0, 0);
        var margin = findings.Number(keys.Optional("margin"), "margin", new NumberRange(0, 100, 3));
        var coolDown = findings.Days(keys.Optional("coolDown"), "coolDown");
        keys.Close();
        return new Requalify(margin ?? 0, coolDown ?? 0);
    }

    public static PriorityWeights Priority(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'priority'", findings) is not { } keys)
            return new PriorityWeights(1, 1, 1, 1, 1);
        var weights = new PriorityWeights(Weight("score"), Weight("grade"), Weight("recency"), Weight("signals"), Weight("activity"));
        keys.Close();
        return weights;

        int Weight(string key) => findings.Whole(keys.Optional(key), key, 1, 5) ?? 1;
    }
}
