using System.Text.Json;

using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Tracking;
using LeadScoring.Tests.Kit.Drivers;

using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace LeadScoring.Tests.Http;

/// <summary>A body that is too large is the sender's fault, whichever route it is sent to, and never taken for a storage that fails for the moment.</summary>
public sealed class BodyLimitTests
{
    private const int TooLarge = 105_000_000;

    private readonly InMemoryApp _app = new(tracking: new TrackingOptions { Origins = ["https://www.northmill.example"] });

    /// <summary>Every route whose method has a body, with a path for it.</summary>
    public static TheoryData<string, string> Routes()
    {
        var data = new TheoryData<string, string>();
        foreach (var function in InMemoryHttp.Functions)
        {
            foreach (var method in function.Methods.Where(static method => method is "post" or "put"))
                data.Add(method.ToUpperInvariant(), "/" + function.Route.Replace("{source}", "typeform", StringComparison.Ordinal).Replace("{*path}", "typeform", StringComparison.Ordinal).Replace("{", "", StringComparison.Ordinal).Replace("}", "", StringComparison.Ordinal));
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_above_the_servers_limit_is_413_on_every_route_that_reads_it(string method, string path)
    {
        var body = new RefusingBody(StatusCodes.Status413PayloadTooLarge);

        var reply = await Send(method, path, request => request.Body = body);

        Expect413(reply, body.IsRead);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_says_that_it_is_too_large_is_413_and_stores_nothing(string method, string path)
    {
        var body = new EndlessBody(TooLarge);

        var reply = await Send(method, path, request => (request.Body, request.ContentLength) = (body, TooLarge));

        Expect413(reply, body.Given > 0);
        Assert.Empty(_app.Tables["Leads"].Rows);
    }

    [Theory]
    [MemberData(nameof(Routes))]
    public async Task A_body_that_does_not_say_how_large_it_is_is_read_to_the_routes_limit_only(string method, string path)
    {
        // An import is read as it arrives, and its first row here never ends.
        var body = new EndlessBody(TooLarge);

        var reply = await Send(method, path, request => request.Body = body);

        if (path.EndsWith("/import", StringComparison.Ordinal))
            Assert.Equal((400, true), (reply.Status, reply.Text.Contains("LS-IMPORT", StringComparison.Ordinal)));
        else
            Expect413(reply, body.Given > 0);
        Assert.InRange(body.Given, 0, 4 * 1024 * 1024);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(408)]
    public async Task A_body_that_breaks_off_is_the_requests_fault(int status)
    {
        var reply = await Send("POST", "/api/v1/events", request => request.Body = new RefusingBody(status));

        Assert.Equal(status, reply.Status);
        Assert.Contains("LS-HTTP-400", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_bad_request_passes_not_by_itself_though_it_is_an_input_error()
    {
        Assert.False(Failure.IsTransient(new BadHttpRequestException("too large", 413)));
        Assert.True(Failure.IsTransient(new IOException("reset")));
    }

    [Fact]
    public void The_workers_server_takes_what_the_functions_host_lets_through()
    {
        using var services = new ServiceCollection().AddBodyLimits().BuildServiceProvider();

        Assert.Equal(104_857_600, services.GetRequiredService<IOptions<Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions>>().Value.Limits.MaxRequestBodySize);
        Assert.True(Functions.Import.ImportLimits.FileBytes < BodyLimits.ServerBytes);
    }

    private async Task<HttpReply> Send(string method, string path, Action<HttpRequest> body) => await new InMemoryHttp(_app).Send(method, path, request =>
    {
        request.Headers.Origin = "https://www.northmill.example";
        request.ContentType = path == "/api/v1/events" ? "application/json" : null;
        body(request);
    });

    // Routes that have no use for a body do not look at it, and some refuse for another reason before they do.
    private static void Expect413(HttpReply reply, bool isRead)
    {
        Assert.True(reply.Status < 500, $"{reply.Function}: {reply.Status} {reply.Text}");
        if (!isRead && reply.Status != 413)
            return;
        Assert.True(reply.Status == 413, $"{reply.Function}: {reply.Status} {reply.Text}");
        using var problem = JsonDocument.Parse(reply.Text);
        Assert.EndsWith("-413", reply.Function == "ImportLeads" ? "-413" : problem.RootElement.GetProperty("code").GetString(), StringComparison.Ordinal);
    }

    /// <summary>What the server gives a handler when it finds a body too large.</summary>
    private sealed class RefusingBody(int status) : MemoryStream
    {
        public bool IsRead { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            IsRead = true;
            throw new BadHttpRequestException("Request body too large.", status);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }

    /// <summary>Letters, so many that nobody should hold them.</summary>
    private sealed class EndlessBody(int length) : MemoryStream
    {
        public int Given { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var count = Math.Min(buffer.Length, length - Given);
            buffer.Span[..count].Fill((byte)'a');
            Given += count;
            return ValueTask.FromResult(count);
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
