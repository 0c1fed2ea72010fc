using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>Reads the small maps about handing over: <c>gates</c>, <c>requalify</c>, <c>status</c> and <c>priority</c>.</summary>
internal static class HandOffSections
{
    private static readonly Dictionary<string, bool> Statuses = new(StringComparer.Ordinal) { ["Opportunity"] = true };

    public static Gates Gates(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'gates'", findings) is not { } keys)
            return new Gates([], null);
        var required = findings.Different(keys.Optional("required"), "required");
        var activeWithin = findings.Days(keys.Optional("activeWithin"), "activeWithin");
        var proven = findings.Truth(keys.Optional("proven"), "proven");
        keys.Close();
        return new Gates([.. required.Select(static field => field.Value.Trim())], activeWithin, proven ?? true) { At = keys.At };
    }

    public static Requalify Requalify(Node? node, ModelScope scope)
    {
        var findings = scope.Findings;
        if (Keys.Of(node, "'requalify'", findings) is not { } keys)
            return new Requalify(0, 0);
        var margin = findings.Number(keys.Optional("margin"), "margin", new NumberRange(0, scope.AddsUp ? NumberRange.Points.Most : 100, 3));
        var coolDown = findings.Days(keys.Optional("coolDown"), "coolDown");
        keys.Close();
        return new Requalify(margin ?? 0, coolDown ?? 0);
    }

    /// <summary>Whether a hand-off sets the plain status at once.</summary>
    public static bool Status(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'status'", findings) is not { } keys)
            return false;
        var atTarget = findings.Word(keys.Required("atTarget"), "atTarget", Statuses);
        keys.Close();
        return atTarget ?? false;
    }

    public static PriorityWeights Priority(Node? node, Findings findings)
    {
        if (Keys.Of(node, "'priority'", findings) is not { } keys)
            return PriorityWeights.Usual;
        var weights = new PriorityWeights(Weight("score"), Weight("grade"), Weight("recency"), Weight("signals"), Weight("activity"), Weight("promise", PriorityWeights.UsualPromise));
        keys.Close();
        return weights;

        int Weight(string key, int usual = 1) => findings.Whole(keys.Optional(key), key, 1, 5) ?? usual;
    }
}
