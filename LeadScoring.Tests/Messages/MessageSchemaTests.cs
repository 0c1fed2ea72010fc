using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Messaging;
using LeadScoring.Local.Commands;
using LeadScoring.Local.OpenApi;
using LeadScoring.Tests.Infra;

namespace LeadScoring.Tests.Messages;

/// <summary>The schemas take their examples, and nothing that is spoilt.</summary>
public sealed class MessageSchemaTests
{
    private static readonly string[] Unset = ["grade", "model", "priority", "route", "stage", "to"];

    public static TheoryData<string> Types() => [.. MessageFiles.Types];

    public static TheoryData<string> LeadTypes() => [.. MessageFiles.LeadTypes];

    [Fact]
    public void Every_type_has_a_schema_an_example_and_a_row_in_the_page()
    {
        var rows = MessageFiles.Page().Where(static line => line.StartsWith("| `lead.", StringComparison.Ordinal) || line.StartsWith("| `system.", StringComparison.Ordinal)).Select(static line => line.Split('`')[1]);

        Assert.Equal(MessageFiles.Types, MessageFiles.TypesWithSchema());
        Assert.Equal(MessageFiles.Types, MessageFiles.TypesWithExample());
        Assert.Equal(MessageFiles.Types, rows.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_schemas_in_the_repository_are_those_of_the_code()
    {
        var made = MessageSchemaFiles.Files();

        Assert.Equal(MessageFiles.Types.Append("common").Select(static name => name + ".schema.json").Order(StringComparer.Ordinal), made.Keys);
        Assert.All(made, static file =>
            Assert.True(Checkout.Text($"docs/reference/messages/{file.Key}") == file.Value, $"{file.Key} is not what the code says. Build, then run: {OpenApiCommand.Update}"));
    }

    [Fact]
    public void The_examples_are_one_story_whose_messages_grow_in_number_and_time()
    {
        foreach (var lead in MessageFiles.LeadTypes.Select(MessageFiles.Example).GroupBy(static message => message.GetProperty("subject").GetString(), StringComparer.Ordinal))
        {
            var bySequence = lead.OrderBy(static message => message.GetProperty("sequence").GetString(), StringComparer.Ordinal).ToList();

            Assert.Equal(bySequence, bySequence.OrderBy(static message => message.GetProperty("time").GetDateTimeOffset()));
            Assert.Equal(bySequence.Count, bySequence.DistinctBy(static message => message.GetProperty("sequence").GetString()).Count());
        }
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void An_example_is_valid(string type) => Assert.Empty(MessageSchemas.Faults(ExampleMessage.Of(type)));

    [Theory]
    [MemberData(nameof(Types))]
    public void A_message_without_a_required_field_is_invalid_at_its_place(string type)
    {
        var missed = Fields(type).Where(field => MessageSchemas.Faults(ExampleMessage.Of(type, body => Parent(body, field).Remove(Name(field)))).Count == 0);

        Assert.Equal(Optional(type).Order(StringComparer.Ordinal), missed.Order(StringComparer.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void A_field_that_is_not_documented_is_invalid(string type)
    {
        AssertFault("/data/surprise: no such field is documented", ExampleMessage.Of(type, static body => body.Data()["surprise"] = 1));
        AssertFault("/surprise: no such field is documented", ExampleMessage.Of(type, static body => body["surprise"] = 1));
        if (MessageFiles.LeadTypes.Contains(type))
            AssertFault("/data/lead/surprise: ", ExampleMessage.Of(type, static body => body.Data()["lead"]!["surprise"] = 1));
    }

    [Theory]
    [InlineData("lead.qualified", "cause", "luck")]
    [InlineData("lead.qualified", "to", "nurture")]
    [InlineData("lead.qualified", "grade", "E1")]
    [InlineData("lead.qualified", "grade", "A5")]
    [InlineData("lead.qualified", "stage", "mql")]
    [InlineData("lead.qualified", "status", "lead")]
    [InlineData("lead.qualified", "owner", "nobody")]
    [InlineData("lead.qualified", "route", "Hot")]
    [InlineData("lead.qualified", "respondBy", "2026-03-07T08:03:04+01:00")]
    [InlineData("lead.qualified", "asOf", "2026-03-07T08:03:04Z")]
    [InlineData("lead.followup", "by", "inside-sales")]
    public void A_value_out_of_its_range_is_the_only_error(string type, string field, string value) =>
        Assert.StartsWith($"/data/{field}: ", Assert.Single(MessageSchemas.Faults(ExampleMessage.Of(type, body => body.Data()[field] = value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("score", -1, 0)]
    [InlineData("score", 101, 100)]
    [InlineData("known", 101, 100)]
    [InlineData("flames", -1, 0)]
    [InlineData("flames", 5, 4)]
    [InlineData("trend", -101, -100)]
    [InlineData("epoch", 0, 1)]
    [InlineData("attempts", 1001, 1000)]
    [InlineData("version", 0, 1)]
    public void Numbers_end_at_their_bounds(string field, int outside, int inside)
    {
        AssertFault($"/data/{field}: ", ExampleMessage.Of("lead.qualified", body => body.Data()[field] = outside));
        Assert.Empty(MessageSchemas.Faults(ExampleMessage.Of("lead.qualified", body => body.Data()[field] = inside)));
    }

    [Fact]
    public void A_message_has_grade_and_dimensions_or_target_and_progress()
    {
        static TopicMessage Points(Action<JsonObject>? change = null)
        {
            var message = ExampleMessage.Of("lead.qualified", body =>
            {
                var data = body.Data();
                data.Remove("grade");
                data.Remove("dimensions");
                (data["score"], data["trend"], data["target"], data["progress"]) = (240, 240, 65.5, 100);
                change?.Invoke(data);
            });
            return message with { Properties = message.Properties.Remove("grade") };
        }

        Assert.Empty(MessageSchemas.Faults(Points()));
        AssertFault("/data/grade: ", Points(static data => data["grade"] = "A1"));
        AssertFault("/data/dimensions: ", Points(static data => data["dimensions"] = new JsonObject { ["fit"] = 50 }));
        AssertFault("/data: ", Points(static data => data.Remove("progress")));
        AssertFault("/data: ", Points(static data => data.Remove("target")));
        AssertFault("/data/progress: ", Points(static data => data["progress"] = 101));
        AssertFault("/data/progress: ", ExampleMessage.Of("lead.qualified", static body => body.Data()["progress"] = 50));
    }

    [Fact]
    public void A_field_of_a_profile_is_a_text_or_a_list_of_texts()
    {
        Assert.Empty(MessageSchemas.Faults(ExampleMessage.Of("lead.qualified", static body => body.Data()["lead"]!["profile"]!["interests"] = new JsonArray("a", "b"))));
        AssertFault("/data/lead/profile/employees: ", ExampleMessage.Of("lead.qualified", static body => body.Data()["lead"]!["profile"]!["employees"] = 800));
    }

    [Fact]
    public void A_hand_off_by_an_event_shows_the_event() =>
        AssertFault("/data: ", ExampleMessage.Of("lead.qualified", static body => body.Data()["cause"] = "fast-track"));

    [Fact]
    public void A_disqualification_names_its_rule_or_comes_from_feedback()
    {
        Assert.Empty(MessageSchemas.Faults(ExampleMessage.Of("lead.disqualified", static body =>
        {
            body.Data().Remove("rule");
            body.Data()["by"] = "feedback";
        })));
        AssertFault("/data: ", ExampleMessage.Of("lead.disqualified", static body => body.Data()["by"] = "feedback"));
    }

    [Fact]
    public void A_signal_comes_from_a_fast_track_or_from_a_persona()
    {
        Assert.Empty(MessageSchemas.Faults(ExampleMessage.Of("lead.signal", static body =>
        {
            body.Data().Remove("fastTrack");
            body.Data()["persona"] = "perfect-lead";
        })));
        AssertFault("/data: ", ExampleMessage.Of("lead.signal", static body => body.Data()["persona"] = "perfect-lead"));
    }

    [Fact]
    public void A_system_message_names_its_type_model_and_version_in_its_id()
    {
        const string Type = "system.review.due";

        AssertFault("the type in /id: ", ExampleMessage.Of(Type, static body => body["id"] = "system.review.late:b2b-saas:3"));
        AssertFault("the model in /id: ", ExampleMessage.Of(Type, static body => body["id"] = "system.review.due:crm:3"));
        AssertFault("the number in /id: ", ExampleMessage.Of(Type, static body => body.Data()["version"] = 4));
        AssertFault("/subject: ", ExampleMessage.Of(Type, static body => body["subject"] = "B2B"));
        AssertFault("/sequence: no such field is documented", ExampleMessage.Of(Type, static body => body["sequence"] = "0000000003"));
        AssertFault("/id: ", ExampleMessage.Of("lead.qualified", static body => body["id"] = "system.review.due:b2b-saas:3"));
    }

    [Theory]
    [MemberData(nameof(LeadTypes))]
    public void A_sequence_that_differs_from_the_number_in_the_id_is_invalid(string type)
    {
        AssertFault("the number in /id: ", ExampleMessage.Of(type, static body => body["sequence"] = "0000000099"));
        AssertFault("/sequence: ", ExampleMessage.Of(type, static body => body["sequence"] = "7"));
    }

    [Theory]
    [MemberData(nameof(Types))]
    public void What_Service_Bus_carries_beside_a_message_agrees_with_it(string type)
    {
        var message = ExampleMessage.Of(type);

        AssertFault("MessageId: ", message with { MessageId = message.MessageId + "0" });
        AssertFault("SessionId: ", message with { SessionId = message.SessionId[1..] });
        AssertFault("Subject: ", message with { Subject = "lead.unheard" });
        Assert.All(Compared(message), name => AssertFault("properties/" + name, With(message, name, Other(message, name))));
        AssertFault("properties/surprise: ", With(message, "surprise", "1"));
    }

    [Fact]
    public void A_message_of_no_model_has_no_other_properties_or_a_dash()
    {
        var message = ExampleMessage.Of("lead.inquired");

        Assert.Empty(MessageSchemas.Faults(message with { Properties = message.Properties.RemoveRange(Unset) }));
        Assert.Empty(MessageSchemas.Faults(message with { Properties = message.Properties.SetItems(Unset.Select(static name => KeyValuePair.Create(name, "-"))) }));
    }

    private static void AssertFault(string expected, TopicMessage message) =>
        Assert.Contains(MessageSchemas.Faults(message), fault => fault.StartsWith(expected, StringComparison.Ordinal));

    private static TopicMessage With(TopicMessage message, string name, string value) => message with { Properties = message.Properties.SetItem(name, value) };

    // A route is compared where the body names one that is still in force.
    private static IEnumerable<string> Compared(TopicMessage message)
    {
        var data = message.Body.GetProperty("data");
        var namesRoute = !TopicMessage.IsAboutLead(message.Subject) || data.TryGetProperty("track", out _) || (data.TryGetProperty("route", out _) && data.GetProperty("owner").GetString() != "marketing");
        return Unset.Append("type").Where(name => name != "route" || namesRoute);
    }

    // A value that the property may have, and that is not the one it has.
    private static string Other(TopicMessage message, string name)
    {
        string[] two = name switch
        {
            "type" => ["lead.qualified", "lead.routed"],
            "grade" => ["D1", "D2"],
            "to" => ["sales", "nurture"],
            "stage" => ["customer", "lost"],
            "priority" => ["1", "2"],
            _ => ["this", "that"],
        };
        return two.First(value => value != message.Properties.GetValueOrDefault(name));
    }

    // Places of the fields of an example: of the CloudEvent, of data, of the lead and of the event.
    private static IEnumerable<string> Fields(string type)
    {
        var body = JsonObject.Create(MessageFiles.Example(type))!;
        return new[] { "", "data/", "data/lead/", "data/event/" }.SelectMany(parent => Parent(body, parent + "x")?.Select(field => parent + field.Key) ?? []);
    }

    private static IEnumerable<string> Optional(string type)
    {
        string[] optional = ["data/lead/email", "data/link", "data/activities", "data/lastActivity", "data/missing", "data/reasons", "data/trend", .. OptionalOf(type)];
        return optional.Intersect(Fields(type), StringComparer.Ordinal);
    }

    private static string[] OptionalOf(string type) => type switch
    {
        "lead.qualified" or "lead.upgraded" => ["data/respondBy", "data/attempts"],
        "lead.followup" => ["data/event"],
        "lead.overdue" => ["data/escalate", "data/route"],
        "lead.routed" => ["data/from"],
        _ => [],
    };

    private static JsonObject Parent(JsonObject body, string field) =>
        field.Split('/')[..^1].Aggregate(body, static (parent, name) => parent?[name]?.AsObject()!);

    private static string Name(string field) => field.Split('/')[^1];
}
