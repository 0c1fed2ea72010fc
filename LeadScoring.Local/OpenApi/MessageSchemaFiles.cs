using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Messages;
using LeadScoring.Functions.Messaging;

namespace LeadScoring.Local.OpenApi;

/// <summary>
/// The published schemas of the topic's messages, made from the classes that are serialised: a file of what they have in common, and one per type. Each file is a JSON
/// Schema of draft 2020-12 (docs/reference/messages.md#schemas-and-examples).
/// </summary>
internal sealed class MessageSchemaFiles
{
    /// <summary>The folder of the schemas in docs/reference.</summary>
    public const string Folder = "messages";

    private const string Address = "https://leadscoring.example/schemas/messages/";
    private const string Draft = "https://json-schema.org/draft/2020-12/schema";
    private const string CommonFile = "common.schema.json";

    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // What is defined once, by the name under which the files refer to it.
    private static readonly Dictionary<Type, string> Shared = new()
    {
        [typeof(CloudEvent)] = "cloudEvent",
        [typeof(LeadCloudEvent)] = "envelope",
        [typeof(SystemCloudEvent)] = "systemEnvelope",
        [typeof(MessageData)] = "data",
        [typeof(SystemData)] = "systemData",
        [typeof(ModelMessageData)] = "figures",
        [typeof(MessageLead)] = "lead",
        [typeof(MessageEvent)] = "event",
        [typeof(MessageActivity)] = "activity",
        [typeof(ApplicationProperties)] = "properties",
    };

    // Members of these are given by more than one schema, so that what no schema gives is refused where all are put together.
    private static readonly Type[] Open = [typeof(CloudEvent), typeof(LeadCloudEvent), typeof(SystemCloudEvent), typeof(MessageData), typeof(SystemData), typeof(ModelMessageData)];

    // What a schema of each type says of data; here it is only said that it is an object.
    private static readonly Type[] Data = [typeof(MessageData), typeof(SystemData)];

    private readonly NullabilityInfoContext _nullability = new();
    private readonly XmlComments _comments = new();

    /// <summary>The files by name, in order.</summary>
    public static SortedDictionary<string, string> Files()
    {
        var schemas = new MessageSchemaFiles();
        var files = new SortedDictionary<string, string>(StringComparer.Ordinal) { [CommonFile] = Text(schemas.Common()) };
        foreach (var data in typeof(MessageData).Assembly.GetTypes().Where(static type => type.IsDefined(typeof(MessageTypeAttribute), inherit: false)))
        {
            var message = data.GetCustomAttribute<MessageTypeAttribute>()!;
            var name = message.Type + ".schema.json";
            files.Add(name, Text(schemas.Message(data, message, name)));
        }

        return files;
    }

    private static string Text(JsonObject schema) => schema.ToJsonString(Indented) + "\n";

    private JsonObject Common()
    {
        var definitions = new JsonObject { ["fields"] = FieldsSchema() };
        foreach (var (type, name) in Shared)
            definitions[name] = Definition(type);
        return new JsonObject
        {
            ["$schema"] = Draft,
            ["$id"] = Address + CommonFile,
            ["title"] = "Parts of messages",
            ["description"] = "What the messages of the topic lead-events have in common. A schema per type refers to these.",
            ["$defs"] = definitions,
        };
    }

    private JsonObject Definition(Type type)
    {
        var schema = new JsonObject { ["description"] = _comments.Of(type), ["type"] = "object" };
        if (Shared.TryGetValue(type.BaseType!, out var parent))
            schema["allOf"] = new JsonArray(Reference(parent, inFile: true));
        AddMembers(schema, type, inFile: true);
        AddRules(schema, type.GetCustomAttribute<MessageRulesAttribute>()?.Rules);
        if (!Open.Contains(type))
            schema["additionalProperties"] = false;
        return schema;
    }

    private JsonObject Message(Type data, MessageTypeAttribute message, string file)
    {
        var said = new JsonObject { ["allOf"] = new JsonArray(Reference(Shared[data.BaseType!], inFile: false)) };
        AddMembers(said, data, inFile: false);
        if (message.HasEvent)
            said["required"] = new JsonArray([.. said["required"]?.AsArray().Select(static name => name!.DeepClone()) ?? [], "event"]);
        AddRules(said, message.Rules);
        said["unevaluatedProperties"] = false;
        return new JsonObject
        {
            ["$schema"] = Draft,
            ["$id"] = Address + file,
            ["title"] = message.Title,
            ["description"] = _comments.Of(data),
            ["allOf"] = new JsonArray(Reference(Shared[data.IsAssignableTo(typeof(SystemData)) ? typeof(SystemCloudEvent) : typeof(LeadCloudEvent)], inFile: false)),
            ["properties"] = new JsonObject { ["type"] = new JsonObject { ["const"] = message.Type }, ["data"] = said },
            ["unevaluatedProperties"] = false,
        };
    }

    private static void AddRules(JsonObject schema, string? rules)
    {
        if (rules is null)
            return;
        foreach (var (keyword, rule) in JsonNode.Parse(rules)!.AsObject())
            schema[keyword] = rule!.DeepClone();
    }

