using System.Text;
using System.Text.Json;

using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Sources;

namespace LeadScoring.Tests.Http;

/// <summary>A body to send.</summary>
/// <param name="HasNeighbours">It can still be read, and holds two good events beside the broken one.</param>
internal sealed record ByteBody(byte[] Body, string? ContentType, IReadOnlyList<(string Name, string Value)> Headers, bool HasNeighbours);

/// <summary>Where bodies are sent.</summary>
internal sealed record ByteTarget(Func<string, string, ByteBody, Task<HttpReply>> Send);

/// <summary>A route in one of its forms.</summary>
internal sealed class ByteCase(string name, int bodies, string method, string path, string? type, string valid)
{
    public string Name => name;

    public int Bodies => bodies;

    public string Method => method;

    public string Path => path;

    /// <summary>Before and after the event that is broken; <c>NUMBER</c> becomes that of the body.</summary>
    public (string Head, string Tail)? Neighbours { get; init; }

    /// <summary>Where the list stands in the body; null for lines.</summary>
    public string? List { get; init; } = "";

    public (string Name, string Value)[] Headers { get; init; } = [];

    /// <summary>Of the broken bytes, what is sent.</summary>
    public Func<byte[], byte[]> Wrap { get; init; } = static bytes => bytes;

    public Func<Task<ByteTarget>> Target { get; init; } = static async () =>
    {
        var bytes = await Bytes.WithLead();
        return new ByteTarget((method, path, body) => bytes.Send(method, path, body.Body, body.ContentType, [.. body.Headers]));
    };

    public ByteBody Next(Random random, int number)
    {
        var broken = Wrap(ByteMutator.Broken(Encoding.UTF8.GetBytes(valid), random));
        var sentAs = ByteMutator.Type(type, random);
        if (Neighbours is not { } beside)
            return new ByteBody(broken, sentAs, Headers, false);
        var (head, tail) = (Encoding.UTF8.GetBytes(Numbered(beside.Head, number)), Encoding.UTF8.GetBytes(Numbered(beside.Tail, number)));
        byte[] body = [.. head, .. broken, .. tail];
        return new ByteBody(body, sentAs, Headers, sentAs == type && (List is null ? broken.Length < 10_000 : body.Length < 60_000 && IsWhole(body, head, tail)));
    }

    private static string Numbered(string text, int number) => text.Replace("NUMBER", $"{number:d32}", StringComparison.Ordinal);

    // Three elements, of which the first and the last are as they were sent.
    private bool IsWhole(byte[] body, byte[] head, byte[] tail)
    {
        try
        {
            using var document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 60 });
            var list = List!.Length == 0 ? document.RootElement : document.RootElement.GetProperty(List);
            return list.GetArrayLength() == 3 && Encoding.UTF8.GetString(head).Contains(list[0].GetRawText(), StringComparison.Ordinal) && Encoding.UTF8.GetString(tail).Contains(list[2].GetRawText(), StringComparison.Ordinal);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

/// <summary>Every route that has a body, in each of its forms.</summary>
internal static class ByteCases
{
    private const string Event = """{"id":"b","source":"shop","type":"form.submitted","occurredAt":"2026-03-01T10:00:00Z","lead":{"email":"bob@acme.example","visitor":"v-1"},"properties":{"form":"demo","n":12.5,"tags":["a","b"],"deep":{"a":[{"b":null}]}},"profile":{"lastName":"Quist","employees":200}}""";
    private const string Good = """{"id":"g-NUMBER","type":"page.viewed","lead":{"visitor":"v-NUMBER"}}""";
    private const string Other = """{"id":"h-NUMBER","type":"page.viewed","lead":{"visitor":"v-NUMBER"}}""";
    private const string Cloud = """{"specversion":"1.0","id":"b","source":"/shop","type":"page.viewed","time":"2026-03-01T10:00:00Z","subject":"bob@acme.example","traceid":"x1","data":{"lead":{"email":"bob@acme.example"},"path":"/pricing"}}""";
    private const string GoodCloud = """{"specversion":"1.0","id":"g-NUMBER","source":"s","type":"page.viewed","data":{"lead":{"visitor":"v-NUMBER"}}}""";
    private const string Data = """{"lead":{"email":"bob@acme.example"},"path":"/pricing","profile":{"lastName":"Quist"}}""";
    private const string Visit = """{"id":"b","type":"page.viewed","lead":{"visitor":"0123456789abcdef0123456789abcdef"},"properties":{"path":"/pricing","title":"Prices","durationSeconds":42}}""";
    private const string GoodVisit = """{"id":"g-NUMBER","type":"page.viewed","lead":{"visitor":"NUMBER"},"properties":{"path":"/"}}""";
    private const string Row = """{"email":"bob@acme.example","company":"Halden","Number of Employees":200}""";
    private const string Connection = """{"secrets":[{"name":"First","use":"sign","notBefore":"2026-01-01T00:00:00Z"}],"fields":{"job":"jobTitle"},"set":{"form":"demo"},"types":{"x":"form.submitted"},"map":{"email":"/data/email | =x"},"url":"https://leads.example.com/x","toleranceSeconds":60,"may":["email.changed"],"origins":["a.example"]}""";

