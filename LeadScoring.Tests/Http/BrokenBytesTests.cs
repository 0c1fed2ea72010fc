using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Http;

/// <summary>Bytes that are not UTF-8, and half of a surrogate pair, are bad input with a place; what stands beside them is taken.</summary>
public sealed class BrokenBytesTests
{
    private const string Good = """{"id":"g","type":"page.viewed","lead":{"email":"ann@acme.example"}}""";
    private const string Bad = """{"id":"b","type":"page.viewed","lead":{"email":"bob@acme.example"},"profile":{"lastName":"Müller"}}""";
    private const string HalfPair = """{"id":"b","type":"page.viewed","lead":{"email":"bob@acme.example"},"profile":{"lastName":"M\ud800ller"}}""";
    private const string BadName = """{"id":"b","type":"page.viewed","lead":{"email":"bob@acme.example"},"profile":{"Straße":"1"}}""";
    private const string Cloud = """{"specversion":"1.0","id":"ID","source":"s","type":"page.viewed","data":{"lead":{"email":"ann@acme.example"},"company":"COMPANY"}}""";

    private readonly Bytes _bytes = new();

    [Theory]
    [InlineData(Bad, "/profile/lastName")]
    [InlineData(HalfPair, "/profile/lastName")]
    [InlineData(BadName, "/profile")]
    [InlineData("""{"Straße":"1","id":"b","type":"page.viewed","lead":{"email":"bob@acme.example"}}""", "")]
    [InlineData("""{"\ud800":"1","id":"b","type":"page.viewed","lead":{"email":"bob@acme.example"}}""", "")]
    [InlineData("""{"id":"b","type":"page.viewed","lead":{"email":"müller@acme.example"}}""", "/lead/email")]
    [InlineData("""{"id":"b","type":"page.viewed","lead":{"email":"\ud800bob@acme.example"}}""", "/lead/email")]
    [InlineData("\"Müller\"", "")]
    public async Task A_broken_text_is_named_with_its_place_and_kept(string e, string place)
    {
        var answer = await _bytes.Capture(Bytes.Latin1(e));

        Assert.Equal((400, 0), (answer.Status, answer.Accepted));
        Assert.Equal([(e[0] == '"' ? "LS-EVENT-001 " : "LS-EVENT-012 ") + place], answer.Faults);
        Assert.Single(_bytes.Rejected);
    }

    [Theory]
    [InlineData("""{"id":"b","type":"page.viewed","lead":{"email":"bob\ufffe@acme.example"}}""", "LS-EVENT-005 /lead/email")]
    [InlineData("""{"id":"b","type":"page.viewed","lead":{"email":"bob@acme\ufffe.example"}}""", "LS-EVENT-005 /lead/email")]
    public async Task A_code_point_that_is_not_a_character_is_not_an_address(string e, string fault) => Assert.Equal([fault], (await _bytes.Capture(Encoding.UTF8.GetBytes(e))).Faults);

    [Fact]
    public async Task A_title_with_a_code_point_that_is_not_a_character_is_scored()
    {
        var bytes = await Bytes.WithLead();

        await bytes.App.Send("""{"id":"b","type":"profile.updated","lead":{"email":"ann@acme.example"},"profile":{"jobTitle":"VP\ufffe Sales"}}""");

        Assert.Equal(200, (await bytes.App.Lead(Bytes.Ann)).Status);
    }

    [Theory]
    [InlineData("[", "]", "")]
    [InlineData("{\"events\":[", "]}", "/events")]
    public async Task The_good_neighbours_of_a_broken_event_are_stored(string head, string tail, string place)
    {
        var other = Good.Replace("\"g\"", "\"h\"", StringComparison.Ordinal);

        var answer = await _bytes.Capture(Bytes.Latin1($"{head}{Good},{Bad},{HalfPair},{BadName},\"ü\",{other}{tail}"));

        Assert.Equal((202, 2), (answer.Status, answer.Accepted));
        Assert.Equal(
            [$"LS-EVENT-012 {place}/1/profile/lastName", $"LS-EVENT-012 {place}/2/profile/lastName", $"LS-EVENT-012 {place}/3/profile", $"LS-EVENT-001 {place}/4"], answer.Faults);
        Assert.Equal(4, _bytes.Rejected.Count());
    }

    [Fact]
    public async Task A_broken_CloudEvent_is_refused_in_each_of_its_forms()
    {
        var bad = Cloud.Replace("COMPANY", "Müller", StringComparison.Ordinal);
        var encoded = $$"""{"specversion":"1.0","id":"3","source":"s","type":"page.viewed","data_base64":"{{Convert.ToBase64String(Bytes.Latin1("""{"lead":{"email":"ann@acme.example"},"company":"Müller"}"""))}}"}""";
        (string, string)[] headers = [("ce-specversion", "1.0"), ("ce-id", "4"), ("ce-source", "s"), ("ce-type", "page.viewed")];

        var single = await _bytes.Capture(Bytes.Latin1(bad), "application/cloudevents+json");
        var batch = await _bytes.Capture(Bytes.Latin1($"[{bad},{Cloud}]"), "application/cloudevents-batch+json");
        var base64 = await _bytes.Capture(Bytes.Latin1(encoded), "application/cloudevents+json");
        var binary = await _bytes.Capture(Bytes.Latin1("""{"lead":{"email":"ann@acme.example"},"company":"Müller"}"""), "application/json", headers: headers);

        Assert.Equal((400, "LS-EVENT-012 /data/company"), (single.Status, Assert.Single(single.Faults)));
        Assert.Equal((202, 1, "LS-EVENT-012 /0/data/company"), (batch.Status, batch.Accepted, Assert.Single(batch.Faults)));
        Assert.Equal((400, "LS-EVENT-012 /data_base64/company"), (base64.Status, Assert.Single(base64.Faults)));
        Assert.Equal((400, "LS-EVENT-012 /data/company"), (binary.Status, Assert.Single(binary.Faults)));
    }

