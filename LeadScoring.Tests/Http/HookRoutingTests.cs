using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Http;

/// <summary>Deliveries find their function by the host's rules: the one for mistyped addresses once took them all.</summary>
public sealed class HookRoutingTests
{
    public static TheoryData<string> Sources() => [.. Fixture.All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_signed_delivery_reaches_its_connection(string source)
    {
        var connected = await Connected.To(source);
        var delivery = connected.Sign(connected.Bare);

        var reply = await new InMemoryHttp(connected.Hooks.App).Send("POST", $"/hooks/{source}/{Connected.Id}", request => Fill(request, delivery));

        Assert.Equal(("CaptureWebhook", connected.Taken), (reply.Function, reply.Status));
        Assert.InRange(reply.Status, 200, 299);
        Assert.NotEmpty(connected.Hooks.Events);
    }

    [Theory]
    [InlineData("/hooks")]
    [InlineData("/hooks/typeform")]
    [InlineData("/hooks/typeform/main/more")]
    public async Task A_mistyped_address_is_answered_as_an_unknown_connection_is(string path)
    {
        var reply = await new InMemoryHttp(new InMemoryApp()).Send("POST", path, static request => request.Body = new MemoryStream("{}"u8.ToArray()));

        Assert.Equal(("CaptureWebhookMistyped", 401), (reply.Function, reply.Status));
    }

    private static void Fill(HttpRequest request, Delivery delivery)
    {
        request.Body = new MemoryStream(delivery.Body);
        request.QueryString = new QueryString(delivery.Query);
        foreach (var (name, value) in delivery.Headers)
            request.Headers[name] = value;
    }
}