    public static IReadOnlyList<ByteCase> All { get; } =
    [
        new("one event", 8000, "POST", "/api/v1/events", "application/json", Event),
        new("events", 9000, "POST", "/api/v1/events", "application/json", Event) { Neighbours = ($"[{Good},", $",{Other}]") },
        new("events in an object", 8000, "POST", "/api/v1/events", null, Event) { Neighbours = ($$"""{"events":[{{Good}},""", $",{Other}]}}"), List = "events" },
        new("CloudEvent", 8000, "POST", "/api/v1/events", "application/cloudevents+json", Cloud),
        new("CloudEvents", 8000, "POST", "/api/v1/events", "application/cloudevents-batch+json", Cloud) { Neighbours = ($"[{GoodCloud},", $",{GoodCloud.Replace("g-", "h-", StringComparison.Ordinal)}]") },
        new("CloudEvent in headers", 8000, "POST", "/api/v1/events", "application/json", Data) { Headers = [("ce-specversion", "1.0"), ("ce-id", "b"), ("ce-source", "/shop"), ("ce-type", "page.viewed")] },
        new("CloudEvent in base64", 6000, "POST", "/api/v1/events", "application/cloudevents+json", Data) { Wrap = static bytes => Encoding.ASCII.GetBytes($$"""{"specversion":"1.0","id":"b","source":"s","type":"page.viewed","data_base64":"{{Convert.ToBase64String(bytes)}}"}""") },
        new("visits", 8000, "POST", "/track", "text/plain", Visit) { Neighbours = ($"[{GoodVisit},", $",{GoodVisit.Replace("g-", "h-", StringComparison.Ordinal)}]") },
        new("lines of JSON", 6000, "POST", "/api/v1/leads/import", "application/x-ndjson", Row) { Neighbours = ("{\"email\":\"gNUMBER@acme.example\"}\n", "\n{\"email\":\"hNUMBER@acme.example\"}\n"), List = null },
        new("lines with events", 3000, "POST", "/api/v1/leads/import", null, Event) { Neighbours = ($"{Good}\n", $"\n{Other}\n"), List = null },
        new("CSV", 6000, "POST", "/api/v1/leads/import", "text/csv", "email,company,\"job, title\"\nbob@acme.example,\"Halden \"\"AG\"\"\",CEO\r\nzoe@acme.example,,\n"),
        new("feedback", 4000, "POST", "/api/v1/leads/ann@acme.example/feedback", "application/json", """{"id":"f","kind":"accepted","model":"crm","epoch":1,"occurredAt":"2026-03-01T10:00:00Z","by":"sue","reason":"fit","amount":48000}"""),
        new("find", 3000, "POST", "/api/v1/leads/find", "application/json", """{"email":"bob@acme.example"}"""),
        new("sign-in", 2000, "POST", "/api/v1/session", "application/json", """{"key":"lsk_0123456789"}""") { Headers = [("x-csrf", "1"), ("Sec-Fetch-Site", "same-origin")] },
        new("merge", 3000, "POST", "/api/v1/leads/ann@acme.example/merge", "application/json", """{"into":"bob@acme.example"}"""),
        new("unmerge", 200, "POST", "/api/v1/leads/ann@acme.example/unmerge", null, "{}"),
        new("count", 3000, "POST", "/api/v1/leads/ann@acme.example/events/00000000000000000000000000/count", "application/json", """{"counts":true}"""),
        new("rebuild", 200, "POST", "/api/v1/leads/ann@acme.example/rebuild", null, "{}"),
        new("replay", 3000, "POST", "/api/v1/rejected/replay", "application/json", """{"ids":["20260301-00000000000000000000000000"],"day":"2026-03-01","source":"api","limit":5}"""),
        new("connection", 4000, "PUT", "/api/v1/sources/generic/main", "application/json", Connection),
        new("draft", 600, "PUT", "/api/v1/models/crm", "text/yaml", CrmModel.Yaml),
        new("check of a model", 600, "POST", "/api/v1/models/validate", "text/yaml", CrmModel.Yaml),
        new("publish", 1000, "POST", "/api/v1/models/none/publish", "application/json", """{"author":"ann@acme.example","reason":"pricing counts twice"}"""),
        new("roll back", 500, "POST", "/api/v1/models/none/rollback", "application/json", """{"version":1,"author":"ann@acme.example","reason":"too many leads","confirm":37}"""),
        new("approval", 500, "POST", "/api/v1/models/none/approve", "application/json", """{"hash":"5f1d2c"}"""),
        new("preview", 500, "POST", "/api/v1/models/none/preview", "application/json", """{"capacity":40,"buckets":16}"""),
        new("trial", 1000, "POST", "/api/v1/models/none/try", "application/json", """{"profile":{"jobTitle":"VP"},"events":[{"on":"page.viewed","path":"/pricing","daysAgo":1,"times":2}],"asOf":"2026-03-01"}"""),
        new("address below hooks", 500, "POST", "/hooks/nowhere", "application/json", Event),
        new("webhook", 5000, "POST", "/hooks/generic/main", "application/json", """{"type":"asset.downloaded","timestamp":"2026-03-01T10:15:00Z","data":{"email":"bob@acme.example","asset":"tco-guide","profile":{"jobTitle":"CEO"}}}""")
        {
            Neighbours = ($"[{Good},", $",{Other}]"),
            Target = static async () =>
            {
                var connected = await Connected.To("generic");
                var http = new InMemoryHttp(connected.Hooks.App);
                var number = 0;
                return new ByteTarget((method, path, body) =>
                {
                    var signed = connected.Sign(new Delivery(body.Body) { Headers = { ["webhook-id"] = $"msg_{++number}" } });
                    return http.Send(method, path, request =>
                    {
                        request.Body = new MemoryStream(signed.Body);
                        request.ContentType = body.ContentType;
                        foreach (var (name, value) in signed.Headers)
                            request.Headers[name] = value;
                        foreach (var (name, value) in body.Headers)
                            request.Headers[name] = value;
                    });
                });
            },
        },
    ];
}
