using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LeadScoring.Domain.Leads;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Local.Sending;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace LeadScoring.Tests.Sources.Hooks;

/// <summary>Bodies that no vendor's documentation shows. Each failure names the seed, the source, the number and the body.</summary>
[Needs(Need.Time)]
public sealed class HookFuzzTests
{
    private const int Bodies = 100_000;
    private const int Seed = 20260301;
    private const int Refused = 401;
    private static readonly TimeSpan Hang = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, int> _seen = new(StringComparer.Ordinal);

    [Fact]
    public async Task No_broken_body_crashes_a_hook_or_passes_with_a_signature_that_is_not_its_own()
    {
        (string Source, int Way)[] ways = [.. Cell.Rows(Cell.Valid).Select(static row => ((string)row[0], (int)row[1]))];
        var each = (Bodies + ways.Length - 1) / ways.Length;

        await Parallel.ForEachAsync(ways, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (way, _) => await Break(way.Source, way.Way, each)).WaitAsync(Hang);

        // Were all of them nonsense, the mapping behind the signatures would not have been reached.
        Assert.True(_seen["taken"] > Bodies / 2, string.Join(", ", _seen));
        Assert.True(_seen["refused"] > Bodies / 4, string.Join(", ", _seen));
        Assert.True(_seen["events"] > Bodies / 4, string.Join(", ", _seen));
        Assert.True(_seen["rejected"] > Bodies / 10, string.Join(", ", _seen));
    }

    private async Task Break(string source, int way, int bodies)
    {
        var connected = await Connected.To(source, way);
        var bare = connected.Fixture.Deliveries.Select(name => connected.Fixture.Delivery(name)).ToList();
        var signed = bare.ConvertAll(delivery => connected.Sign(delivery));
        for (var number = 0; number < bodies; number++)
        {
            var random = new Random(HashOf(source, way, number));
            var chosen = random.Next(bare.Count);
            var broken = new Mutator(random).Broken([.. bare[chosen].Body]);
            try
            {
                await Unsigned(connected, signed[chosen], signed[chosen].With(body: broken));
                if (SignedAnew(connected, signed[chosen], bare[chosen], broken, number) is { } anew)
                    await Signed(connected, anew);
            }
            catch (Exception failure)
            {
                throw new InvalidOperationException($"Seed {Seed}, {source} way {way}, number {number}, body {Convert.ToBase64String(broken)}: {failure.Message}", failure);
            }
        }
    }

    private async Task Unsigned(Connected connected, Delivery right, Delivery delivery)
    {
        var answer = await connected.Post(delivery);

        Assert.Contains(answer.Status, new[] { connected.Taken, Refused });
        if (!connected.Way.Signed.IsEmpty && !Covered(connected, right).SequenceEqual(Covered(connected, delivery)))
            Assert.Equal(Refused, answer.Status);
        Count(answer.Status == Refused ? "refused" : "covered", 1);
    }

    private async Task Signed(Connected connected, Delivery delivery)
    {
        var answer = await connected.Post(delivery);

        Assert.True(answer.Status == connected.Taken, $"{answer.Status} {answer.Text}");
        Count("taken", 1);
        Count("events", answer.Count("accepted") + answer.Count("duplicates") > 0 ? 1 : 0);
        Count("rejected", answer.Count("rejected") > 0 ? 1 : 0);
    }

    // Null where a vendor could not sign it: of an empty list there is no first event, and what is no form has no fields.
    private static Delivery? SignedAnew(Connected connected, Delivery signed, Delivery bare, byte[] broken, int number)
    {
        if (connected.Way.Proof.Body is not null)
            return WithContent(connected, bare, broken, number);
        var delivery = bare.With(body: broken);
        var request = Request(connected, signed.With(body: broken));
        return connected.Way.Signed.IsEmpty || SignedContent.Of(connected.Way, request, "0") is not null ? connected.Sign(delivery) : null;
    }

    // Where the signature stands in the body, what is broken is the event beside it, under a token of its own.
    private static Delivery? WithContent(Connected connected, Delivery bare, byte[] broken, int number)
    {
        var root = JsonNode.Parse(bare.Body)!.AsObject();
        root["signature"]!["token"] = $"token-{number}";
        root.Remove("event-data");
        var block = connected.Sign(bare.With(body: Encoding.UTF8.GetBytes(root.ToJsonString()))).Body;
        byte[] body = [.. block.AsSpan()[..^1], .. ",\"event-data\":"u8, .. Content(broken), .. "}"u8];
        try
        {
            using var document = JsonDocument.Parse(body);
            return document.RootElement.GetProperty("signature").GetProperty("token").GetString() == $"token-{number}" ? bare.With(body: body) : null;
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private static byte[] Content(byte[] broken)
    {
        var at = broken.AsSpan().IndexOf("\"event-data\":"u8);
        var rest = at < 0 ? broken : broken[(at + "\"event-data\":".Length)..];
        var end = rest.AsSpan().LastIndexOf((byte)'}');
        return end < 0 ? rest : rest[..end];
    }

    private static byte[] Covered(Connected connected, Delivery delivery)
    {
        var request = Request(connected, delivery);
        var time = ProofReader.Time(connected.Way, request);
        var content = SignedContent.Of(connected.Way, request, time)?.SelectMany(static piece => piece.ToArray()) ?? "nothing"u8.ToArray();
        return [.. content, .. Encoding.UTF8.GetBytes(string.Join('\n', ProofReader.Read(connected.Way.Proof, request)))];
    }

    private static HookRequest Request(Connected connected, Delivery delivery)
    {
        var headers = new HeaderDictionary();
        foreach (var (name, value) in delivery.Headers)
            headers[name] = value;
        return new HookRequest("POST", HookApp.AddressOf(connected.Source.Name, Connected.Id) + delivery.Query, headers, new QueryCollection(QueryHelpers.ParseQuery(delivery.Query)), delivery.Body);
    }

    private void Count(string what, int by) => _seen.AddOrUpdate(what, by, (_, before) => before + by);

    // Not String.GetHashCode, which differs from process to process.
    private static int HashOf(string source, int way, int number)
    {
        var hash = Seed;
        foreach (var character in source)
            hash = unchecked((hash * 31) + character);
        return unchecked((((hash * 31) + way) * 1_000_003) + number);
    }
}
