using System.Text.Json;

using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources;

/// <summary>
/// A source's fixture.json: a connection, its secrets, and deliveries in the shape that the vendor documents. Beside it, expected.json says what each becomes.
/// A new source needs only these two files.
/// </summary>
internal sealed class Fixture
{
    private readonly JsonElement _root;
    private readonly JsonElement _expected;

    public Fixture(string source)
    {
        Source = source;
        var folder = Path.Combine(AppContext.BaseDirectory, "Sources", source);
        _root = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "fixture.json"))).RootElement;
        var expected = Path.Combine(folder, "expected.json");
        _expected = File.Exists(expected) ? JsonDocument.Parse(File.ReadAllBytes(expected)).RootElement : default;
    }

    public string Source { get; }

    /// <summary>Folders of fixtures.</summary>
    public static IEnumerable<string> All => Directory.EnumerateDirectories(Path.Combine(AppContext.BaseDirectory, "Sources")).Select(static folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal);

    /// <summary>Why the source has no delivery for a cell; null when it has one.</summary>
    public string? Without(string cell) => _root.TryGetProperty("without", out var reasons) && reasons.TryGetProperty(cell, out var reason) ? reason.GetString() : null;

    public string Connection => _root.GetProperty("connection").GetRawText();

    public IEnumerable<string> Deliveries => _root.GetProperty("deliveries").EnumerateObject().Select(static delivery => delivery.Name);

    /// <summary>The shortest delivery with events.</summary>
    public string Shortest => Deliveries.Where(name => Expected(name).Contains("occurredAt", StringComparison.Ordinal)).MinBy(name => Delivery(name).Body.Length)!;

    /// <summary>What a delivery becomes: its events, and the codes of what is rejected.</summary>
    public string Expected(string delivery) => _expected.ValueKind == JsonValueKind.Object && _expected.TryGetProperty(delivery, out var events) ? JsonSerializer.Serialize(events) : "";

    /// <summary>A delivery without a proof.</summary>
    public Delivery Delivery(string name) => DeliveryReader.Read(_root.GetProperty("deliveries").GetProperty(name));
}
