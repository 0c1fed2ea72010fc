using System.Collections.Frozen;
using System.Collections.Immutable;

using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Sources.Descriptors;

/// <summary>Reads how a source's bodies become events.</summary>
internal static class MappingReader
{
    public static MappingDescriptor Read(StrictObject from)
    {
        from.Required("body");
        var lead = from.Object("lead");
        var time = from.Object("time");
        var mapping = new MappingDescriptor
        {
            Body = from.OneOf("body", "json", "form", "multipart", "any") switch
            {
                "json" => BodyForm.Json,
                "form" => BodyForm.Form,
                "multipart" => BodyForm.Multipart,
                _ => BodyForm.Any,
            },
            Embedded = [.. from.Texts("embedded")],
            Events = Paths.Optional(from, "events"),
            Kind = Kind(from),
            Kinds = KindReader.Read(from),
            Crawlers = Paths.Expression(from, "crawlers"),
            IsStrict = from.Flag("strict"),
            KindsAreTypes = from.Flag("kindsAreTypes"),
            Id = Id(from),
            Time = time is null ? null : Paths.Expression(time, "at"),
            TimeForm = time is null ? TimeForm.Iso : Form(time),
            Email = lead is null ? null : Paths.Expression(lead, "email"),
            Visitor = lead is null ? null : Paths.Expression(lead, "visitor"),
            ExternalId = lead is null ? null : Paths.Expression(lead, "externalId"),
            Properties = Fields(from, "properties"),
            Profile = Fields(from, "profile"),
            Names = from.Words("names").ToFrozenDictionary(StringComparer.Ordinal),
            Fields = from.Object("fields") is { } fields ? FormFields(fields) : null,
        };
        lead?.Close();
        time?.Close();
        from.Close();
        return mapping;
    }

    private static ValueExpression Kind(StrictObject from)
    {
        from.Required("kind");
        return Paths.Expression(from, "kind") ?? ValueExpression.Parse("=unknown")!;
    }

    /// <summary>The parts of an event's identity.</summary>
    public static ImmutableArray<ValueExpression> Id(StrictObject from)
    {
        var parts = ImmutableArray.CreateBuilder<ValueExpression>();
        foreach (var text in from.Texts("id"))
        {
            if (Paths.Expression(from.Faults, $"{from.Pointer}/id", text) is { } part)
                parts.Add(part);
        }

        return parts.ToImmutable();
    }

    private static TimeForm Form(StrictObject time)
    {
        time.Required("at");
        return time.OneOf("as", "iso", "seconds", "milliseconds", "epoch") switch
        {
            "seconds" => TimeForm.Seconds,
            "milliseconds" => TimeForm.Milliseconds,
            "epoch" => TimeForm.Epoch,
            _ => TimeForm.Iso,
        };
    }

    /// <summary>Named values and places whose members are kept.</summary>
    public static FieldMapping Fields(StrictObject parent, string name)
    {
        if (parent.Object(name) is not { } from)
            return new FieldMapping([], [], FrozenSet<string>.Empty, null);
        var named = ImmutableArray.CreateBuilder<(string, ValueExpression)>();
        foreach (var (member, text) in from.Words("values"))
        {
            if (Paths.Expression(from.Faults, $"{from.Pointer}/values/{member}", text) is { } value)
                named.Add((member, value));
        }

        var places = ImmutableArray.CreateBuilder<ValuePath>();
        foreach (var text in from.Texts("from"))
        {
            if (ValuePath.Parse(text) is { } path)
                places.Add(path);
            else
                from.Refuse("from", $"'{text}' is not a path.", "Write a path such as \"/properties\".");
        }

        var mapping = new FieldMapping(named.ToImmutable(), places.ToImmutable(), from.Texts("omit").ToFrozenSet(StringComparer.Ordinal), Attribute(from));
        from.Close();
        return mapping;
    }

    private static (ValueExpression, ValueExpression, bool)? Attribute(StrictObject parent)
    {
        if (parent.Object("attribute") is not { } from)
            return null;
        from.Required("name");
        from.Required("value");
        var (name, value) = (Paths.Expression(from, "name"), Paths.Expression(from, "value"));
        var isEmptied = from.Flag("emptied");
        from.Close();
        return name is null || value is null ? null : (name, value, isEmptied);
    }

    private static FormFields FormFields(StrictObject from)
    {
        OptionList? options = null;
        if (from.Object("options") is { } list)
        {
            options = new OptionList(Paths.Required(list, "at"), Paths.Required(list, "id"), Paths.Required(list, "text"));
            list.Close();
        }

        var fields = new FormFields(
            Paths.Required(from, "each"),
            Paths.Expression(from, "name"),
            Paths.Expression(from, "value"),
            Paths.Expression(from, "kind"),
            from.Text("emailKind"),
            from.Text("numbered"),
            from.Flag("html"),
            from.Flag("typed"),
            options);
        if (fields.Name is null != fields.Value is null)
            from.Refuse("value", "A list of answers needs a name and a value.", "Give both, or none for an object of answers.");
        from.Close();
        return fields;
    }
}
