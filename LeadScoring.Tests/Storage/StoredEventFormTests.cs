using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

using LeadScoring.Domain.Decisions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Storage;

/// <summary>The bytes of stored events, decisions and work: rows that exist have them, and older apps read them.</summary>
public sealed class StoredEventFormTests
{
    private const string Plain =
        """{"v":1,"source":"api","id":"e-1","type":"page.viewed","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:01.5Z","hash":"h","visitor":"v-1"}""";

    private const string Full = Head + Flags + Values;

    private const string Head = """{"v":1,"source":"typeform/signup","id":"e\u00222","type":"form.submitted","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:01.5Z","hash":"h",""";

    private const string Flags = """"
        "ahead":true,"late":true,"via":["b","a"],"copied":true,"imported":true,"email":"ann@acme.example","externalId":"crm:1",
        """";

    private const string Values = """"
        "properties":{"empty":null,"form":"demo \u0026 more","topics":["a","b"]},"profile":{"company":"M\u00FCller"}}
        """";

    private static readonly StoredEvent Captured = new()
    {
        Event = new LeadEvent { Source = "api", Id = "e-1", Type = "page.viewed", OccurredAt = new DateTimeOffset(2026, 3, 1, 11, 15, 0, TimeSpan.FromHours(1)) },
        Lead = new LeadIdentity(null, "v-1", null),
        ReceivedAt = new DateTimeOffset(2026, 3, 1, 10, 15, 1, 500, TimeSpan.Zero),
        Hash = "h",
    };

    private static StoredEvent Rich => Captured with
    {
        Event = Captured.Event with
        {
            Source = "typeform/signup",
            Id = "e\"2",
            Type = "form.submitted",
            Properties = new Fields([new("form", "demo & more"), new("topics", new FieldValue(["a", "b"])), new("empty", default)]),
            Profile = new Fields([new("company", "Müller")]),
        },
        Lead = new LeadIdentity(EmailAddress.TryParse("ann@acme.example", out var email) ? email : null, null, "crm:1"),
        WasAhead = true,
        WasLate = true,
        Via = ["b", "a"],
        IsCopied = true,
        Imported = true,
    };

    [Fact]
    public void An_event_is_stored_in_the_bytes_that_it_always_was()
    {
        Assert.Equal(Plain, Encoding.UTF8.GetString(StoredEventJson.Write(Captured)));
        Assert.Equal(Full, Encoding.UTF8.GetString(StoredEventJson.Write(Rich)));
    }

    [Fact]
    public void What_was_stored_is_read_as_it_was()
    {
        foreach (var text in new[] { Plain, Full })
            Assert.Equal(text, Encoding.UTF8.GetString(StoredEventJson.Write(StoredEventJson.Read(Encoding.UTF8.GetBytes(text)))));
        var read = StoredEventJson.Read(Encoding.UTF8.GetBytes(Full));
        Assert.Equal(["a", "b"], read.Event.Properties["topics"].Items.ToArray());
        Assert.True(read.Event.Properties["empty"].IsMissing);
        Assert.Equal((true, true, true, true), (read.WasAhead, read.WasLate, read.IsCopied, read.Imported));
    }

    [Fact]
    public void A_claim_and_an_emptied_attribute_make_a_form_that_older_apps_refuse()
    {
        var claimed = Captured with { Event = Captured.Event with { IsClaimed = true, Cleared = ["phone"] } };

        var text = Encoding.UTF8.GetString(StoredEventJson.Write(claimed));

        Assert.Equal(Plain.Replace("\"v\":1", "\"v\":2", StringComparison.Ordinal).Replace("}", ",\"claimed\":true,\"cleared\":[\"phone\"]}", StringComparison.Ordinal), text);
        var read = StoredEventJson.Read(Encoding.UTF8.GetBytes(text)).Event;
        Assert.True(read.IsClaimed);
        Assert.Equal(["phone"], read.Cleared.AsEnumerable());
    }

    [Fact]
    public void An_event_of_the_first_day_of_all_is_read_too()
    {
        var first = Captured with { Event = Captured.Event with { OccurredAt = default } };

        Assert.Equal(default, StoredEventJson.Read(StoredEventJson.Write(first)).Event.OccurredAt);
    }

    [Fact]
    public void A_newer_form_is_refused_before_its_members_are_read() =>
        Assert.Throws<NewerFormatException>(static () => StoredEventJson.Read("""{"v":99,"source":{"of":"tomorrow"}}"""u8));

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"v":1}""")]
    [InlineData("""{"v":1,"source":null,"id":"e","type":"t","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:00Z","hash":"h"}""")]
    [InlineData("""{"v":1,"source":"s","id":"e","type":"t","at":"soon","received":"2026-03-01T10:15:00Z","hash":"h"}""")]
    [InlineData("""{"v":1,"source":"s","id":"e","type":"t","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:00Z","hash":"h","email":"nobody"}""")]
    [InlineData("""{"v":1,"source":"s","id":"e","type":"t","at":"2026-03-01T10:15:00Z","received":"2026-03-01T10:15:00Z","hash":"h","properties":{"form":1}}""")]
    public void What_is_no_stored_event_is_refused(string text) =>
        Assert.Throws<JsonException>(() => StoredEventJson.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Work_is_stored_with_its_kind_first()
    {
        var lead = new string('a', 26);
        Assert.Equal($$"""{"kind":"link","lead":"{{lead}}","moves":true}""", Encoding.UTF8.GetString(StoredUnions.Write(new OutboxWork.Merge(lead, Moves: true))));
        Assert.Equal(new OutboxWork.CopyLog(lead, 7, null), StoredUnions.ReadWork(StoredUnions.Write(new OutboxWork.CopyLog(lead, 7, null))));
        Assert.Throws<NewerFormatException>(static () => StoredUnions.ReadWork("""{"kind":"teleport"}"""u8.ToArray()));
        Assert.Throws<JsonException>(static () => StoredUnions.ReadWork("""{"kind":"link","moves":"perhaps"}"""u8.ToArray()));
    }

    [Fact]
    public void Every_kind_of_work_but_a_message_and_every_decision_has_a_stored_form()
    {
        Assert.Equal(
            typeof(OutboxWork).GetNestedTypes().Where(static type => type != typeof(OutboxWork.Publish)).Select(static type => type.Name).Order(StringComparer.Ordinal),
            StoredUnions.Work.PolymorphismOptions!.DerivedTypes.Select(static type => type.DerivedType.Name).Order(StringComparer.Ordinal));
        Assert.Equal(
            typeof(Decision).GetNestedTypes().Select(static type => type.Name).Order(StringComparer.Ordinal),
            StoredUnions.Decisions.Values.Select(static form => form.Type.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_decision_of_tomorrow_is_not_taken_for_a_broken_row() =>
        Assert.Throws<NewerFormatException>(static () => StoredUnions.ReadDecision("lead.promoted", "{}"u8.ToArray()));
}
