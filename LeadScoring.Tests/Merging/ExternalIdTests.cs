using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;

namespace LeadScoring.Tests.Merging;

/// <summary>An id of another system is a person's: where it is tied to an address it stays, whatever browsers it is used in.</summary>
public sealed class ExternalIdTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";
    private const string Id = "crm:7";

    private static readonly DateTimeOffset Then = InMemoryApp.Start;

    private readonly InMemoryApp _app = new();

    private readonly FromScratch _scratch = new(SalesModel.Yaml);

    private int _hour = -30;

    public static TheoryData<int> Orders => [.. Enumerable.Range(0, 120)];

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [MemberData(nameof(Orders))]
    public async Task Who_signs_in_on_a_second_device_by_id_alone_is_one_person_in_every_order(int order)
    {
        // Identified on a desktop, signed in on a phone by the id alone; then the server reports.
        string[] events =
        [
            Event(("email", Ann), ("externalId", Id), ("visitor", "desk")),
            Event(("externalId", Id), ("visitor", "desk")),
            Event(("externalId", Id), ("visitor", "phone")),
            Event(("visitor", "phone")),
            Event(("externalId", Id)),
        ];
        var rest = events.ToList();
        for (var (left, number) = (events.Length, order); left > 0; number /= left--)
        {
            await _app.Send(rest[number % left]);
            rest.RemoveAt(number % left);
        }

        await IsMadeOf(Ann, events);
    }

    [Fact]
    public async Task An_id_stays_with_its_address_when_another_address_is_named_with_it()
    {
        var (tied, other, later) = (Event(("email", Ann), ("externalId", Id)), Event(("email", Bob), ("externalId", Id)), Event(("externalId", Id)));
        await _app.Send(tied);
        await _app.Send(other);
        await _app.Send(later);

        await IsMadeOf(Ann, tied, later);
        await IsMadeOf(Bob, other);
    }

    [Fact]
    public async Task An_address_takes_along_the_browser_in_which_its_id_was_used()
    {
        var (visit, used, named) = (Event(("visitor", "v-1")), Event(("externalId", Id), ("visitor", "v-1")), Event(("email", Ann), ("externalId", Id)));
        await _app.Send(visit);
        await _app.Send(used);
        await _app.Send(named);
        var later = Event(("visitor", "v-1"));
        await _app.Send(later);

        await IsMadeOf(Ann, visit, used, named, later);
    }

    [Fact]
    public async Task An_id_that_shared_a_browser_goes_to_its_own_address_with_all_it_did()
    {
        // Ann lends her browser to somebody of whom only the id is known so far.
        var (ann, used, page) = (Event(("email", Ann), ("visitor", "v-1")), Event(("externalId", Id), ("visitor", "v-1")), Event(("visitor", "v-1")));
        await _app.Send(ann, used, page);
        await IsMadeOf(Ann, ann, used, page);

        var named = Event(("email", Bob), ("externalId", Id));
        await _app.Send(named);

        await IsMadeOf(Ann, ann);
        await IsMadeOf(Bob, used, page, named);
    }

    [Fact]
    public async Task A_claim_never_moves_an_id_and_proof_takes_back_what_was_claimed()
    {
        var id = _app.Get<LeadIds>().OfName("external:" + Id);
        var claimed = Event(("email", Bob), ("externalId", Id));
        await Claim(claimed);
        var used = Event(("externalId", Id));
        await _app.Send(used);
        Assert.Equal(_app.IdOf(Bob), (await _app.Lead(id)).Body.GetProperty("mergedInto").GetString());

        var proof = Event(("email", Ann), ("externalId", Id));
        await _app.Send(proof);
        await IsMadeOf(Ann, used, proof);
        Assert.Equal(_app.IdOf(Ann), (await _app.Lead(id)).Body.GetProperty("mergedInto").GetString());

        await Claim(Event(("email", Bob), ("externalId", Id)));
        var later = Event(("externalId", Id));
        await _app.Send(later);
        await IsMadeOf(Ann, used, proof, later);
    }

    [Fact]
    public async Task A_changed_address_of_an_id_changes_that_of_the_person()
    {
        string[] events = [Event(("email", Ann), ("externalId", Id)), Event(("externalId", Id))];
        await _app.Send(events);
        await _app.Send(Known.As([("externalId", Id)], "email.changed", Then.AddHours(-1), ("newEmail", "ann@new.example")));
        await _app.Send(Known.As([("externalId", Id)], "email.changed", Then.AddHours(-2), ("newEmail", "ann@former.example")));

        var (status, lead) = await _app.Lead("ann@new.example");
        Assert.Equal(200, status);
        var now = lead.GetProperty("id").GetString();
        foreach (var former in new[] { Ann, "ann@former.example", _app.Get<LeadIds>().OfName("external:" + Id) })
            Assert.Equal(now, await EndOf(former));
    }

    private string Event(params (string, string)[] lead) => Known.As(lead, "page.viewed", Then.AddHours(_hour++), ("path", "/pricing"));

    // As a connection does whose write key anybody can read.
    private async Task Claim(string sent)
    {
        using var json = JsonDocument.Parse(sent);
        var (captured, _) = EventParser.ParseOne(json.RootElement, 0, "", null, _app.Clock.GetUtcNow(), isClaimed: true);
        await _app.Get<CaptureHandler>().Take(new ParsedBody([(0, captured!)], [], null), default);
        await _app.Work();
    }

    private async Task<string?> EndOf(string lead)
    {
        var (_, body) = await _app.Lead(lead);
        return body.TryGetProperty("mergedInto", out var into) && into.GetString() is { } next ? await EndOf(next) : body.GetProperty("id").GetString();
    }

    private async Task IsMadeOf(string email, params string[] events)
    {
        var (status, explanation) = await _app.Explain(email);
        Assert.Equal(200, status);
        Assert.Equal(_scratch.Explain(events, _app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
    }
}
