using System.Text;
using System.Text.Json;

using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Tests.Fakes;

using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Sources;

/// <summary>The descriptors' verifiers against signatures that vendors and standards publish, and some computed independently (Data/vectors/signatures.json).</summary>
public sealed class SignatureVectorTests
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "vectors", "signatures.json"))).RootElement;

    public static TheoryData<int> Vectors() => [.. Enumerable.Range(0, All.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_published_signature_holds_and_with_another_body_or_secret_it_does_not(int index)
    {
        var vector = All[index];
        // Not offered: Ed25519, which .NET does not have, and HubSpot's first version, which signs no time. They are refused.
        var isOffered = Text(vector, "name") is not ("standard-webhooks-ed25519" or "hubspot-v1");

        var expected = Text(vector, "name") == "mandrill-test-ping" ? Verdict.Probe : Verdict.Verified;

        Assert.Equal(isOffered, Check(vector, Secret(vector), static body => body) == expected);
        Assert.NotEqual(expected, Check(vector, Secret(vector), Changed));
        Assert.NotEqual(Verdict.Verified, Check(vector, "YW5vdGhlcnNlY3JldGFub3RoZXJzZWNyZXQ=", static body => body));
    }

    [Fact]
    public void Only_a_test_of_mandrill_passes_with_its_public_key()
    {
        var ping = All.EnumerateArray().Single(static vector => Text(vector, "name") == "mandrill-test-ping");

        Assert.Equal(Verdict.Probe, Check(ping, "the-real-key", static body => body));
        Assert.Equal(Verdict.Refused, Check(ping, "the-real-key", static body => [.. body, .. "%20"u8]));
    }

    private static Verdict Check(JsonElement vector, string secret, Func<byte[], byte[]> change)
    {
        var name = Text(vector, "name")!;
        var request = Request(vector, name, change);
        var app = new HookApp();
        var source = name == "stripe-style" ? StripeStyle() : app.Source(SourceOf(name));
        var secrets = new InMemorySecrets { ["S"] = secret };
        using var document = JsonDocument.Parse("""{ "secrets": [ { "name": "S" }, { "name": "S", "use": "url" } ] }""");
        var (connection, faults) = ConnectionReader.Read(source, "c1", document.RootElement, hasPublicUrl: true);
        Assert.Empty(faults.All);
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(Time(vector)));
        return new Verifier(secrets, clock).Check(source with { Verifiers = [source.Verifiers[0] with { Also = null }] }, connection, request);
    }

    private static HookRequest Request(JsonElement vector, string name, Func<byte[], byte[]> change)
    {
        var body = Encoding.UTF8.GetBytes(name switch
        {
            "mailgun" => $$"""{"signature":{"timestamp":"{{Text(vector, "timestamp")}}","token":"{{Text(vector, "token")}}","signature":"{{Text(vector, "signature")}}"},"event-data": { } }""",
            "mandrill" or "mandrill-test-ping" => "mandrill_events=" + Uri.EscapeDataString(Text(vector, "mandrill_events")!),
            _ => Text(vector, "body")!,
        });
        var headers = new HeaderDictionary();
        foreach (var (header, value) in Headers(vector, name))
            headers[header] = value;
        return new HookRequest("POST", Text(vector, "url"), headers, new QueryCollection(), change(body));
    }

    private static IEnumerable<(string Name, string? Value)> Headers(JsonElement vector, string name) => name switch
    {
        "standard-webhooks-hmac" or "standard-webhooks-ed25519" =>
            [("webhook-id", Text(vector, "id")), ("webhook-timestamp", Text(vector, "timestamp")), ("webhook-signature", Text(vector, "header"))],
        "hubspot-v3" or "hubspot-v3-batch" or "hubspot-v1" =>
            [("X-HubSpot-Signature-v3", Text(vector, "header")), ("X-HubSpot-Request-Timestamp", Text(vector, "timestamp") ?? "1700000000000")],
        "sendgrid-1" or "sendgrid-2" => [("X-Twilio-Email-Event-Webhook-Signature", Text(vector, "header")), ("X-Twilio-Email-Event-Webhook-Timestamp", Text(vector, "timestamp"))],
        "typeform" => [("Typeform-Signature", Text(vector, "header"))],
        "tally" => [("Tally-Signature", Text(vector, "header"))],
        "calendly" => [("Calendly-Webhook-Signature", Text(vector, "header"))],
        "klaviyo" => [("Klaviyo-Signature", Text(vector, "header")), ("Klaviyo-Timestamp", Text(vector, "timestamp"))],
        "segment-single" or "segment-batch-first-only" => [("X-Signature", Text(vector, "header"))],
        "mailchimp" => [("X-Mailchimp-Signature", Text(vector, "header"))],
        "mandrill" or "mandrill-test-ping" => [("X-Mandrill-Signature", Text(vector, "header"))],
        "stripe-style" => [("Stripe-Signature", Text(vector, "header"))],
        _ => [],
    };

    private static string SourceOf(string vector) => vector switch
    {
        "standard-webhooks-hmac" or "standard-webhooks-ed25519" => "generic",
        "mandrill-test-ping" => "mandrill",
        _ => vector.Split('-')[0],
    };

    // The same scheme as Calendly's and Mailchimp's, with an official vector.
    private static SourceDescriptor StripeStyle()
    {
        var (source, faults) = DescriptorReader.Read("stripe", """
            { "source": "stripe", "title": "Stripe", "proof": "Stripe-Signature",
              "verify": { "scheme": "hmac-sha256", "encoding": "hex", "header": "Stripe-Signature", "separator": ",", "assign": "=", "field": "v1", "signed": "{timestamp}.{body}",
                          "timestamp": { "field": "t", "unit": "s", "toleranceSeconds": 300 } },
              "map": { "body": "json", "kind": "/type" } }
            """u8.ToArray());
        Assert.Empty(faults.All);
        return source!;
    }

    private static byte[] Changed(byte[] body) => Encoding.UTF8.GetString(body) switch
    {
        // What is signed of Mailgun's body is its token, of a batch of Segment's its first event.
        var text when text.Contains("\"token\":\"", StringComparison.Ordinal) => Encoding.UTF8.GetBytes(text.Replace("\"token\":\"", "\"token\":\"0", StringComparison.Ordinal)),
        var text when text.StartsWith("mandrill", StringComparison.Ordinal) => Encoding.UTF8.GetBytes(text + "%20"),
        var text => Encoding.UTF8.GetBytes(text[0] == '[' ? "[ {\"a\":1}," + text[1..] : text + " "),
    };

    private static string Secret(JsonElement vector) => Text(vector, "secret") ?? Text(vector, "publicKeySpkiB64") ?? Text(vector, "publicKey")!;

    private static long Time(JsonElement vector) => Text(vector, "timestamp") is { } text
        ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * (text.Length > 11 ? 1 : 1000)
        : 1700000000000;

    private static string? Text(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
}
