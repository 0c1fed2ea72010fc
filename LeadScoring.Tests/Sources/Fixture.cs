using System.Text;
using System.Text.Json;

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
    public Delivery Delivery(string name)
    {
        var from = _root.GetProperty("deliveries").GetProperty(name);
        var (body, type) = Body(from);
        var delivery = new Delivery(body) { Headers = { ["Content-Type"] = type } };
        if (from.TryGetProperty("headers", out var headers))
        {
            foreach (var header in headers.EnumerateObject())
                delivery.Headers[header.Name] = header.Value.GetString()!;
        }

        return delivery;
    }

    private static (byte[] Body, string ContentType) Body(JsonElement from)
    {
        if (from.TryGetProperty("json", out var json))
            return (Encoding.UTF8.GetBytes(json.GetRawText()), "application/json");
        if (from.TryGetProperty("text", out var text))
            return (Encoding.UTF8.GetBytes(text.GetString()!), "application/json");
        if (from.TryGetProperty("form", out var form))
            return (Encoding.UTF8.GetBytes(string.Join('&', form.EnumerateObject().Select(static field => $"{Escape(field.Name)}={Escape(Text(field.Value))}"))), "application/x-www-form-urlencoded");
        var parts = from.GetProperty("parts").EnumerateObject().Select(static part => $"--fixture\r\nContent-Disposition: form-data; name=\"{part.Name}\"\r\n\r\n{Text(part.Value)}\r\n");
        return (Encoding.UTF8.GetBytes($"{string.Concat(parts)}--fixture--\r\n"), "multipart/form-data; boundary=fixture");
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
