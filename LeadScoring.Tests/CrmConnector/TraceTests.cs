using System.Diagnostics;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.CrmConnector;

/// <summary>The connector goes on with the trace that a message carries.</summary>
public sealed class TraceTests : IDisposable
{
    private readonly Spans _spans = new();
    private readonly Connector _connector = new();

    public void Dispose()
    {
        _spans.Dispose();
        _connector.Dispose();
    }

    [Fact]
    public async Task A_message_that_is_applied_is_part_of_the_trace_in_which_it_was_decided()
    {
        var trace = Spans.NewTrace();

        await _connector.Take(Body(trace), Body(trace));

        var spans = _spans.Of(trace);
        Assert.All(spans, span => Assert.Equal(("crm", ActivityContext.Parse(trace, null).SpanId, Messages.Ann), (span.OperationName, span.ParentSpanId, span.GetTagItem("leadscoring.lead"))));
        Assert.Equal(["applied", "old"], spans.Select(static span => span.GetTagItem("leadscoring.outcome")));
    }

    [Theory]
    [InlineData("x")]
    [InlineData("00-00000000000000000000000000000000-0000000000000000-01")]
    [InlineData(7)]
    public async Task A_message_with_an_unusable_trace_is_applied_like_any_other(object trace)
    {
        await _connector.Take(Body(trace is int number ? JsonValue.Create(number) : JsonValue.Create((string)trace)));

        Assert.Equal(Messages.Ann, _connector.Row().Lead);
    }

    private static BinaryData Body(JsonNode? trace)
    {
        var message = JsonNode.Parse(Messages.Body("lead.qualified", 1))!;
        message["traceparent"] = trace;
        return BinaryData.FromString(message.ToJsonString());
    }
}
