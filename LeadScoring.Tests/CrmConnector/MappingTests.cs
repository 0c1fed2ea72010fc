using System.Text;

using LeadScoring.CrmConnector.Mapping;
using LeadScoring.CrmConnector.Messages;
using LeadScoring.CrmConnector.Settings;
using LeadScoring.Domain.Leads;

namespace LeadScoring.Tests.CrmConnector;

public sealed class MappingTests
{
    private static readonly string[] Shipped = ["csv.json", "dynamics.json", "hubspot.json", "salesforce.json"];

    public static TheoryData<string> Files => [.. Shipped];

    public static TheoryData<string> Examples => [.. Directory.GetFiles(ExampleFolder, "*.json").Select(static file => Path.GetFileName(file))];

    private static string ExampleFolder => Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "messages", "examples");

    [Theory]
    [InlineData("\"type\"", "lead.qualified")]
    [InlineData("\"data.score\"", "75")]
    [InlineData("\"data.lead.profile.company\"", "Acme")]
    [InlineData("\"data.reasons\"", "Pricing page, twice this week (+4); Vice president (+8)")]
    [InlineData("\"data.dimensions\"", "fit=80; engagement=64")]
    [InlineData("\"data.activities.0.what\"", "/pricing")]
    [InlineData("\"data.activities.1.what\"", null)]
    [InlineData("\"data.lead.profile.phone\"", null)]
    [InlineData("""{ "from": "data.grade", "values": { "A2": "Hot", "*": "Cold" } }""", "Hot")]
    [InlineData("""{ "from": "data.grade", "values": { "A1": "Hot", "*": "Cold" } }""", "Cold")]
    [InlineData("""{ "from": "data.grade", "values": { "A1": "Hot" } }""", "A2")]
    [InlineData("""{ "from": "data.flames", "values": { "3": 1 } }""", "1")]
    [InlineData("""{ "from": "data.dueBy", "clearOn": ["lead.qualified"] }""", "")]
    [InlineData("""{ "from": "data.dueBy", "clearOn": ["*"] }""", "")]
    [InlineData("""{ "from": "data.dueBy", "clearOn": ["lead.recycled"] }""", null)]
    public void A_field_gets_what_its_path_finds(string field, string? expected)
    {
        var mapping = Read($$"""{ "fields": { "x": {{field}} } }""");

        Assert.True(mapping.TryMap(Message(), out var values, out _));
        Assert.Equal(expected, Assert.Single(values).Value);
    }

    [Theory]
    [InlineData("""{ "from": "data.lead.profile.phone", "required": true }""", false)]
    [InlineData("""{ "from": "data.lead.profile.phone", "required": true, "default": "none" }""", true)]
    [InlineData("""{ "from": "data.grade", "required": true, "values": { "*": "" } }""", false)]
    [InlineData("""{ "from": "data.grade", "required": true }""", true)]
    public void A_message_must_have_what_is_required(string field, bool mapped)
    {
        var mapping = Read($$"""{ "fields": { "phone": {{field}} } }""");

        Assert.Equal(mapped, mapping.TryMap(Message(), out _, out var verdict));
        if (!mapped)
        {
            Assert.Equal("missing-field", verdict!.Reason);
            Assert.Contains("phone (from data.", verdict.Description, StringComparison.Ordinal);
            Assert.Contains("Fix: ", verdict.Description, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Everything_that_is_wrong_is_said_at_once_with_its_place_and_fix()
    {
        var wrong = Assert.Throws<SettingException>(() => Read(
            """
            {
              "feilds": {},
              "fields": {
                "a": "data.scor",
                "b": { "form": "data.score" },
                "c": { "from": "data.lead..email" },
                "d": { "from": "data.score", "required": "yes", "default": [], "values": 1, "clearOn": ["lead.lost"] },
                "e": 5,
                "f": "lead.email",
                "g": "data.lead.mail",
                "h": { "from": 7 },
                "outcome": "type",
                "=1": "type",
                "i": "type",
                "I": "type",
              },
            }
            """));

        var lines = wrong.Message.Split(Environment.NewLine);
        Assert.Contains("test.json", lines[0], StringComparison.Ordinal);
        Assert.Equal(
            [
                "feilds", "fields.a", "fields.b.form", "fields.b", "fields.c.from", "fields.d.default", "fields.d.values", "fields.d.required", "fields.d.clearOn", "fields.e", "fields.f",
                "fields.g", "fields.h.from", "fields.outcome", "fields.=1", "fields.I",
            ],
            lines.Skip(1).Select(static line => line.Split(':')[0].Trim()));
        Assert.All(lines.Skip(1), static line => Assert.Contains("Fix: ", line, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("", "line 1")]
    [InlineData("{\n \"fields\": {\n  \"a\" \"type\"\n }}", "line 3")]
    [InlineData("[]", "fields: there is none")]
    [InlineData("{ \"fields\": {} }", "fields: there is none")]
    public void A_file_that_is_no_mapping_is_refused(string text, string place) =>
        Assert.Contains(place, Assert.Throws<SettingException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_missing_file_is_named_with_its_setting()
    {
        var wrong = Assert.Throws<SettingException>(() => MappingReader.ReadFile("no-such.json"));

        Assert.Contains("'no-such.json' (setting Crm:Mapping)", wrong.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void The_mappings_that_come_along_map_every_hand_over(string file)
    {
        var mapping = MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", file));

        Assert.True(mapping.TryMap(Message(), out var values, out var verdict), verdict?.Description);
        Assert.Contains(values, static value => value.Value == "ann@acme.example");
        Assert.Contains(values, static value => value.Value == "75");
    }

    [Theory]
    [InlineData("salesforce.json", "Email", "Company", "LastName", "Title", "Rating", "LeadSource", "Status")]
    [InlineData("hubspot.json", "email", "company", "jobtitle", "hubspot_owner_id", "lifecyclestage", "hs_lead_status")]
    [InlineData("dynamics.json", "emailaddress1", "companyname", "jobtitle", "leadqualitycode", "statecode", "statuscode", "subject")]
    public void They_speak_the_words_of_their_CRM(string file, params string[] names) =>
        Assert.Superset(names.ToHashSet(StringComparer.Ordinal), MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", file)).Names.ToHashSet(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Examples))]
    public void Every_example_of_a_message_can_be_mapped_and_each_of_its_fields_named(string file)
    {
        var body = BinaryData.FromBytes(File.ReadAllBytes(Path.Combine(ExampleFolder, file)));

        if (file.StartsWith(LeadTypes.System, StringComparison.Ordinal))
        {
            Assert.False(MessageReader.TryRead(body, out _, out var other));
            Assert.False(other.IsFault);
            return;
        }

        Assert.True(MessageReader.TryRead(body, out var message, out var unreadable), unreadable?.Description);
        // A lead that leaves is not mapped: its rows go, or go over.
        foreach (var mapping in message.Type is LeadTypes.Erased or LeadTypes.Merged ? [] : Shipped)
            Assert.True(MappingReader.ReadFile(Path.Combine(AppContext.BaseDirectory, "mappings", mapping)).TryMap(message, out _, out var verdict), verdict?.Description);
        Assert.Empty(message.Event.EnumerateObject().Select(static member => member.Name).Except([.. MessagePath.Attributes, "specversion", "datacontenttype"], StringComparer.Ordinal));
        Assert.Empty(message.Event.GetProperty("data").EnumerateObject().Select(static member => member.Name).Except(MessagePath.DataMembers, StringComparer.Ordinal));
    }

    private static LeadMapping Read(string text) => MappingReader.Read(Encoding.UTF8.GetBytes(text), "test.json");

    private static LeadMessage Message()
    {
        Assert.True(MessageReader.TryRead(Messages.Body("lead.qualified", 5), out var message, out _));
        return message;
    }
}
