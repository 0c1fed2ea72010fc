using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Hooks;
using LeadScoring.Local.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>What a hook does with bodies that are too large, too deep, or not what they say. docs/reference/conformance.md names the rule that each test holds.</summary>
public sealed class HookBodyTests
{
    public static TheoryData<string> Sources() => [.. Fixture.All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task No_source_takes_more_than_its_limit_whatever_the_request_says_of_its_length(string source)
    {
        var connected = await Connected.To(source);
        var limit = connected.Source.BodyBytes;

        Assert.NotEqual(413, (await connected.Post(new Delivery(new byte[limit]))).Status);
        Assert.Equal(413, (await connected.Post(new Delivery(new byte[limit + 1]))).Status);
        Assert.Equal(413, (await connected.Post(new Delivery(new byte[limit + 1]).With(header: ("Content-Length", "10")))).Status);
        Assert.Equal(413, (await connected.Post(new Delivery(new byte[limit + 1]).With(header: ("Transfer-Encoding", "chunked")))).Status);
    }

    [Fact]
    public async Task A_body_without_an_end_is_read_up_to_the_limit_only()
    {
        var connected = await Connected.To("typeform");
        using var endless = new EndlessStream();
        var context = new DefaultHttpContext { Request = { Method = "POST", Body = endless }, Response = { Body = new MemoryStream() } };

        var result = await new CaptureWebhook(connected.Hooks.App.Get<HookHandler>()).Run(context.Request, "typeform", Connected.Id, default);
        await result.ExecuteResultAsync(new ActionContext { HttpContext = context });

        Assert.Equal(413, context.Response.StatusCode);
        Assert.InRange(endless.Sent, connected.Source.BodyBytes, connected.Source.BodyBytes + (64 * 1024));
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    [InlineData("identity, gzip")]
    public async Task A_compressed_body_is_refused_before_it_is_read(string encoding)
    {
        var connected = await Connected.To("typeform");

        Assert.Equal(415, (await connected.Post(connected.Sign(connected.Bare).With(header: ("Content-Encoding", encoding)))).Status);
    }

    [Theory]
    [InlineData("""{"type":"page.viewed","type":"sales.won","data":{"email":"ann@northmill.example"}}""", "LS-EVENT-008")]
    [InlineData("""{"type":"page.viewed","data":{"email":"ann@northmill.example","a":{"b":1,"b":2}}}""", "LS-EVENT-008")]
    [InlineData("""{"type":"page.viewed","data":{"email":"ann@northmill.example","n":1e400}}""", "LS-EVENT-013")]
    [InlineData("""{"type":"page.viewed","data":{"email":"ann@northmill.example","t":"\ud800"}}""", "LS-EVENT-012")]
    [InlineData("""{"type":"page.viewed","data":{"email":"ann@northmill.example","\ud800":"t"}}""", "LS-EVENT-012")]
    [InlineData("""{"\ud800":1,"type":"page.viewed","data":{"email":"ann@northmill.example"}}""", "LS-EVENT-012")]
    [InlineData("""{"type":"page.viewed","data":{"email":"ann@northmill.example","t":"\u0000"}}""", "LS-EVENT-012")]
    [InlineData("""{"type":"page.viewed","data":""", "LS-HOOK-003")]
    [InlineData("""<event type="page.viewed"><email>ann@northmill.example</email></event>""", "LS-HOOK-003")]
    [InlineData("type: page.viewed\ndata: { email: ann@northmill.example }", "LS-HOOK-003")]
    public async Task An_authentic_body_that_cannot_be_trusted_is_kept_in_rejected_and_acknowledged(string body, string code)
    {
        var connected = await Connected.To("generic");

        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))));

        Assert.Equal((connected.Taken, 0, 1), (answer.Status, answer.Count("accepted"), answer.Count("rejected")));
        Assert.Equal([code], connected.Hooks.Rejected);
    }

    [Theory]
    [InlineData(30, 0)]
    [InlineData(31, 1)]
    [InlineData(50_000, 1)]
    public async Task Levels_beyond_thirty_two_are_not_followed(int lists, int rejected)
    {
        var connected = await Connected.To("generic");
        // The object and its data are two levels.
        var body = "{\"type\":\"page.viewed\",\"data\":{\"email\":\"ann@northmill.example\",\"a\":" + new string('[', lists) + new string(']', lists) + "}}";

        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))));

        Assert.Equal((connected.Taken, rejected), (answer.Status, answer.Count("rejected")));
    }

    [Fact]
    public async Task A_byte_order_mark_is_passed_over_and_another_encoding_is_not_guessed()
    {
        var connected = await Connected.To("typeform");
        var body = connected.Bare.Body;

        Assert.Equal(1, (await connected.Post(connected.Sign(connected.Bare.With(body: [0xEF, 0xBB, 0xBF, .. body])))).Count("accepted"));
        Assert.Equal(1, (await connected.Post(connected.Sign(connected.Bare.With(body: [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body))])))).Count("rejected"));
    }

    [Theory]
    [InlineData("fields", 186, false)]
    [InlineData("fields", 187, true)]
    [InlineData("fields", 10_000, true)]
    [InlineData("name", 256, false)]
    [InlineData("name", 257, true)]
    [InlineData("levels", 5, false)]
    [InlineData("levels", 10_000, true)]
    public async Task A_form_has_two_hundred_fields_with_short_names_and_few_levels(string what, int size, bool isRejected)
    {
        var connected = await Connected.To("activecampaign");
        var more = what switch
        {
            "fields" => string.Concat(Enumerable.Range(0, size).Select(static number => $"&contact[fields][f{number}]=1")),
            "name" => $"&{new string('n', size)}=1",
            _ => $"&a{string.Concat(Enumerable.Repeat("[a]", size - 1))}=1",
        };

        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: [.. connected.Bare.Body, .. Encoding.ASCII.GetBytes(more)])));

        Assert.Equal((connected.Taken, isRejected ? 1 : 0), (answer.Status, answer.Count("rejected")));
    }

    [Theory]
    [InlineData(191, false)]
    [InlineData(192, true)]
    public async Task Parts_are_two_hundred_at_most(int more, bool isRejected)
    {
        var connected = await Connected.To("jotform");
        var parts = string.Concat(Enumerable.Range(0, more).Select(static number => $"--fixture\r\nContent-Disposition: form-data; name=\"p{number}\"\r\n\r\n1\r\n"));

        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: [.. Encoding.ASCII.GetBytes(parts), .. connected.Bare.Body])));

        Assert.Equal((connected.Taken, isRejected ? 1 : 0), (answer.Status, answer.Count("rejected")));
    }

    [Fact]
    public async Task A_file_in_a_form_is_passed_over()
    {
        var connected = await Connected.To("jotform");
        var file = "--fixture\r\nContent-Disposition: form-data; name=\"q9_file\"; filename=\"../../etc/passwd\"\r\nContent-Type: application/octet-stream\r\n\r\nsecret bytes\r\n"u8;

        var answer = await connected.Post(connected.Sign(connected.Bare.With(body: [.. file, .. connected.Bare.Body])));

        Assert.Equal(1, answer.Count("accepted"));
        Assert.DoesNotContain(Assert.Single(connected.Hooks.Events).Event.Properties, static field => field.Value.Text?.Contains("secret bytes", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("/\\#?%'\u0001\u007f")]
    [InlineData("x' or PartitionKey ne '")]
    [InlineData("e\u0301")]
    [InlineData("\u00e9")]
    [InlineData("../../leads")]
    public async Task An_id_of_any_letters_is_an_id(string id)
    {
        var connected = await Connected.To("generic");
        var text = JsonSerializer.Serialize(id);
        var body = "[{\"id\":" + text + ",\"type\":\"page.viewed\",\"lead\":{\"email\":\"ann@northmill.example\",\"visitor\":" + text + "}},{\"id\":\"other\",\"type\":\"page.viewed\",\"lead\":{\"visitor\":" + text + "}}]";
        var signed = connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body)));

        Assert.Equal(2, (await connected.Post(signed)).Count("accepted"));
        Assert.Equal(2, (await connected.Post(signed)).Count("duplicates"));
        Assert.Contains(connected.Hooks.Events, captured => captured.Event.Id == id);
    }

    [Fact]
    public async Task A_name_as_long_as_a_book_is_rejected_and_kept_in_a_row_that_storage_takes()
    {
        var connected = await Connected.To("generic");
        var body = "{\"type\":\"page.viewed\",\"data\":{\"email\":\"ann@northmill.example\",\"" + new string('n', 200_000) + "\":1}}";

        Assert.Equal(1, (await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))))).Count("rejected"));
        Assert.Equal(["LS-EVENT-010"], connected.Hooks.Rejected);
    }

    private sealed class EndlessStream : MemoryStream
    {
        public long Sent { get; private set; }

        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            buffer.Span.Fill((byte)'[');
            Sent += buffer.Length;
            return ValueTask.FromResult(buffer.Length);
        }
    }
}
