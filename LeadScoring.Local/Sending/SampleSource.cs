using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Sending;

/// <summary>What a source sends: <c>samples/webhooks/{source}.json</c>, carried by this program.</summary>
internal sealed class SampleSource
{
    private readonly JsonNode _root;

    private SampleSource(JsonNode root) => _root = root;

    /// <summary>Names of the events, in the order of the file.</summary>
    public IReadOnlyList<string> Events => [.. _root["deliveries"]!.AsObject().Select(static delivery => delivery.Key)];

    /// <summary>The sample of a source; null when there is none.</summary>
    public static SampleSource? Find(string source)
    {
        using var stream = typeof(SampleSource).Assembly.GetManifestResourceStream($"webhooks/{source}.json");
        return stream is null ? null : new SampleSource(JsonNode.Parse(stream)!);
    }

    /// <summary>What a connection for it says besides the names of its secrets.</summary>
    public JsonObject Connection() => _root["connection"]?.DeepClone().AsObject() ?? [];

    /// <summary>One of its events with new ids and times, without a proof.</summary>
    public Delivery Delivery(string name, FreshValues values)
    {
        using var filled = JsonDocument.Parse(values.Fill(_root["deliveries"]![name])!.ToJsonString());
        return DeliveryReader.Read(filled.RootElement);
    }
}