    [Fact]
    public async Task A_broken_visit_is_refused_and_the_others_are_taken()
    {
        const string Visit = """{"id":"ID","type":"page.viewed","lead":{"visitor":"0123456789abcdef0123456789abcdef"},"properties":{"path":"/straße"}}""";

        var answer = await _bytes.Capture(Bytes.Latin1($"[{Visit},{Visit.Replace("/straße", "/", StringComparison.Ordinal)}]"), "text/plain;charset=UTF-8", "/track");

        Assert.Equal((202, 1, "LS-EVENT-012 /0/properties/path"), (answer.Status, answer.Accepted, Assert.Single(answer.Faults)));
    }

    [Fact]
    public async Task A_broken_line_of_an_import_is_named_and_the_others_are_taken()
    {
        var reply = await _bytes.Send("POST", "/api/v1/leads/import", Bytes.Latin1($$"""
            {"email":"ann@acme.example","company":"Müller"}
            {"email":"bob@acme.example","Straße":"1"}
            "Müller"
            {{Bad}}
            {"email":"zoe@acme.example"}
            """), "application/x-ndjson");

        using var report = JsonDocument.Parse(reply.Text);
        Assert.Equal((202, 1, 4), (reply.Status, report.RootElement.GetProperty("accepted").GetInt32(), report.RootElement.GetProperty("rejected").GetInt32()));
    }

    [Theory]
    [InlineData("PUT", "/api/v1/sources/typeform/main", """{ "secrets": [ { "name": "Müller" } ] }""", "LS-SOURCE-003")]
    [InlineData("PUT", "/api/v1/sources/typeform/main", """{ "secrets": [ { "name": "First" } ], "fields": { "straße": "street" } }""", "LS-SOURCE-003")]
    [InlineData("PUT", "/api/v1/sources/typeform/main", """{ "secrets": [ { "name": "First" } ], "fields": { "\ud800": "street" } }""", "LS-SOURCE-003")]
    [InlineData("PUT", "/api/v1/sources/typeform/main", """{ "secrets": [ { "name": "First" } ], "set": { "form": "\udc00" } }""", "LS-SOURCE-003")]
    [InlineData("POST", "/api/v1/rejected/replay", """{ "source": "typeform/Müller" }""", "LS-REJECTED-001")]
    [InlineData("POST", "/api/v1/rejected/replay", """{ "ids": [ "\ud800" ] }""", "LS-REJECTED-001")]
    [InlineData("POST", "/api/v1/rejected/replay", """{ "\ud800": 1, "source": "api" }""", "LS-REJECTED-001")]
    [InlineData("POST", "/api/v1/leads/ann@acme.example/feedback", """{ "kind": "accepted", "note": "Müller" }""", "LS-EVENT-012")]
    [InlineData("POST", "/api/v1/leads/ann@acme.example/merge", """{ "\ud800": 1, "into": "Müller" }""", "LS-MERGE-001")]
    [InlineData("POST", "/api/v1/leads/ann@acme.example/events/x/count", """{ "\ud800": 1, "x": "Müller" }""", "LS-COUNT-001")]
    [InlineData("POST", "/api/v1/models/crm/publish", """{ "author": "Müller", "reason": "\ud800" }""", "LS-PUBLISH-001")]
    public async Task Every_other_route_answers_broken_text_with_its_fault(string method, string path, string body, string code)
    {
        var bytes = await Bytes.WithLead();
        await bytes.Send("PUT", "/api/v1/models/crm", Encoding.UTF8.GetBytes(CrmModel.Yaml));

        var reply = await bytes.Send(method, path, Bytes.Latin1(body));

        Assert.Equal(400, reply.Status);
        Assert.Contains($"\"{code}\"", reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_event_whose_bytes_were_lost_is_not_replayed_as_something_else()
    {
        await _bytes.Capture(Bytes.Latin1(Bad));

        var reply = await _bytes.Send("POST", "/api/v1/rejected/replay", """{ "source": "api" }"""u8.ToArray());

        using var answer = JsonDocument.Parse(reply.Text);
        Assert.Equal((0, 1), (answer.RootElement.GetProperty("replayed").GetInt32(), answer.RootElement.GetProperty("kept").GetInt32()));
        Assert.Equal("LS-EVENT-012", Assert.Single(_bytes.Rejected));
        Assert.Empty(_bytes.App.Tables[TableNames.Leads].Rows);
    }
}
