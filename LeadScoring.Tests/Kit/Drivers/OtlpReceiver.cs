using System.Collections.Concurrent;
using System.Text;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>Stands for a collector: takes OTLP over HTTP in protobuf, and reads of it what tests ask for.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly ConcurrentQueue<(string Signal, byte[] Body)> _received = new();
    private LoopbackServer? _server;

    private OtlpReceiver()
    {
    }

    /// <summary>For <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>.</summary>
    public string Url => _server!.Origin;

    /// <summary>All that came, as text: what stands in a protobuf message as a string stands in it as UTF-8.</summary>
    public string Text => string.Join('\n', _received.Select(static one => Encoding.UTF8.GetString(one.Body)));

    /// <summary>Names of spans with the trace that they belong to.</summary>
    public IReadOnlyList<(string Trace, string Name)> Spans =>
        [.. Messages("traces").Select(static span => (Convert.ToHexStringLower(Protobuf.Fields(span, 1).First().Span), Texts(span, 5).First()))];

    /// <summary>Names of metrics, each once.</summary>
    public IReadOnlyList<string> Metrics => [.. Messages("metrics").SelectMany(static metric => Texts(metric, 1)).Distinct(StringComparer.Ordinal)];

    /// <summary>Bodies of logs, which are formatted messages.</summary>
    public IReadOnlyList<string> Logs => [.. Messages("logs").SelectMany(static log => Protobuf.Fields(log, 5)).SelectMany(static body => Texts(body, 1))];

    /// <summary>Names of the services that sent something.</summary>
    public IReadOnlyList<string> Services =>
        [.. _received.SelectMany(static one => Protobuf.Fields(one.Body, 1)).SelectMany(static resource => Protobuf.Fields(resource, 1)).SelectMany(static resource => Protobuf.Fields(resource, 1))
            .Where(static attribute => Texts(attribute, 1).First() == "service.name").SelectMany(static attribute => Protobuf.Fields(attribute, 2)).SelectMany(static value => Texts(value, 1)).Distinct(StringComparer.Ordinal)];

    public static async Task<OtlpReceiver> Start()
    {
        var receiver = new OtlpReceiver();
        receiver._server = await LoopbackServer.Start(receiver.Take);
        return receiver;
    }

    public ValueTask DisposeAsync() => _server!.DisposeAsync();

    private async Task Take(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        _received.Enqueue((context.Request.Path.Value!["/v1/".Length..], body.ToArray()));
    }

    // Request { resource = 1 { scope = 2 { span, metric or log = 2 } } }
    private IEnumerable<ReadOnlyMemory<byte>> Messages(string signal) =>
        _received.Where(one => one.Signal == signal).SelectMany(static one => Protobuf.Fields(one.Body, 1)).SelectMany(static resource => Protobuf.Fields(resource, 2)).SelectMany(static scope => Protobuf.Fields(scope, 2));

    private static IEnumerable<string> Texts(ReadOnlyMemory<byte> message, int field) => Protobuf.Fields(message, field).Select(static text => Encoding.UTF8.GetString(text.Span));
}
