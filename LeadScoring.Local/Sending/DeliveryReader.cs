using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Http;

namespace LeadScoring.Local.Sending;

/// <summary>Reads a delivery as samples and fixtures write it: <c>json</c>, <c>text</c>, <c>form</c> or <c>parts</c>, and <c>headers</c>.</summary>
internal static class DeliveryReader
{
    /// <summary>The delivery without a proof.</summary>
    public static Delivery Read(JsonElement from)
    {
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
            return (JsonMarshal.GetRawUtf8Value(json).ToArray(), "application/json");
        if (from.TryGetProperty("text", out var text))
            return (Encoding.UTF8.GetBytes(text.GetString()!), "application/json");
        if (from.TryGetProperty("form", out var form))
            return (Encoding.UTF8.GetBytes(string.Join('&', form.EnumerateObject().Select(static field => $"{Escape(field.Name)}={Escape(Text(field.Value))}"))), "application/x-www-form-urlencoded");
        var parts = from.GetProperty("parts").EnumerateObject().Select(static part => $"--fixture\r\nContent-Disposition: form-data; name=\"{part.Name}\"\r\n\r\n{Text(part.Value)}\r\n");
        return (Encoding.UTF8.GetBytes($"{string.Concat(parts)}--fixture--\r\n"), "multipart/form-data; boundary=fixture");
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : JsonText.Raw(value);

    private static string Escape(string text) => Uri.EscapeDataString(text).Replace("%20", "+", StringComparison.Ordinal);
}
