using System.Text.Json.Nodes;

using static LeadScoring.Domain.Models.Schema.SchemaNodes;

namespace LeadScoring.Domain.Models.Schema;

/// <summary>Conditions in the schema.</summary>
internal static class ConditionSchema
{
    /// <summary>A map of fields, AND-ed, with all, any and not among them.</summary>
    public static JsonObject Condition()
    {
        var condition = OpenMap(
            "All of its fields must hold.",
            [],
            ("all", List(Ref("condition"), "All must hold.", 1)),
            ("any", List(Ref("condition"), "One must hold.", 1)),
            ("not", Ref("condition", "Must not hold.")));
        condition["additionalProperties"] = Ref("test");
        return condition;
    }

    /// <summary>What a field is compared with: a value, a list, or operators.</summary>
    public static JsonObject Test()
    {
        var operators = Map("", [], [.. Enum.GetValues<Operator>().Select(static op => (NameOf(op), OperandOf(op)))]);
        operators["minProperties"] = 1;
        var test = AnyOf(Text(), List(Text(), least: 1), operators);
        test["description"] = "A value, a list of values, or { operator: operand }.";
        return test;
    }

    private static JsonObject OperandOf(Operator op) => op switch
    {
        Operator.Is => OneOrList(Text(), "Equal to any."),
        Operator.IsNot => OneOrList(Text(), "Has a value, and it is equal to none."),
        Operator.Contains => OneOrList(Text(), "The text holds any of them."),
        Operator.StartsWith => OneOrList(Text(), "The text begins with any of them."),
        Operator.EndsWith => OneOrList(Text(), "The text ends with any of them."),
        Operator.HasWord => OneOrList(Text(), "The words occur in a row as whole words."),
        Operator.Matches => Text("A regular expression that is found anywhere; linear time, at most 512 characters."),
        Operator.AtLeast or Operator.AtMost or Operator.Above or Operator.Below => Number("As numbers."),
        Operator.Between => Between(),
        Operator.Exists => Truth("Whether the field has a value."),
        Operator.Before or Operator.After => Text("A day such as 2026-03-31, or an instant."),
        Operator.OlderThan or Operator.NewerThan => Ref("days"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static JsonObject Between()
    {
        var between = List(Number(), "Both ends included.", 2);
        between["maxItems"] = 2;
        return between;
    }

    private static string NameOf(Operator op)
    {
        var name = op.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