    // Those that the type itself declares: its base is referred to.
    private void AddMembers(JsonObject schema, Type type, bool inFile)
    {
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);
        var required = new JsonArray([.. members.Where(member => !CanBeAbsent(member)).Select(static member => (JsonNode)NameOf(member))]);
        if (required.Count > 0)
            schema["required"] = required;
        if (members.Length > 0)
            schema["properties"] = new JsonObject(members.Select(member => KeyValuePair.Create(NameOf(member), (JsonNode?)Member(member, inFile))));
    }

    private JsonObject Member(PropertyInfo member, bool inFile)
    {
        var type = Nullable.GetUnderlyingType(member.PropertyType) ?? member.PropertyType;
        var schema = Value(type, member, inFile);
        schema.Insert(0, "description", _comments.Of(member) ?? throw new InvalidOperationException($"{member.DeclaringType}.{member.Name} is published without a word about it."));
        return schema;
    }

    private static JsonObject Value(Type type, PropertyInfo member, bool inFile)
    {
        if (Shared.TryGetValue(type, out var name))
            return Data.Contains(type) ? new JsonObject { ["type"] = "object" } : Reference(name, inFile);
        if (type == typeof(FieldsJson))
            return Reference("fields", inFile);
        if (type == typeof(string))
            return Limited(new JsonObject { ["type"] = "string" }, member, "minLength", "maxLength");
        if (type == typeof(bool))
            return Limited(new JsonObject { ["type"] = "boolean" }, member, "", "");
        if (type == typeof(int))
            return Limited(new JsonObject { ["type"] = "integer" }, member, "", "");
        if (type == typeof(decimal))
            return new JsonObject { ["type"] = "number" };
        if (type == typeof(DateTime))
            return new JsonObject { ["type"] = "string", ["format"] = "date-time", ["pattern"] = TimeText.Pattern };
        if (type == typeof(Day))
            return new JsonObject { ["type"] = "string", ["format"] = "date", ["pattern"] = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" };
        if (type.IsGenericType && type.GetGenericArguments() is [{ } item])
        {
            var list = new JsonObject { ["type"] = "array", ["items"] = item == typeof(string) ? new JsonObject { ["type"] = "string", ["minLength"] = 1 } : Value(item, member, inFile) };
            // A list is absent when there is nothing in it.
            list["minItems"] = 1;
            return member.GetCustomAttribute<MaxLengthAttribute>() is { } most ? With(list, "maxItems", most.Length) : list;
        }

        if (type.IsGenericType && type.GetGenericArguments() is [_, { } value])
            return new JsonObject { ["type"] = "object", ["minProperties"] = member.GetCustomAttribute<MinLengthAttribute>()?.Length ?? 0, ["additionalProperties"] = Value(value, member, inFile) };
        throw new InvalidOperationException($"{member.DeclaringType}.{member.Name}: no schema is known for {type}.");
    }

    private static JsonObject Limited(JsonObject schema, PropertyInfo member, string least, string most)
    {
        if (member.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed)
        {
            return allowed.Values is [{ } only]
                ? new JsonObject { ["const"] = only is bool truth ? JsonValue.Create(truth) : JsonValue.Create((string)only) }
                : new JsonObject { ["enum"] = new JsonArray([.. allowed.Values.Select(static value => (JsonNode?)(string?)value)]) };
        }

        if (member.IsDefined(typeof(EmailAddressAttribute)))
            schema["format"] = "email";
        if (member.GetCustomAttribute<RegularExpressionAttribute>() is { } pattern)
            schema["pattern"] = pattern.Pattern;
        if (member.GetCustomAttribute<MinLengthAttribute>() is { } min && least.Length > 0)
            schema[least] = min.Length;
        if (member.GetCustomAttribute<MaxLengthAttribute>() is { } max && most.Length > 0)
            schema[most] = max.Length;
        if (member.GetCustomAttribute<RangeAttribute>() is { } range)
        {
            schema["minimum"] = (int)range.Minimum;
            if ((int)range.Maximum < int.MaxValue)
                schema["maximum"] = (int)range.Maximum;
        }

        return schema;
    }

    private bool CanBeAbsent(PropertyInfo member) => _nullability.Create(member).ReadState == NullabilityState.Nullable;

    private static JsonObject FieldsSchema() => new()
    {
        ["description"] = "Values by name: a text, or a list of texts. Numbers and booleans arrive as text: \"800\", \"true\". The names are those that the senders of events chose.",
        ["type"] = "object",
        ["additionalProperties"] = new JsonObject { ["type"] = new JsonArray("string", "array"), ["items"] = new JsonObject { ["type"] = "string" } },
    };

    private static JsonObject With(JsonObject schema, string keyword, int value)
    {
        schema[keyword] = value;
        return schema;
    }

    private static JsonObject Reference(string name, bool inFile) => new() { ["$ref"] = (inFile ? "" : CommonFile) + "#/$defs/" + name };

    private static string NameOf(PropertyInfo member) => member.GetCustomAttribute<JsonPropertyNameAttribute>()!.Name;
}
