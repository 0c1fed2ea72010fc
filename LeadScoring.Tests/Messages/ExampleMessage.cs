using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Messaging;

namespace LeadScoring.Tests.Messages;

/// <summary>The examples of the documentation as messages, whole or spoilt.</summary>
internal static class ExampleMessage
{
    /// <summary>The example of a type, with the application properties that the AsyncAPI document gives it.</summary>
    public static TopicMessage Of(string type) => Of(type, static _ => { });

    /// <summary>The same with something changed in its CloudEvent.</summary>
    public static TopicMessage Of(string type, Action<JsonObject> change)
    {
        var example = MessageFiles.Example(type);
        var changed = JsonObject.Create(example)!;
        change(changed);
        return new TopicMessage
        {
            MessageId = example.GetProperty("id").GetString()!,
            SessionId = example.GetProperty("subject").GetString()!,
            Subject = type,
            Properties = AsyncApi.ExampleHeaders(type).ToImmutableSortedDictionary(StringComparer.Ordinal),
            Json = JsonSerializer.SerializeToUtf8Bytes(changed),
        };
    }

    public static JsonObject Data(this JsonObject cloudEvent) => cloudEvent["data"]!.AsObject();
}
