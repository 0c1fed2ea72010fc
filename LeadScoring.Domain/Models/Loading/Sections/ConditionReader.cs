using System.Collections.Immutable;
using LeadScoring.Domain.Models.Loading.Yaml;

namespace LeadScoring.Domain.Models.Loading.Sections;

/// <summary>What the fields of a condition are.</summary>
internal enum ConditionKind
{
    Profile,

    /// <summary>In <c>where</c>: what holds must not depend on the day.</summary>
    Event,
    Route,
}

/// <summary>Reads conditions: maps of fields, AND-ed, with <c>all</c>, <c>any</c> and <c>not</c> among them.</summary>
internal sealed class ConditionReader(ModelScope scope)
{
    private readonly Findings _findings = scope.Findings;
    private readonly Operands _operands = new(scope.Findings);
    private readonly RouteFieldChecks _routeFields = new(scope);

    /// <summary>The condition; null when it is absent or something is wrong with it.</summary>
    public Condition? Read(Node? node, string key, ConditionKind fields)
    {
        if (node is not Node.Map map)
        {
            _findings.WrongType(node, $"'{key}' must be a condition", $"Write '{key}: {{ field: value }}' or '{key}: {{ field: {{ operator: value }} }}'.");
            return null;
        }

        return And([.. map.Entries.SelectMany(entry => ReadEntry(entry, fields))], map.At);
    }

    private static Condition And(ImmutableArray<Condition> items, SourcePosition at) =>
        items is [var only] ? only : new Condition.All(items) { At = at };

    private IEnumerable<Condition> ReadEntry(Entry entry, ConditionKind fields)
    {
        switch (entry.Key)
        {
            case "all":
                return [new Condition.All(ReadList(entry, fields)) { At = entry.At }];
            case "any":
                return [new Condition.Any(ReadList(entry, fields)) { At = entry.At }];
            case "not":
                return Read(entry.Value, entry.Key, fields) is { } item ? [new Condition.Not(item) { At = entry.At }] : [];
            default:
                if (fields is ConditionKind.Route && !_routeFields.Check(entry.Key, entry.At))
                    return [];
                return ReadField(entry, fields);
        }
    }

    private ImmutableArray<Condition> ReadList(Entry entry, ConditionKind fields) =>
        [.. _findings.SomeItems(entry.Value, entry.Key).Select(item => Read(item, entry.Key, fields)).OfType<Condition>()];

    private IEnumerable<Condition.Test> ReadField(Entry field, ConditionKind fields)
    {
        if (string.IsNullOrWhiteSpace(field.Key))
        {
            _findings.Add(Codes.Identifier, field.At, "A condition needs the name of a field.", "Write 'field: value'.");
            return [];
        }

        if (field.Value is not Node.Map operators)
            return ReadTest(field, Operator.Is, "is", field.Value, fields);
        if (operators.Entries.IsEmpty)
            _findings.Add(Codes.NothingListed, operators.At, $"An operator is missing for the field {Findings.Quote(field.Key)}.", "Write '{ exists: true }' if any value will do.");
        return
        [
            .. operators.Entries.SelectMany(entry => _operands.Operator(entry) is { } op ? ReadTest(field, op, entry.Key, entry.Value, fields, entry.At) : []),
        ];
    }

    private IEnumerable<Condition.Test> ReadTest(Entry field, Operator op, string word, Node value, ConditionKind fields, SourcePosition? operatorAt = null)
    {
        if (fields is ConditionKind.Event && op is Operator.OlderThan or Operator.NewerThan)
        {
            _findings.Add(Codes.AgeInWhere, operatorAt ?? field.At, $"'{word}' is not allowed in 'where': a match must not depend on the day.", "Use the rule's 'within', or compare with a date by 'before' and 'after'.");
            return [];
        }

        if (_operands.Read(value, op, word) is not { } operands)
            return [];
        if (fields is ConditionKind.Route)
            _routeFields.CheckOperands(field.Key, op, operands);
        return [new Condition.Test(field.Key, op, [.. operands.Select(static operand => operand.Value)]) { At = field.At }];
    }
}
