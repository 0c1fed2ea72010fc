using System.Text;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Values;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>What a form sends is in the stored event, whatever kind of answer it is and however its fields are called.</summary>
public sealed class FormAnswerTests
{
    private const string Email = """{ "type": "email", "email": "ann@northmill.example", "field": { "id": "f0", "type": "email", "ref": "email" } }""";

    [Theory]
    [InlineData("""{ "type": "choices", "choices": { "labels": [ "Excel" ], "other": "Homegrown" }, "field": { "ref": "tools" } }""", "tools", "Excel|Homegrown", true)]
    [InlineData("""{ "type": "choices", "choices": { "labels": [ "Excel", "Paper" ] }, "field": { "ref": "tools" } }""", "tools", "Excel|Paper", true)]
    [InlineData("""{ "type": "choices", "choices": { "labels": [ "Excel" ] }, "field": { "ref": "tools" } }""", "tools", "Excel", true)]
    [InlineData("""{ "type": "choices", "choices": { "other": "Homegrown" }, "field": { "ref": "tools" } }""", "tools", "Homegrown", false)]
    [InlineData("""{ "type": "choice", "choice": { "label": "Excel" }, "field": { "ref": "tool" } }""", "tool", "Excel", false)]
    [InlineData("""{ "type": "choice", "choice": { "other": "Homegrown" }, "field": { "ref": "tool" } }""", "tool", "Homegrown", false)]
    [InlineData("""{ "type": "boolean", "boolean": false, "field": { "ref": "newsletter" } }""", "newsletter", "false", false)]
    [InlineData("""{ "type": "number", "number": 0, "field": { "ref": "rating" } }""", "rating", "0", false)]
    [InlineData("""{ "type": "phone_number", "phone_number": "+4930123456", "field": { "ref": "phone" } }""", "phone", "+4930123456", false)]
    [InlineData("""{ "type": "signature", "signature": { "url": "https://files.example/s.png" }, "field": { "ref": "sign" } }""", "sign.url", "https://files.example/s.png", false)]
    [InlineData("""{ "type": "text", "text": "yes", "field": { "id": "aB3" } }""", "aB3", "yes", false)]
    [InlineData("""{ "type": "text", "text": "yes" }""", "field2", "yes", false)]
    [InlineData("""{ "type": "text", "text": "yes", "field": { "ref": "???" } }""", "field2", "yes", false)]
    public async Task Every_answer_of_a_Typeform_is_kept(string answer, string name, string values, bool isList)
    {
        var captured = await Typeform(Email, answer);

        var value = captured.Properties["fields." + name];
        Assert.Equal((values, isList), (Text(value), value.IsList));
        Assert.Equal(values, Text(captured.Profile[name]));
    }

    [Fact]
    public async Task Answers_of_the_same_name_are_all_kept()
    {
        var captured = await Typeform(
            Email,
            """{ "type": "number", "number": 5, "field": { "ref": "size" } }""",
            """{ "type": "number", "number": 7, "field": { "ref": "size" } }""",
            """{ "type": "number", "number": 9, "field": { "ref": "size" } }""");

        Assert.Equal(("5", "7", "9"), (captured.Properties["fields.size"].Text, captured.Properties["fields.size2"].Text, captured.Properties["fields.size3"].Text));
    }

    [Fact]
    public async Task A_second_address_in_a_form_is_kept_and_is_not_the_leads()
    {
        var captured = await Typeform(
            """{ "type": "email", "email": "boss@northmill.example", "field": { "ref": "approver" } }""",
            Email,
            """{ "type": "email", "email": "ann@home.example", "field": { "ref": "email" } }""",
            """{ "type": "email", "email": "ann@work.example", "field": { "ref": "work_email" } }""");

        Assert.Equal("ann@northmill.example", captured.Profile["email"].Text);
        Assert.Equal(
            ("boss@northmill.example", "ann@home.example", "ann@work.example"),
            (captured.Properties["fields.approver"].Text, captured.Properties["fields.email2"].Text, captured.Properties["fields.workEmail"].Text));
    }

    [Fact]
    public async Task What_a_Typeform_sends_beside_its_answers_is_kept()
    {
        var captured = await Typeform([Email], response =>
        {
            response["variables"] = JsonNode.Parse("""[ { "key": "budget", "type": "number", "number": 9 } ]""");
            response["ending"] = JsonNode.Parse("""{ "id": "end-1", "ref": "thanks" }""");
        });

        Assert.Contains("budget", captured.Properties["variables"].Text, StringComparison.Ordinal);
        Assert.Equal(("thanks", "tok-1", "2026-03-01T08:00:00Z"), (captured.Properties["ending.ref"].Text, captured.Properties["responseId"].Text, captured.Properties["landedAt"].Text));
    }

