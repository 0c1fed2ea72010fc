using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace LeadScoring.Functions.Messaging;

/// <summary>Bodies of queue messages.</summary>
internal static class Json
{
    /// <summary>UTF-8 JSON.</summary>
    public static BinaryData Binary<T>(T value, JsonTypeInfo<T> type) => BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(value, type));
}
