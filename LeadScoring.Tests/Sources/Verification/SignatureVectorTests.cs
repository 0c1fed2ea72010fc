using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Connections;
using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Local.Sending;
using LeadScoring.Tests.Kit.Fakes;
using Microsoft.AspNetCore.Http;

namespace LeadScoring.Tests.Sources.Verification;

/// <summary>The descriptors' verifiers against signatures that vendors and standards publish, and some computed independently (Data/vectors/signatures.json).</summary>
public sealed class SignatureVectorTests
{
    private static readonly JsonElement All = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "Data", "vectors", "signatures.json"))).RootElement;

    private static readonly SourceCatalog Sources = new();

    private static readonly SourceDescriptor StripeStyle = ReadStripeStyle();

    public static TheoryData<int> Vectors() => [.. Enumerable.Range(0, All.GetArrayLength())];

    [Theory]
    [MemberData(nameof(Vectors))]
    public void A_published_signature_holds_and_under_another_secret_it_does_not(int index)
    {
        var vector = All[index];

        Assert.Equal(Expected(vector), Check(vector, Secret(vector), Request(vector)));
        Assert.NotEqual(Verdict.Verified, Check(vector, "YW5vdGhlcnNlY3JldGFub3RoZXJzZWNyZXQ=", Request(vector)));
    }

    [Theory]
    [MemberData(nameof(Vectors))]
    [Needs(Need.Time)]
    public void No_bit_of_what_a_published_signature_covers_or_of_the_signature_can_be_flipped(int index)
    {
        var vector = All[index];
        var request = Request(vector);
        var verifier = VerifierOf(vector);
        var delivery = new Delivery(request.Body);
        // Stripe's older signature, which stands behind the one that counts, is passed over.
        foreach (var (header, value) in request.Headers)
            delivery.Headers[header] = value.ToString().Split(",v0=")[0];

        var flipped = 0;
        foreach (var (place, other) in Flips.Of(verifier, delivery).Where(flip => IsCovered(vector, request.Body, flip.Delivery.Body)))
        {
            var headers = new HeaderDictionary();
            foreach (var (header, value) in other.Headers)
                headers[header] = value;
            Assert.True(Check(vector, Secret(vector), request with { Body = other.Body, Headers = headers }) == Verdict.Refused, place);
            flipped++;
        }

        Assert.True(flipped > 300, "A signature alone has more bits.");
    }

    // HubSpot's first version signs no time and no address, so that whoever sees one delivery can send it anywhere and for ever: it is refused.
    private static Verdict Expected(JsonElement vector) => Text(vector, "name") switch
    {
        "hubspot-v1" => Verdict.Refused,
        "mandrill-test-ping" => Verdict.Probe,
        _ => Verdict.Verified,
    };

    // Of a list Segment signs the first event: what is flipped after it is covered by the secret in the address only.
    private static bool IsCovered(JsonElement vector, byte[] body, byte[] flipped) =>
        Text(vector, "name") != "segment-batch-first-only" || !body.AsSpan(0, body.AsSpan().IndexOf("}"u8) + 1).SequenceEqual(flipped.AsSpan(0, body.AsSpan().IndexOf("}"u8) + 1)) || body.AsSpan().SequenceEqual(flipped);

    [Fact]
    public void An_id_with_a_dot_could_be_cut_at_another_place_and_is_refused()
    {
        var vector = All.EnumerateArray().Single(static one => Text(one, "name") == "standard-webhooks-hmac");
        var key = Convert.FromBase64String(Text(vector, "secret")!["whsec_".Length..]);
        foreach (var (id, verdict) in new[] { ("msg-1", Verdict.Verified), ("msg.1", Verdict.Refused) })
        {
            var headers = new HeaderDictionary
            {
                ["webhook-id"] = id,
                ["webhook-timestamp"] = Text(vector, "timestamp"),
                ["webhook-signature"] = "v1," + Convert.ToBase64String(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"{id}.{Text(vector, "timestamp")}.{Text(vector, "body")}"))),
            };
            Assert.Equal(verdict, Check(vector, Text(vector, "secret")!, Request(vector) with { Headers = headers }));
        }
    }

    [Fact]
    public void A_public_key_is_never_taken_for_a_shared_secret()
    {
        var vector = All.EnumerateArray().Single(static one => Text(one, "name") == "standard-webhooks-ed25519");
        var told = Text(vector, "publicKey")!;
        var request = Request(vector);
        foreach (var written in new[] { told, told["whpk_".Length..] })
        {
            // Who knows the public key, which is everybody, signs with it as if it were the secret.
            var content = Encoding.UTF8.GetBytes($"{Text(vector, "id")}.{Text(vector, "timestamp")}.{Text(vector, "body")}");
            var forged = "v1," + Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(told["whpk_".Length..]), content));
            var headers = new HeaderDictionary();
            foreach (var (header, value) in request.Headers)
                headers[header] = header == "webhook-signature" ? forged : value;
            var verdict = Check(vector, written, request with { Headers = headers });
            Assert.Equal(written == told ? Verdict.Refused : Verdict.NoSecret, verdict);
        }
    }

    [Fact]
    public void Only_a_test_of_mandrill_passes_with_its_public_key()
    {
        var ping = All.EnumerateArray().Single(static vector => Text(vector, "name") == "mandrill-test-ping");

        Assert.Equal(Verdict.Probe, Check(ping, "the-real-key", Request(ping)));
        Assert.Equal(Verdict.Refused, Check(ping, "the-real-key", Request(ping) with { Body = [.. Request(ping).Body, .. "%20"u8] }));
    }

    private static SourceDescriptor Source(JsonElement vector) => Text(vector, "name") is "stripe-style" ? StripeStyle : Sources.Find(SourceOf(Text(vector, "name")!))!;

    private static VerifierDescriptor VerifierOf(JsonElement vector) => Source(vector).Verifiers[Text(vector, "name") == "standard-webhooks-ed25519" ? 1 : 0];

    private static Verdict Check(JsonElement vector, string secret, HookRequest request)
    {
        var source = Source(vector);
        var secrets = new InMemorySecrets { ["S"] = secret };
        using var document = JsonDocument.Parse("""{ "secrets": [ { "name": "S" }, { "name": "S", "use": "url" } ] }""");
        var (connection, errors) = ConnectionReader.Read(source, "c1", document.RootElement, hasPublicUrl: true);
        Assert.Empty(errors.All);
        var clock = new ManualClock(DateTimeOffset.FromUnixTimeMilliseconds(Time(vector)));
        return new Verifier(secrets, clock).Check(source with { Verifiers = [.. source.Verifiers.Where(static way => way.Use == SecretUse.Sign).Select(static way => way with { Also = null })] }, connection, request);
    }

    private static HookRequest Request(JsonElement vector)
    {
        var name = Text(vector, "name")!;
        var body = Encoding.UTF8.GetBytes(name switch
        {
            "mailgun" => $$"""{"signature":{"timestamp":"{{Text(vector, "timestamp")}}","token":"{{Text(vector, "token")}}","signature":"{{Text(vector, "signature")}}"},"event-data": { } }""",
            "mandrill" or "mandrill-test-ping" => "mandrill_events=" + Uri.EscapeDataString(Text(vector, "mandrill_events")!),
            _ => Text(vector, "body")!,
        });
        var headers = new HeaderDictionary();
        foreach (var (header, value) in Headers(vector, name))
            headers[header] = value;
        return new HookRequest("POST", Text(vector, "url"), headers, new QueryCollection(), body);
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
    private static SourceDescriptor ReadStripeStyle()
    {
        var (source, errors) = DescriptorReader.Read("stripe", """
            { "source": "stripe", "title": "Stripe", "proof": "Stripe-Signature",
              "verify": { "scheme": "hmac-sha256", "encoding": "hex", "header": "Stripe-Signature", "separator": ",", "assign": "=", "field": "v1", "signed": "{timestamp}.{body}",
                          "timestamp": { "field": "t", "unit": "s", "toleranceSeconds": 300 } },
              "map": { "body": "json", "kind": "/type" } }
            """u8.ToArray());
        Assert.Empty(errors.All);
        return source!;
    }

    private static string Secret(JsonElement vector) => Text(vector, "secret") ?? Text(vector, "publicKeySpkiB64") ?? Text(vector, "publicKey")!;

    private static long Time(JsonElement vector) => Text(vector, "timestamp") is { } text
        ? long.Parse(text, System.Globalization.CultureInfo.InvariantCulture) * (text.Length > 11 ? 1 : 1000)
        : 1700000000000;

    private static string? Text(JsonElement vector, string name) =>
        vector.TryGetProperty(name, out var value) ? value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText() : null;
}