    [Fact]
    public async Task A_response_that_comes_under_another_event_id_counts_once()
    {
        var connected = await Connected.To("typeform");
        await connected.Post(connected.Sign(connected.Bare.With(body: Body([Email], null, "e1"))));

        var again = await connected.Post(connected.Sign(connected.Bare.With(body: Body([Email], null, "e2"))));

        Assert.Equal((0, 1, 0), (again.Count("accepted"), again.Count("duplicates"), again.Count("rejected")));
    }

    [Theory]
    [InlineData("""{ "key": "q1", "label": null, "type": "INPUT_TEXT", "value": "yes" }""", "q1", "yes")]
    [InlineData("""{ "key": "q1", "label": "Rate", "type": "MATRIX", "value": { "r1": [ "c1" ] }, "options": [ { "id": "x", "text": "X" } ] }""", "rate.r1", "c1")]
    [InlineData("""{ "key": "q1", "label": "Tools", "type": "CHECKBOXES", "value": [ "a", "b" ], "options": [ { "id": "a", "text": "Excel" }, { "id": "b", "text": "Homegrown", "isOtherOption": true } ] }""", "tools", "Excel|Homegrown")]
    public async Task Every_answer_of_a_Tally_form_is_kept(string field, string name, string values)
    {
        var connected = await Connected.To("tally");
        var body = $$"""{ "eventType": "FORM_RESPONSE", "data": { "formId": "f", "submissionId": "s", "createdAt": "2026-03-01T09:00:00Z", "fields": [ { "key": "k", "label": "Email", "type": "INPUT_EMAIL", "value": "ann@northmill.example" }, {{field}} ] } }""";

        await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(body))));

        Assert.Equal(values, Text(Assert.Single(connected.Hooks.Events).Event.Properties["fields." + name]));
    }

    [Fact]
    public async Task Two_questions_of_one_title_in_a_Google_form_are_both_kept()
    {
        var connected = await Connected.To("google-forms");
        const string Body = """{ "responseId": "r", "formId": "f", "submittedAt": "2026-03-01T09:00:00Z", "respondentEmail": "ann@northmill.example", "answers": [ { "title": "Why?", "answer": "cost" }, { "title": "Why?", "answer": "time" }, { "title": "?", "answer": "yes" } ] }""";

        await connected.Post(connected.Sign(connected.Bare.With(body: Encoding.UTF8.GetBytes(Body))));

        var properties = Assert.Single(connected.Hooks.Events).Event.Properties;
        Assert.Equal(("cost", "time", "yes"), (properties["fields.why"].Text, properties["fields.why2"].Text, properties["fields.field3"].Text));
    }

    [Fact]
    public async Task A_field_that_a_connection_leaves_out_is_left_out()
    {
        var connected = await Connected.To("typeform");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ], "fields": { "newsletter": "" } }""");

        await connected.Post(connected.Sign(connected.Bare.With(body: Body([Email, """{ "type": "boolean", "boolean": true, "field": { "ref": "newsletter" } }"""], null, "e1"))));

        Assert.DoesNotContain(Assert.Single(connected.Hooks.Events).Event.Properties, static field => field.Key.StartsWith("fields.", StringComparison.Ordinal));
    }

    private static string Text(FieldValue value) => value.IsList ? string.Join('|', value.Items.ToArray()) : value.Text ?? "";

    private static Task<LeadEvent> Typeform(params string[] answers) => Typeform(answers, null);

    private static async Task<LeadEvent> Typeform(string[] answers, Action<JsonObject>? change)
    {
        var connected = await Connected.To("typeform");
        await connected.Connect("""{ "secrets": [ { "name": "First" } ] }""");
        await connected.Post(connected.Sign(connected.Bare.With(body: Body(answers, change, "e1"))));
        Assert.Empty(connected.Hooks.Rejected);
        return Assert.Single(connected.Hooks.Events).Event;
    }

    private static byte[] Body(string[] answers, Action<JsonObject>? change, string eventId)
    {
        var response = new JsonObject
        {
            ["form_id"] = "tf1",
            ["token"] = "tok-1",
            ["landed_at"] = "2026-03-01T08:00:00Z",
            ["submitted_at"] = "2026-03-01T09:00:00Z",
            ["answers"] = new JsonArray([.. answers.Select(static answer => JsonNode.Parse(answer))]),
        };
        change?.Invoke(response);
        return Encoding.UTF8.GetBytes(new JsonObject { ["event_id"] = eventId, ["event_type"] = "form_response", ["form_response"] = response }.ToJsonString());
    }
}
