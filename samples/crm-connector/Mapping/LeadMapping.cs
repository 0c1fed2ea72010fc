using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;

using LeadScoring.CrmConnector.Messages;

namespace LeadScoring.CrmConnector.Mapping;

/// <summary>Turns messages into the fields of a CRM, as a mapping file says.</summary>
internal sealed class LeadMapping(ImmutableArray<MappedField> fields)
{
    /// <summary>The CRM's fields, in the order of the file.</summary>
    public IEnumerable<string> Names => fields.Select(static one => one.Name);

    /// <returns>False with the verdict when the message lacks what the CRM requires.</returns>
    public bool TryMap(LeadMessage message, out ImmutableArray<MappedValue> values, [NotNullWhen(false)] out Verdict? verdict)
    {
        var mapped = fields.Select(field => (Field: field, Value: Value(field, message))).ToList();
        values = [.. mapped.Select(static one => one.Value)];
        var missing = mapped.Where(static one => one.Field.Required && string.IsNullOrEmpty(one.Value.Value) && string.IsNullOrEmpty(one.Value.Default)).ToList();
        verdict = missing.Count == 0
            ? null
            : new Verdict("missing-field",
                $"The mapping requires {string.Join(", ", missing.Select(static one => $"{one.Field.Name} (from {one.Field.From})"))}, which the message lacks. " +
                "Fix: give the field a 'default' in the mapping or drop 'required' there and resubmit, or leave the message if the CRM should not have such leads.");
        return verdict is null;
    }

    private static MappedValue Value(MappedField field, LeadMessage message)
    {
        var value = field.From?.Read(message.Event);
        if (value is not null && field.Values.Count > 0)
            value = field.Values.TryGetValue(value, out var translated) || field.Values.TryGetValue(MappedField.AnyOther, out translated) ? translated : value;
        else if (value is null && (field.ClearOn.Contains(message.Type) || field.ClearOn.Contains(MappedField.AnyOther)))
            value = "";
        return new MappedValue(field.Name, value, field.Default);
    }
}
