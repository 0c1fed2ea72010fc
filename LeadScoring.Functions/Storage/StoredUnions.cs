using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;

namespace LeadScoring.Functions.Storage;

/// <summary>
/// The stored forms of what is one of several cases: decisions, whose type stands in a column of their row, and work of the outbox, whose kind is the first member of
/// its JSON. The names below are stored; none is ever renamed.
/// </summary>
internal static class StoredUnions
{
    private const string Kind = "kind";

    private static readonly StorageJson Shown = new(new JsonSerializerOptions(StorageJson.Default.Options) { Converters = { new InstantConverter() } });

    /// <summary>The metadata of decisions by their type.</summary>
    public static FrozenDictionary<string, JsonTypeInfo> Decisions { get; } = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal)
    {
        ["lead.inquired"] = StorageJson.Default.Inquired,
        ["lead.respond"] = StorageJson.Default.Responded,
        ["lead.qualified"] = StorageJson.Default.Qualified,
        ["lead.upgraded"] = StorageJson.Default.Upgraded,
        ["lead.recycled"] = StorageJson.Default.Recycled,
        ["lead.disqualified"] = StorageJson.Default.Disqualified,
        ["lead.restored"] = StorageJson.Default.Restored,
        ["lead.signal"] = StorageJson.Default.Signal,
        ["lead.followup"] = StorageJson.Default.FollowUpAsked,
        ["lead.followup.overdue"] = StorageJson.Default.FollowUpOverdue,
        ["lead.overdue"] = StorageJson.Default.Overdue,
        ["lead.abandoned"] = StorageJson.Default.Abandoned,
        ["lead.routed"] = StorageJson.Default.Routed,
        ["lead.merged"] = StorageJson.Default.Merged,
        ["lead.erased"] = StorageJson.Default.Erased,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, JsonTypeInfo> Works = new Dictionary<string, JsonTypeInfo>(StringComparer.Ordinal)
    {
        ["link"] = StorageJson.Default.Merge,
        ["move"] = StorageJson.Default.ChangeAddress,
        ["join"] = StorageJson.Default.JoinId,
        ["copy"] = StorageJson.Default.CopyLog,
        ["forward"] = StorageJson.Default.ForwardEvents,
        ["release"] = StorageJson.Default.Unmerge,
        ["recall"] = StorageJson.Default.Recall,
        ["erase"] = StorageJson.Default.Erase,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The metadata of work with its kinds.</summary>
    public static JsonTypeInfo<OutboxWork> Work { get; } = WithKinds();

    /// <summary>A decision without its type.</summary>
    public static byte[] Write(Decision decision) => JsonSerializer.SerializeToUtf8Bytes(decision, Decisions[decision.Type]);

    /// <summary>Writes a decision without its type for people: with times as everywhere in answers.</summary>
    public static void Show(Utf8JsonWriter json, Decision decision) => JsonSerializer.Serialize(json, decision, Shown.GetTypeInfo(decision.GetType())!);

    /// <summary>Reads what <see cref="Write(Decision)"/> wrote.</summary>
    /// <param name="type">The decision's type, e.g. <c>lead.qualified</c>.</param>
    /// <param name="bytes">The rest of it.</param>
    /// <exception cref="NewerFormatException">A newer version of the app knows the type.</exception>
    /// <exception cref="JsonException">The bytes are no such decision.</exception>
    public static Decision ReadDecision(string? type, byte[] bytes) => type is not null && Decisions.TryGetValue(type, out var form)
        ? (Decision?)JsonSerializer.Deserialize(bytes, form) ?? throw new JsonException("it contains no decision")
        : throw new NewerFormatException($"a newer version of the app wrote the fact '{type}'");

    /// <summary>Work of the outbox, with its kind.</summary>
    public static byte[] Write(OutboxWork work) => JsonSerializer.SerializeToUtf8Bytes(work, Work);

    /// <summary>Reads what <see cref="Write(OutboxWork)"/> wrote.</summary>
    /// <exception cref="NewerFormatException">A newer version of the app knows the kind.</exception>
    /// <exception cref="JsonException">The bytes are no work.</exception>
    public static OutboxWork ReadWork(byte[] bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, Work) ?? throw new JsonException("it contains no work");
        }
        catch (Exception unknown) when (unknown is JsonException or NotSupportedException && IsOfUnknownKind(bytes))
        {
            throw new NewerFormatException("a newer version of the app asks for work of a kind that this one does not know", unknown);
        }
    }

    private static bool IsOfUnknownKind(byte[] work)
    {
        using var json = JsonDocument.Parse(work);
        return json.RootElement.ValueKind is JsonValueKind.Object && json.RootElement.TryGetProperty(Kind, out var kind)
            && kind.ValueKind is JsonValueKind.String && !Works.ContainsKey(kind.GetString()!);
    }

    // The cases are named here, not by attributes of the domain, which knows no storage.
    private static JsonTypeInfo<OutboxWork> WithKinds()
    {
        var options = new JsonSerializerOptions(StorageJson.Default.Options)
        {
            TypeInfoResolver = StorageJson.Default.WithAddedModifier(static info =>
            {
                if (info.Type != typeof(OutboxWork))
                    return;
                info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = Kind };
                foreach (var (name, form) in Works)
                    info.PolymorphismOptions.DerivedTypes.Add(new JsonDerivedType(form.Type, name));
            }),
        };
        return (JsonTypeInfo<OutboxWork>)options.GetTypeInfo(typeof(OutboxWork));
    }
}
