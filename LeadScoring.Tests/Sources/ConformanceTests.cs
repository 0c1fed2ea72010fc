using System.Text;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Sources.Descriptors;
using LeadScoring.Functions.Storage;
using LeadScoring.Local.Sending;

namespace LeadScoring.Tests.Sources;

/// <summary>What holds for every source and every way in which it proves itself. docs/reference/conformance.md shows it as a table.</summary>
public sealed class ConformanceTests
{
    private const int Refused = 401;

    public static TheoryData<string, int> Rows(string cell) => Cell.Rows(cell);

    [Theory]
    [Cell(Cell.Valid)]
    [MemberData(nameof(Rows), Cell.Valid)]
    public async Task A_valid_delivery_is_stored_and_enqueued(string source, int way)
    {
        var connected = await Connected.To(source, way);
        foreach (var name in connected.Fixture.Deliveries)
            Assert.Equal(connected.Taken, (await connected.Post(connected.Sign(connected.Fixture.Delivery(name)))).Status);

        Assert.NotEmpty(connected.Hooks.Events);
        Assert.All(connected.Hooks.Events, captured => Assert.Equal($"{source}/{Connected.Id}", captured.Event.Source));
        await connected.Hooks.App.Work();
        Assert.Empty(connected.Hooks.Events);
    }

    [Theory]
    [Cell(Cell.Tampered)]
    [MemberData(nameof(Rows), Cell.Tampered)]
    [Needs(Need.Time)]
    public async Task A_delivery_with_one_flipped_bit_is_refused(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var shortest = connected.Fixture.Delivery(connected.Fixture.Shortest);
        var signed = connected.Sign(connected.Way.SignsUrl ? shortest.With(query: "?to=crm") : shortest);
        Assert.True(await IsTaken(connected, signed));

        var flipped = 0;
        foreach (var (place, delivery) in Flips.Of(connected.Way, signed))
        {
            Assert.False(await IsTaken(connected, delivery), place);
            flipped++;
        }

        Assert.True(flipped > 300, "A signature alone has more bits.");
        Assert.Single(connected.Hooks.Events);
    }

    [Theory]
    [Cell(Cell.WrongSecret)]
    [MemberData(nameof(Rows), Cell.WrongSecret)]
    public async Task A_wrong_secret_is_answered_as_an_unknown_connection_is(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var right = connected.Sign(connected.Bare);
        var wrong = connected.Vendor.Sign(connected.Bare, VendorSecret.Of(connected.Way, "another-secret-of-a-test").Signs, "another-secret-in-an-address", connected.Hooks.App.Clock.GetUtcNow());

        var answers = new List<HookReply>
        {
            await connected.Post(wrong),
            await connected.Hooks.Post(source, "nobody", right),
            await connected.Hooks.Post("nothing", "nobody", right),
            await connected.Hooks.Post(source, "NO/body?'", right),
        };

        Assert.All(answers, answer => Assert.Equal((Refused, answers[0].Text), (answer.Status, answer.Text)));
        Assert.Empty(connected.Hooks.Events);
        Assert.Empty(connected.Hooks.Rejected);
    }

    [Theory]
    [Cell(Cell.MissingProof)]
    [MemberData(nameof(Rows), Cell.MissingProof)]
    public async Task A_delivery_without_its_whole_proof_is_refused(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var signed = connected.Sign(connected.Bare);
        var lacking = new List<Delivery> { connected.Bare };
        foreach (var header in Flips.Headers(connected.Way).Concat(connected.Way.Also is { } other ? Flips.Headers(other) : []))
            lacking.AddRange([signed.With(header: (header, null)), signed.With(header: (header, "")), signed.With(header: (header, " "))]);
        if (connected.Way.Proof.Query is not null || connected.Way.Also?.Proof.Query is not null)
            lacking.AddRange([signed.With(query: ""), signed.With(query: "?key="), signed.With(query: signed.Query + "&" + signed.Query[1..])]);
        foreach (var path in Flips.Places(connected.Way))
        {
            var root = JsonNode.Parse(signed.Body)!;
            root[path.Steps[0]]!.AsObject().Remove(path.Steps[1]);
            lacking.Add(signed.With(body: Encoding.UTF8.GetBytes(root.ToJsonString())));
        }

        foreach (var delivery in lacking)
            Assert.False(await IsTaken(connected, delivery));
        Assert.True(lacking.Count > 1);
        Assert.True(await IsTaken(connected, signed));
    }

    [Theory]
    [Cell(Cell.Stale)]
    [MemberData(nameof(Rows), Cell.Stale)]
    public async Task A_signed_time_may_differ_as_much_as_the_source_allows(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var tolerance = connected.Way.Timestamp!.ToleranceSeconds!.Value;
        var now = connected.Hooks.App.Clock.GetUtcNow();
        foreach (var sign in new[] { -1, 1 })
        {
            Assert.False(await IsTaken(connected, connected.Sign(connected.Bare, at: now.AddSeconds(sign * (tolerance + 1)))));
            Assert.True(await IsTaken(connected, connected.Sign(connected.Bare, at: now.AddSeconds(sign * (tolerance - 1)))));
        }
    }

