using System.Text;
using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;

namespace LeadScoring.Tests.Capture;

/// <summary>How events of our own form are read: what other suites try over HTTP, and here without it.</summary>
public sealed class EventParserTests
{
    private static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("""
        "a/b~c": "\u0000"
        """, "/a~1b~0c")]
    [InlineData("""
        "properties": { "a/b~c": "\u0000" }
        """, "/properties/a~1b~0c")]
    [InlineData("""
        "lead/email": [1, "\u0000"]
        """, "/lead~1email")]
    [InlineData("""
        "properties": { "a/b": { "c": 1, "c": 2 } }
        """, "/properties/a~1b")]
    public void Pointers_of_errors_are_escaped_at_every_level(string member, string pointer)
    {
        var parsed = Parse($$"""{ "type": "page.viewed", "lead": { "email": "ann@acme.example" }, {{member}} }""");

        Assert.Equal(pointer, Assert.Single(Assert.Single(parsed.Refused).Errors).Pointer);
    }

    [Theory]
    [InlineData(100, true)]
    [InlineData(101, false)]
    public void A_type_has_at_most_a_hundred_characters(int characters, bool isTaken)
    {
        var type = "a." + new string('b', characters - 2);

        var parsed = Parse($$"""{ "type": "{{type}}", "lead": { "email": "ann@acme.example" } }""");

        Assert.Equal(isTaken, parsed.Events.Count == 1);
        Assert.Equal(isTaken, EventTypes.IsType(type));
    }

    [Theory]
    [InlineData("""[ "phone", "jobTitle", "phone" ]""", "jobTitle phone")]
    [InlineData("[]", "")]
    [InlineData("null", "")]
    [InlineData("""[ "email" ]""", "email")]
    [InlineData("""[ "fields.x" ]""", "fields.x")]
    public void An_event_names_the_attributes_that_it_empties(string cleared, string names)
    {
        var parsed = Parse($$"""{ "type": "profile.updated", "lead": { "email": "ann@acme.example" }, "profile": { "company": "", "city": null }, "cleared": {{cleared}} }""");

        var e = Assert.Single(parsed.Events).Captured.Event;
        Assert.Equal(names, string.Join(' ', e.Cleared));
        // The address that names the lead is an attribute too, unless the event empties that.
        Assert.Equal(names == "email", e.Profile["email"].IsMissing);
    }

    [Theory]
    [InlineData("\"phone\"", "/cleared")]
    [InlineData("[ 7 ]", "/cleared/0")]
    [InlineData("""[ "phone", "" ]""", "/cleared/1")]
    [InlineData("""[ "phone", "emailKind" ]""", "/cleared/1")]
    [InlineData("""[ "phone", "company" ]""", "/cleared")]
    public void What_cannot_be_emptied_is_refused_with_its_place(string cleared, string pointer)
    {
        var parsed = Parse($$"""{ "type": "profile.updated", "lead": { "email": "ann@acme.example" }, "profile": { "company": "Acme" }, "cleared": {{cleared}} }""");

        Assert.Equal(pointer, Assert.Single(Assert.Single(parsed.Refused).Errors).Pointer);
    }

    private static ParsedBody Parse(string json) => EventParser.Parse(Encoding.UTF8.GetBytes(json), null, Now);
}
