using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LeadScoring.Functions.Messaging;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Messaging;

/// <summary>A message is written once: what waits in the outbox, lies on the local topic and is sent are the same bytes.</summary>
public sealed class TopicMessageTests
{
    private const string Body = """{"specversion":"1.0","id":"a","data":{"time":"no","name":"Z\u00FCrich","points":1.50},"time":"2026-03-01T12:00:00.5Z","traceparent":"00-1-2-01"}""";

    [Fact]
    public void The_body_is_part_of_the_stored_form_byte_by_byte()
    {
        var stored = JsonSerializer.Serialize(Message(Body), StorageJson.Default.TopicMessage);

        Assert.EndsWith($"\"body\":{Body}}}", stored, StringComparison.Ordinal);
        Assert.Equal(Body, Encoding.UTF8.GetString(JsonSerializer.Deserialize(stored, StorageJson.Default.TopicMessage)!.Json.Span));
        Assert.Equal(stored, JsonSerializer.Serialize(Message(Body), MessagingJson.Default.TopicMessage));
    }

    [Fact]
    public void Time_and_trace_are_those_of_the_envelope()
    {
        Assert.Equal(new DateTimeOffset(2026, 3, 1, 12, 0, 0, 500, TimeSpan.Zero), Message(Body).Time);
        Assert.Equal("00-1-2-01", Message(Body).TraceParent);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"time":5,"traceparent":{}}""")]
    [InlineData("""{"time":"soon","data":{"traceparent":"x"}}""")]
    public void A_message_of_another_version_may_lack_them(string body) => Assert.Equal((null, null), (Message(body).Time, Message(body).TraceParent));

    private static TopicMessage Message(string body) => new()
    {
        MessageId = "lead:model:1",
        SessionId = "lead",
        Subject = "lead.qualified",
        Properties = ImmutableSortedDictionary<string, string>.Empty,
        Json = Encoding.UTF8.GetBytes(body),
    };
}
