using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Tests.Sources.Mapping;

/// <summary>What each delivery of a fixture becomes. The real outcome is written beside expected.json as actual.json, to be read before it is copied.</summary>
public sealed class SourceMappingTests
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Sources() => [.. Fixture.All];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task Each_delivery_becomes_the_events_that_are_expected(string source)
    {
        var all = new JsonObject();
        var names = new Fixture(source).Deliveries.ToList();
        foreach (var name in names)
        {
            var connected = await Connected.To(source);
            await connected.Post(connected.Sign(connected.Fixture.Delivery(name)));
            all[name] = new JsonArray([.. connected.Hooks.Events.Select(Shown), .. connected.Hooks.Rejected.Select(static code => (JsonNode)code)]);
        }

        await File.WriteAllTextAsync(Path.Combine(AppContext.BaseDirectory, "Sources", source, "actual.json"), all.ToJsonString(Readable) + "\n");
        Assert.All(names, name => Assert.Equal(new Fixture(source).Expected(name), JsonSerializer.Serialize(all[name])));
    }

    [Fact]
    public void Every_source_has_a_fixture_and_every_fixture_a_source() =>
        Assert.Equal(new SourceCatalog().All.Select(static source => source.Name), Fixture.All);

    [Theory]
    [MemberData(nameof(Sources))]
    public void Every_fixture_shows_an_unknown_kind_where_kinds_are_told(string source)
    {
        if (!new SourceCatalog().Find(source)!.Mapping.Kind.ToString().StartsWith('='))
            Assert.Contains("unknown kind", new Fixture(source).Deliveries);
    }

    [Fact]
    public void A_descriptor_with_faults_is_refused_with_all_of_them()
    {
        var (source, errors) = DescriptorReader.Read("wrong", """
            { "source": "other", "title": "T", "proof": "P", "retries": 3,
              "verify": { "scheme": "hmac-md5", "encoding": "base32", "header": "X", "query": "y", "signed": "{bodi}", "field": "v1" },
              "map": { "body": "xml", "kind": "event", "kinds": { "a": "Opened", "b": { }, "c": { "type": "email.opened", "is": "x" }, "d": { "type": "email.opened", "and": [ { "is": [ "x" ] } ], "lead": { "phone": "/x" } }, "e": { "type": "email.opened", "and": [ { "at": "/x" } ], "each": "x" } }, "crawlers": "agent", "time": { "as": "days" }, "lead": { "mail": "/x" } } }
            """u8.ToArray());

        Assert.Null(source);
        Assert.Equal(
            ["/source", "/verify/scheme", "/verify/encoding", "/verify/header", "/verify/field", "/verify/signed", "/map/body", "/map/kind", "/map/kinds/a", "/map/kinds/b/type", "/map/kinds/c/is", "/map/kinds/d/and/0/at", "/map/kinds/d/lead/phone", "/map/kinds/e/each", "/map/kinds/e/and", "/map/crawlers", "/map/time/at", "/map/time/as", "/map/lead/mail", "/retries"],
            errors.All.Select(static error => error.Pointer).Distinct());
        Assert.All(errors.All, static error => Assert.NotEqual("", error.Fix));
    }

    private static JsonNode Shown(StoredEvent captured)
    {
        var lead = new JsonObject();
        Add(lead, "email", captured.Lead.Email?.Value);
        Add(lead, "visitor", captured.Lead.Visitor);
        Add(lead, "externalId", captured.Lead.ExternalId);
        return new JsonObject
        {
            ["id"] = captured.Event.Id,
            ["type"] = captured.Event.Type,
            ["occurredAt"] = captured.Event.OccurredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["lead"] = lead,
            ["properties"] = Shown(captured.Event.Properties),
            ["profile"] = Shown(captured.Event.Profile),
        };
    }

    private static JsonObject Shown(Fields fields)
    {
        var shown = new JsonObject();
        foreach (var (name, value) in fields)
            shown[name] = value.IsList ? new JsonArray([.. value.Items.ToArray().Select(static item => (JsonNode)item)]) : value.Text;
        return shown;
    }

    private static void Add(JsonObject to, string name, string? value)
    {
        if (value is not null)
            to[name] = value;
    }
}