    [Theory]
    [Cell(Cell.RotatedSecret)]
    [MemberData(nameof(Rows), Cell.RotatedSecret)]
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
            new JsonObject { ["name"] = "Second", ["use"] = use, ["notBefore"] = "2026-03-01T12:30:00Z" });
        if (use != "url")
            secrets.Add(new JsonObject { ["name"] = "InUrl", ["use"] = "url" });
        document["secrets"] = secrets;
        await connected.Connect(document.ToJsonString());
        var next = (Delivery delivery) => connected.Vendor.Sign(delivery, signs, use == "url" ? signs : Connected.UrlSecret, connected.Hooks.App.Clock.GetUtcNow());

        // Before the overlap, in it, and at its end, which is the first moment without the old one.
        Assert.Equal((true, false), (await IsTaken(connected, connected.Sign(connected.Bare)), await IsTaken(connected, next(connected.Bare))));
        connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((true, true), (await IsTaken(connected, connected.Sign(connected.Bare)), await IsTaken(connected, next(connected.Bare))));
        connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(30));
        Assert.Equal((false, true), (await IsTaken(connected, connected.Sign(connected.Bare)), await IsTaken(connected, next(connected.Bare))));
    }

    [Theory]
    [Cell(Cell.Handshake)]
    [MemberData(nameof(Rows), Cell.Handshake)]
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
    [Cell(Cell.EmptyBatch)]
    [MemberData(nameof(Rows), Cell.EmptyBatch)]
    public async Task An_empty_list_is_taken_and_leaves_nothing(string source, int way)
    {
        var connected = await Connected.To(source, way);

        var empty = await connected.Post(connected.Sign(connected.Fixture.Delivery(Cell.EmptyBatch)));

        Assert.Equal((connected.Taken, 0, 0, 0), (empty.Status, empty.Count("accepted"), empty.Count("duplicates"), empty.Count("rejected")));
        Assert.Empty(connected.Hooks.Events);
        Assert.Empty(connected.Hooks.Rejected);
    }

    [Theory]
    [Cell(Cell.UnknownKind)]
    [MemberData(nameof(Rows), Cell.UnknownKind)]
    public async Task An_unknown_kind_is_stored_and_acknowledged(string source, int way)
    {
        var connected = await Connected.To(source, way);

        var answer = await connected.Post(connected.Sign(connected.Fixture.Delivery(Cell.UnknownKind)));

        Assert.Equal((connected.Taken, 1, 0), (answer.Status, answer.Count("accepted"), answer.Count("rejected")));
        Assert.StartsWith(source + ".", Assert.Single(connected.Hooks.Events).Event.Type, StringComparison.Ordinal);
    }

    [Theory]
    [Cell(Cell.Retry)]
    [MemberData(nameof(Rows), Cell.Retry)]
    public async Task A_delivery_sent_again_under_another_signature_counts_once(string source, int way)
    {
        var connected = await Connected.To(source, way);
        foreach (var name in connected.Fixture.Deliveries)
        {
            var first = await connected.Post(connected.Sign(connected.Fixture.Delivery(name)));
            var events = connected.Hooks.Events.Count;
            connected.Hooks.App.Clock.Advance(TimeSpan.FromMinutes(10));

            var again = await connected.Post(connected.Sign(connected.Fixture.Delivery(name)));

            Assert.Equal((connected.Taken, 0, first.Count("accepted") + first.Count("duplicates")), (again.Status, again.Count("accepted"), again.Count("duplicates")));
            Assert.Equal(events, connected.Hooks.Events.Count);
        }

        // After they are scored too: a retry may come a day later.
        await connected.Hooks.App.Work();
        var late = await connected.Post(connected.Sign(connected.Bare));
        await connected.Hooks.App.Work();
        Assert.Equal(connected.Taken, late.Status);
        Assert.Empty(connected.Hooks.Events);
    }

    [Theory]
    [MemberData(nameof(Rows), Cell.Valid)]
    public async Task A_delivery_of_one_lead_is_one_message(string source, int way)
    {
        var connected = await Connected.To(source, way);
        var signed = connected.Sign(connected.Bare);
        await connected.Post(signed);
        connected.Hooks.App.Operations.Reset();

        await connected.Post(signed);

        Assert.Equal(0, connected.Hooks.App.Operations.Count(TableNames.Rejected));
        Assert.Equal(1, connected.Hooks.App.Operations.Count("lead-rescore"));
    }

    private static async Task<bool> IsTaken(Connected connected, Delivery delivery)
    {
        var answer = await connected.Post(delivery);
        Assert.Contains(answer.Status, new[] { connected.Taken, Refused });
        return answer.Status == connected.Taken;
    }
}
