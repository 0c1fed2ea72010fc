using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Mapping;
using LeadScoring.Functions.Sources.Verification;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources;

/// <summary>What holds for every source and every way in which it proves itself. docs/reference/sources.md shows it as a table.</summary>
public sealed class SourceMatrixTests
{
    private const int Refused = 401;

    public static TheoryData<string, int> Ways() => Connected.Ways();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_valid_delivery_is_stored_and_enqueued_and_sent_again_it_counts_once(string source, int way)
    {
        var connected = await Connected.To(source, way);
        foreach (var name in connected.Fixture.Deliveries)
        {
            var delivery = connected.Sign(connected.Fixture.Delivery(name));
            var first = await connected.Post(delivery);
            Assert.Equal(connected.Taken, first.Status);
            var events = connected.Hooks.Events.Count;

            var again = await connected.Post(delivery);
            Assert.Equal((connected.Taken, 0, first.Count("accepted") + first.Count("duplicates")), (again.Status, again.Count("accepted"), again.Count("duplicates")));
            Assert.Equal(events, connected.Hooks.Events.Count);
        }

        Assert.NotEmpty(connected.Hooks.Events);
        Assert.All(connected.Hooks.Events, captured => Assert.Equal($"{source}/{Connected.Id}", captured.Event.Source));
        await connected.Hooks.App.Work();
        Assert.Empty(connected.Hooks.Events);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_flipped_bit_of_what_is_signed_is_refused(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var signed = connected.Sign(connected.Bare);
        var covers = connected.Way.Signed.Select(static part => part.Kind).ToList();
        if (covers.Contains(SignedPartKind.Body) || covers.Contains(SignedPartKind.FirstElement))
        {
            for (var place = 0; place < signed.Body.Length; place++)
                Assert.False(await IsTaken(connected, signed.With(body: Flipped(signed.Body, place))), $"bit of byte {place}");
        }

        if (covers.Contains(SignedPartKind.SortedForm))
        {
            var fields = Read(signed.Body);
            for (var place = 0; place < signed.Body.Length; place++)
            {
                var flipped = Flipped(signed.Body, place);
                if (Read(flipped) != fields)
                    Assert.False(await IsTaken(connected, signed.With(body: flipped)), $"bit of byte {place}");
            }
        }

        foreach (var path in connected.Way.Signed.Select(static part => part.Path).Append(connected.Way.Proof.Body).Append(connected.Way.Timestamp?.Body).OfType<ValuePath>())
        {
            var root = JsonNode.Parse(signed.Body)!;
            var value = root[path.Steps[0]]![path.Steps[1]]!.GetValue<string>();
            for (var place = 0; place < value.Length; place++)
            {
                root[path.Steps[0]]![path.Steps[1]] = Encoding.ASCII.GetString(Flipped(Encoding.ASCII.GetBytes(value), place));
                Assert.False(await IsTaken(connected, signed.With(body: Encoding.UTF8.GetBytes(root.ToJsonString()))), $"{path.Steps[1]}: character {place}");
            }
        }

        foreach (var header in new[] { connected.Way.Proof.Header, connected.Way.Timestamp?.Header }.OfType<string>())
        {
            var value = Encoding.ASCII.GetBytes(signed.Headers[header]);
            for (var place = 0; place < value.Length; place++)
            {
                for (var bit = 0; bit < 7; bit++)
                {
                    var flipped = Encoding.ASCII.GetString(Flipped(value, place, bit));
                    if (!IsSame(header, flipped, signed.Headers[header]))
                        Assert.False(await IsTaken(connected, signed.With(header: (header, flipped))), $"{header}: {flipped}");
                }
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_wrong_secret_or_no_proof_at_all_is_refused_as_an_unknown_connection_is(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var right = connected.Sign(connected.Bare);
        var wrong = connected.Vendor.Sign(connected.Bare, VendorSecret.Of(connected.Way, "another-secret-of-a-test").Signs, "another-secret-in-an-address", connected.Hooks.App.Clock.GetUtcNow());

        var answers = new List<HookReply>
        {
            await connected.Post(wrong),
            await connected.Post(connected.Bare),
            await connected.Hooks.Post(source, "nobody", right),
            await connected.Hooks.Post("nothing", "nobody", right),
            await connected.Hooks.Post(source, "NO/body?'", right),
        };

        Assert.All(answers, answer => Assert.Equal((Refused, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Empty(connected.Hooks.Events);
        Assert.Empty(connected.Hooks.Rejected);
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task A_signed_time_may_differ_as_much_as_the_source_allows(string source, int way)
    {
        var connected = await Connected.To(source, way);
        if (connected.Way.Timestamp?.ToleranceSeconds is not { } tolerance)
            return;
        var now = connected.Hooks.App.Clock.GetUtcNow();
        foreach (var sign in new[] { -1, 1 })
        {
            Assert.False(await IsTaken(connected, connected.Sign(connected.Bare, at: now.AddSeconds(sign * (tolerance + 1)))));
            Assert.True(await IsTaken(connected, connected.Sign(connected.Bare, at: now.AddSeconds(sign * (tolerance - 1)))));
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Two_secrets_count_while_one_replaces_the_other(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var (told, signs) = VendorSecret.Of(connected.Way, "the-next-secret-of-a-test");
        connected.Hooks.App.Secrets["Second"] = told;
        var use = connected.Way.Use == SecretUse.Url ? "url" : "sign";
        var first = use == "url" ? "InUrl" : "First";
        var document = JsonNode.Parse(connected.Fixture.Connection)!;
        var secrets = new JsonArray(
            new JsonObject { ["name"] = first, ["use"] = use, ["notAfter"] = "2026-03-01T13:00:00Z" },
            new JsonObject { ["name"] = "Second", ["use"] = use, ["notBefore"] = "2026-03-01T11:00:00Z" });
        if (use != "url")
            secrets.Add(new JsonObject { ["name"] = "InUrl", ["use"] = "url" });
        document["secrets"] = secrets;
        await connected.Connect(document.ToJsonString());
        var next = (Delivery delivery) => connected.Vendor.Sign(delivery, signs, use == "url" ? signs : Connected.UrlSecret, connected.Hooks.App.Clock.GetUtcNow());

        Assert.True(await IsTaken(connected, connected.Sign(connected.Bare)));
        Assert.True(await IsTaken(connected, next(connected.Bare)));
        connected.Hooks.App.Clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await IsTaken(connected, connected.Sign(connected.Bare)));
        Assert.True(await IsTaken(connected, next(connected.Bare)));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Handshakes_need_no_secret_and_reveal_nothing(string source, int way)
    {
        var connected = await Connected.To(source, way);
        foreach (var method in new[] { "GET", "HEAD", "OPTIONS" })
        {
            foreach (var id in new[] { Connected.Id, "nobody" })
            {
                var answer = await connected.Hooks.Send(method, source, id, new Delivery([]));
                Assert.Equal((200, ""), (answer.Status, answer.Text));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task An_empty_list_is_taken_and_one_event_is_one_batch_and_one_message(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var signed = connected.Sign(connected.Bare);
        await connected.Post(signed);
        connected.Hooks.App.Operations.Reset();
        await connected.Post(signed);
        Assert.Equal(0, connected.Hooks.App.Operations.Count(TableNames.Rejected));
        Assert.Equal(1, connected.Hooks.App.Operations.Count("lead-rescore"));

        if (connected.Source.Mapping.Body != BodyForm.Json || connected.Way.Proof.Body is not null || connected.Way.Also is not null)
            return;
        var empty = await connected.Post(connected.Sign(connected.Bare.With(body: "[]"u8.ToArray())));
        Assert.Equal((connected.Taken, 0, 0), (empty.Status, empty.Count("accepted"), empty.Count("rejected")));
    }

    private static string? Read(byte[] form) =>
        FormBody.Read(form) is { } fields ? string.Concat(fields.OrderBy(static field => field.Key, StringComparer.Ordinal).Select(static field => field.Key + field.Value)) : null;

    // Names of authorization schemes are written in any case.
    private static bool IsSame(string header, string one, string other) =>
        header == "Authorization" && one.Equals(other, StringComparison.OrdinalIgnoreCase) && one.Split(' ')[^1] == other.Split(' ')[^1];

    private static byte[] Flipped(byte[] bytes, int place, int? bit = null)
    {
        byte[] flipped = [.. bytes];
        flipped[place] ^= (byte)(1 << (bit ?? place % 8));
        return flipped;
    }

    private static async Task<bool> IsTaken(Connected connected, Delivery delivery)
    {
        var answer = await connected.Post(delivery);
        Assert.Contains(answer.Status, new[] { connected.Taken, Refused });
        return answer.Status == connected.Taken;
    }
}
