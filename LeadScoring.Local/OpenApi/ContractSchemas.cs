using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using LeadScoring.Domain.Values;
using LeadScoring.Functions;
using LeadScoring.Functions.Http;

namespace LeadScoring.Local.OpenApi;

/// <summary>
/// Schemas of contracts, exported from the metadata by which they are serialised, so that names and what may be absent or null are those of the wire. Every
/// record is a component of its own.
/// </summary>
internal sealed class ContractSchemas
{
    private const string ValueOfField = "FieldValue";

    private static readonly Type[] Contexts = [.. typeof(Registration).Assembly.GetTypes().Where(static type => type.IsSubclassOf(typeof(JsonSerializerContext)))];

    private readonly NullabilityInfoContext _nullability = new();
    private readonly SortedDictionary<string, (Type Type, JsonObject Schema)> _records = new(StringComparer.Ordinal);
    private readonly XmlComments _comments = new();

    /// <summary>All that were referred to, by name.</summary>
    public JsonObject Write() => new(_records.Select(static record => KeyValuePair.Create(record.Key, (JsonNode?)record.Value.Schema)));

    /// <summary>A reference to the schema of a contract.</summary>
    /// <param name="contract">A record, or an array of one.</param>
    /// <param name="isSent">By callers: null is as good as nothing, and other members may be sent too unless the contract forbids them. Otherwise it is answered.</param>
    public JsonObject ReferenceTo(Type contract, bool isSent)
    {
        if (contract.IsArray)
            return new JsonObject { ["type"] = "array", ["items"] = ReferenceTo(contract.GetElementType()!, isSent) };
        var exported = MetadataOf(contract).GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, isSent),
        });
        return exported.AsObject();
    }

    // By the one context that the contract is declared in: nested types follow its options.
    private static JsonTypeInfo MetadataOf(Type contract)
    {
        var declaring = Contexts.Where(context => context.GetCustomAttributesData()
            .Any(data => data.AttributeType == typeof(JsonSerializableAttribute) && (Type?)data.ConstructorArguments[0].Value == contract)).ToList();
        if (declaring is not [{ } only])
            throw new InvalidOperationException($"{contract} must be declared in exactly one JsonSerializerContext; it is in {declaring.Count}.");
        var context = (JsonSerializerContext)only.GetProperty("Default", BindingFlags.Public | BindingFlags.Static)!.GetValue(null)!;
        return context.GetTypeInfo(contract)!;
    }

    private JsonObject Transform(JsonSchemaExporterContext context, JsonNode node, bool isSent)
    {
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        var isOptionalValue = type != context.TypeInfo.Type;
        var written = Time(type, isSent) is { } time ? time
            : type == typeof(JsonElement) ? new JsonObject()
            : type == typeof(object) ? FieldValue()
            : context.TypeInfo.Kind == JsonTypeInfoKind.Object ? Record(context, node.AsObject(), isSent)
            : context.TypeInfo is { Kind: JsonTypeInfoKind.Dictionary, ElementType: { } element } && element == typeof(object) ? new JsonObject { ["type"] = "object", ["additionalProperties"] = FieldValue() }
            : WithoutNull(node.AsObject());
        // A default is what is taken for a value that is not sent; the exporter gives those of constructors.
        written.Remove("default");
        if (context.PropertyInfo is not { } property)
            return isOptionalValue && context.Path.Length > 0 ? WithNull(written) : written;

        return Described(property, written, isSent);
    }

    private static JsonObject? Time(Type type, bool isSent) =>
        type == typeof(Day) ? new JsonObject { ["type"] = "string", ["format"] = "date" }
        : type == typeof(DateTime) || type == typeof(DateTimeOffset) ? Instant(isSent)
        : null;

    private JsonObject Described(JsonPropertyInfo property, JsonObject written, bool isSent)
    {
        if (isSent ? !IsAlwaysThere(property, isSent) : CanBeNull(property) && !IsLeftOutAsNull(property))
            written = WithNull(written);
        if (_comments.Of(MemberOf(property)) is { } comment)
            written["description"] = comment;
        return written;
    }

    private JsonObject Record(JsonSchemaExporterContext context, JsonObject exported, bool isSent)
    {
        var type = context.TypeInfo.Type;
        var name = type.Name;
        // A record inside itself is exported as a reference to a place above, and is written when that place is.
        if (!exported.ContainsKey("$ref"))
        {
            var schema = context.TypeInfo.PolymorphismOptions is { } kinds && context.BaseTypeInfo is null ? Union(exported, kinds) : Members(context, exported, isSent);
            if (_comments.Of(type) is { } comment)
                schema.Insert(0, "description", comment);
            if (_records.TryGetValue(name, out var known) && (known.Type != type || !JsonNode.DeepEquals(known.Schema, schema)))
                throw new InvalidOperationException($"Two schemas are called {name}: {known.Type} and {type}.");
            _records[name] = (type, schema);
        }

        return Components.Reference("schemas", name);
    }

    private JsonObject Members(JsonSchemaExporterContext context, JsonObject exported, bool isSent)
    {
        var properties = exported["properties"]!.AsObject();
        var schema = new JsonObject { ["type"] = "object" };
        var required = new JsonArray();
        if (context.BaseTypeInfo?.PolymorphismOptions is { } kinds)
        {
            required.Add(kinds.TypeDiscriminatorPropertyName);
            properties[kinds.TypeDiscriminatorPropertyName]!["type"] = "string";
        }

        foreach (var property in context.TypeInfo.Properties.Where(property => properties.ContainsKey(property.Name)))
        {
            // Of a parameter with a default whose type has a converter the exporter knows the default alone, and asks nobody for the rest.
            if (properties[property.Name] is JsonObject { Count: 1 } bare && bare.ContainsKey("default"))
                properties[property.Name] = Described(property, Time(Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType, isSent) ?? throw new InvalidOperationException($"No schema is known for {context.TypeInfo.Type}.{property.Name}."), isSent);
            if (IsAlwaysThere(property, isSent))
                required.Add(property.Name);
        }

        exported.Remove("properties");
        schema["properties"] = properties;
        if (required.Count > 0)
            schema["required"] = required;
        if (exported["additionalProperties"] is { } additional)
            schema["additionalProperties"] = additional.DeepClone();
        else if (isSent || context.TypeInfo.Properties.Any(static property => property.IsExtensionData))
            schema["additionalProperties"] = true;
        return schema;
    }

    private static JsonObject Union(JsonObject exported, JsonPolymorphismOptions kinds) => new()
    {
        ["oneOf"] = exported["anyOf"]!.DeepClone(),
        ["discriminator"] = new JsonObject
        {
            ["propertyName"] = kinds.TypeDiscriminatorPropertyName,
            ["mapping"] = new JsonObject(kinds.DerivedTypes.Select(static kind => KeyValuePair.Create((string)kind.TypeDiscriminator!, (JsonNode?)$"#/components/schemas/{kind.DerivedType.Name}"))),
        },
    };

    // The value of a property or of a field of a profile.
    private JsonObject FieldValue()
    {
        _records[ValueOfField] = (typeof(object), new JsonObject
        {
            ["description"] = "A text or a list of texts.",
            ["anyOf"] = new JsonArray(new JsonObject { ["type"] = "string" }, new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "string" } }),
        });
        return Components.Reference("schemas", ValueOfField);
    }

    private bool IsAlwaysThere(JsonPropertyInfo property, bool isSent) =>
        isSent ? !CanBeNull(property) || property.AttributeProvider!.IsDefined(typeof(RequiredAttribute), inherit: true)
        : IgnoreConditionOf(property) != JsonIgnoreCondition.WhenWritingDefault && !IsLeftOutAsNull(property);

    private bool IsLeftOutAsNull(JsonPropertyInfo property) => CanBeNull(property) && IgnoreConditionOf(property) is JsonIgnoreCondition.WhenWritingNull or JsonIgnoreCondition.WhenWritingDefault;

    private static JsonIgnoreCondition IgnoreConditionOf(JsonPropertyInfo property) =>
        MemberOf(property).GetCustomAttribute<JsonIgnoreAttribute>()?.Condition ?? property.Options.DefaultIgnoreCondition;

    private bool CanBeNull(JsonPropertyInfo property)
    {
        var declared = _nullability.Create(MemberOf(property));
        if (declared.GenericTypeArguments.Any(static argument => argument.ReadState == NullabilityState.Nullable && !argument.Type.IsValueType))
            throw new InvalidOperationException($"Items of {MemberOf(property).DeclaringType}.{property.Name} may be null, which no schema says.");
        return declared.ReadState == NullabilityState.Nullable;
    }

    private static PropertyInfo MemberOf(JsonPropertyInfo property) => (PropertyInfo)property.AttributeProvider!;

    // Callers may write an instant with any offset; it is answered in one form.
    private static JsonObject Instant(bool isSent)
    {
        var schema = new JsonObject { ["type"] = "string", ["format"] = "date-time" };
        if (!isSent)
            schema["pattern"] = TimeText.Pattern;
        return schema;
    }

    private static JsonObject WithoutNull(JsonObject schema)
    {
        if (schema["type"] is JsonArray types)
            schema["type"] = types.Single(static type => type!.GetValue<string>() != "null")!.DeepClone();
        return schema;
    }

    private static JsonObject WithNull(JsonObject schema)
    {
        if (schema["type"] is not JsonValue type)
            return schema.Count == 0 ? schema : new JsonObject { ["anyOf"] = new JsonArray(schema, new JsonObject { ["type"] = "null" }) };
        schema["type"] = new JsonArray(type.DeepClone(), "null");
        return schema;
    }
}
