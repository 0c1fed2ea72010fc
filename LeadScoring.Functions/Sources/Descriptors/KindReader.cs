using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads what each kind of a vendor is for us.</summary>
internal static class KindReader
{
    public static FrozenDictionary<string, ImmutableArray<KindCase>> Read(StrictObject from)
    {
        var kinds = new Dictionary<string, ImmutableArray<KindCase>>(StringComparer.Ordinal);
        foreach (var (name, value, pointer) in from.Members("kinds"))
        {
            var cases = value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select((item, index) => (item, $"{pointer}/{index}")) : [(value, pointer)];
            kinds[name] = [.. cases.Select(one => Case(one.Item1, one.Item2, from.Faults))];
        }

        return kinds.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static KindCase Case(JsonElement value, string pointer, ErrorList errors)
    {
        if (value.ValueKind == JsonValueKind.String)
            return new KindCase { Type = Type(value.GetString()!, pointer, errors) };
        var from = StrictObject.Of(value, pointer, errors);
        var type = from.Text("type");
        if (type is null == !from.Flag("ignore"))
            from.Refuse("type", "A kind needs a type, or must be ignored.", "Give \"type\" or \"ignore\": true.");
        var lead = from.Object("lead");
        var one = new KindCase
        {
            When = Paths.Expression(from, "when"),
            Is = [.. from.Texts("is")],
            And = Conditions(from),
            Each = Paths.Expression(from, "each"),
            Type = type is null ? null : Type(type, $"{pointer}/type", errors),
            Set = [.. from.Words("set")],
            Id = MappingReader.Id(from),
            Email = lead is null ? null : Paths.Expression(lead, "email"),
            Visitor = lead is null ? null : Paths.Expression(lead, "visitor"),
            ExternalId = lead is null ? null : Paths.Expression(lead, "externalId"),
            Properties = from.Find("properties") is null ? null : MappingReader.Fields(from, "properties"),
            Profile = from.Find("profile") is null ? null : MappingReader.Fields(from, "profile"),
        };
        if (one.When is null && !one.And.IsEmpty)
            from.Refuse("and", "'and' adds to what 'when' asks for, and there is no 'when'.", "Add \"when\": \"/path\".");
        if (one.When is null && !one.Is.IsEmpty)
            from.Refuse("is", "'is' compares what 'when' names, and there is no 'when'.", "Add \"when\": \"/path\".");
        lead?.Close();
        from.Close();
        return one;
    }

    private static ImmutableArray<KindCondition> Conditions(StrictObject parent)
    {
        if (parent.Find("and") is not { } list)
            return [];
        var conditions = ImmutableArray.CreateBuilder<KindCondition>();
        var pointer = $"{parent.Pointer}/and";
        if (list.ValueKind != JsonValueKind.Array)
            parent.Refuse("and", "It must be a list of conditions.", "Write [ { \"at\": \"/path\", \"is\": [ \"value\" ] } ], or \"missing\": true in place of \"is\".");
        foreach (var (item, index) in list.ValueKind == JsonValueKind.Array ? list.EnumerateArray().Select(static (item, index) => (item, index)) : [])
        {
            var from = StrictObject.Of(item, $"{pointer}/{index}", parent.Faults);
            from.Required("at");
            var (at, values, isMissing) = (Paths.Expression(from, "at"), from.Texts("is"), from.Flag("missing"));
            if (at is not null)
                conditions.Add(new KindCondition(at, [.. values], isMissing));
            from.Close();
        }

        return conditions.ToImmutable();
    }

    private static string Type(string text, string pointer, ErrorList errors)
    {
        if (!EventTypes.IsType(text))
            errors.Add(pointer, $"'{text}' is not an event type.", "Write lower-case words joined by dots, e.g. \"email.opened\".");
        return text;
    }
}
