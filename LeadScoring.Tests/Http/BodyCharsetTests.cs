using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Http;

/// <summary>A body may be in another character set when it says so.</summary>
public sealed class BodyCharsetTests
{
    private const string Event = """{"id":"1","type":"page.viewed","lead":{"email":"ann@acme.example"},"profile":{"lastName":"Müller €"}}""";

    private readonly Bytes _bytes = new();

    /// <summary>Names as senders write them, and how their bytes come to be.</summary>
    public static TheoryData<string, string> Charsets { get; } = new()
    {
        { "utf-8", "utf-8" },
        { "\"UTF-8\"", "utf-8" },
        { "windows-1252", "windows-1252" },
        // Browsers read it so, and forms send it so.
        { "ISO-8859-1", "windows-1252" },
        { "latin1", "windows-1252" },
        { "iso-8859-15", "iso-8859-15" },
        { "utf-16", "utf-16" },
        { "utf-16le", "utf-16" },
        { "utf-16be", "utf-16BE" },
    };

    [Theory]
    [MemberData(nameof(Charsets))]
    public async Task An_event_is_read_in_the_character_set_that_it_names(string charset, string encoding)
    {
        var answer = await _bytes.Capture(EncodingOf(encoding).GetBytes(Event), $"application/json; charset={charset}");

        Assert.Equal((202, 1), (answer.Status, answer.Accepted));
        Assert.Equal("Müller €", LastName());
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public async Task A_mark_at_the_beginning_says_which_UTF_16_it_is(string encoding)
    {
        await _bytes.Capture([.. EncodingOf(encoding).GetPreamble(), .. EncodingOf(encoding).GetBytes(Event)], "application/json; charset=utf-16");

        Assert.Equal("Müller €", LastName());
    }

    [Theory]
    [InlineData("POST", "/api/v1/events", "application/json")]
    [InlineData("POST", "/track", "text/plain")]
    [InlineData("POST", "/api/v1/leads/import", "text/csv")]
    [InlineData("PUT", "/api/v1/models/crm", "text/yaml")]
    [InlineData("PUT", "/api/v1/sources/typeform/main", "application/json")]
    [InlineData("POST", "/api/v1/rejected/replay", "application/json")]
    public async Task A_character_set_that_is_not_known_is_415_with_the_fix(string method, string path, string type)
    {
        foreach (var charset in new[] { "klingon", "utf-7", "utf-32", "ibm037", "shift_jis" })
        {
            var reply = await _bytes.Send(method, path, "{}"u8.ToArray(), $"{type}; charset={charset}");

            Assert.Equal(415, reply.Status);
            Assert.Contains("windows-1252", reply.Text, StringComparison.Ordinal);
            Assert.DoesNotContain(charset, reply.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Half_of_a_surrogate_pair_in_UTF_16_is_named_and_its_neighbours_are_stored()
    {
        var bad = Event.Replace("Müller €", "M\uD800", StringComparison.Ordinal).Replace("\"1\"", "\"2\"", StringComparison.Ordinal);
        byte[] body = [.. $"[{Event},{bad}]".SelectMany(BitConverter.GetBytes)];

        var answer = await _bytes.Capture(body, "application/json; charset=utf-16");

        Assert.Equal((202, 1, "LS-EVENT-012 /1/profile/lastName"), (answer.Status, answer.Accepted, Assert.Single(answer.Faults)));
    }

    [Theory]
    [InlineData("text/csv; charset=iso-8859-1", "windows-1252", "email,lastName\nann@acme.example,Müller €\n")]
    [InlineData("text/csv; charset=utf-16le", "utf-16", "email,lastName\nann@acme.example,Müller €\n")]
    [InlineData("application/x-ndjson; charset=windows-1252", "windows-1252", "{\"email\":\"ann@acme.example\",\"lastName\":\"Müller €\"}\n")]
    public async Task A_file_is_read_in_the_character_set_that_it_names(string type, string encoding, string text)
    {
        var reply = await _bytes.Send("POST", "/api/v1/leads/import", EncodingOf(encoding).GetBytes(text), type);

        Assert.Equal(202, reply.Status);
        Assert.Equal("Müller €", LastName());
    }

    [Theory]
    [InlineData("application/x-www-form-urlencoded; charset=ISO-8859-1", "email=ann%40acme.example&lastName=M%FCller+%80&100%=%zz")]
    [InlineData("application/x-www-form-urlencoded; charset=ISO-8859-1", "email=ann%40acme.example&lastName=Müller+\u0080")]
    [InlineData("application/x-www-form-urlencoded", "email=ann%40acme.example&lastName=M%C3%BCller+%E2%82%AC")]
    [InlineData("application/json; charset=windows-1252", "{\"email\":\"ann@acme.example\",\"lastName\":\"Müller \u0080\"}")]
    public async Task A_webhook_is_read_in_the_character_set_that_it_names(string type, string body)
    {
        var connected = await Connected.To("marketo");

        var answer = await connected.Post(connected.Sign(new Delivery(Bytes.Latin1(body)) { Headers = { ["Content-Type"] = type } }));

        Assert.True(answer.Status is 200 or 202 && answer.Count("accepted") == 1, answer.Text);
        var captured = Assert.Single(connected.Hooks.Events).Event;
        Assert.Contains("Müller €", captured.Profile.Concat(captured.Properties).Select(static pair => pair.Value.ToString()));
    }

    [Fact]
    public async Task A_webhook_in_an_unknown_character_set_is_kept_and_can_be_replayed()
    {
        var connected = await Connected.To("generic");
        var delivery = connected.Bare.With(header: ("Content-Type", "application/json; charset=utf8mb4"));

        var answer = await connected.Post(connected.Sign(delivery));

        Assert.Equal(1, answer.Count("rejected"));
        Assert.Equal(["LS-HOOK-003"], connected.Hooks.Rejected);
        Assert.Equal(1, (await connected.Hooks.Replay("""{ "source": "generic/main" }""")).Body.GetProperty("replayed").GetInt32());
    }

    [Fact]
    public void An_undefined_byte_becomes_bytes_that_are_not_text()
    {
        Assert.True(BodyCharset.TryFind("text/plain; charset=windows-1253", out var greek));

        Assert.Equal([(byte)'a', 0xFF, 0xFF, 0xFF], BodyCharset.ToUtf8(greek, [(byte)'a', 0xD2]));
    }

    private static Encoding EncodingOf(string name) => CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);

    private string? LastName() => Assert.Single(
        _bytes.App.Tables[TableNames.Leads].Rows.Where(static row => row.RowKey.StartsWith(RowKeys.PendingPrefix, StringComparison.Ordinal)).Select(static row => LeadRows.ReadPending(row).Captured)).Event.Profile["lastName"].Text;
}
