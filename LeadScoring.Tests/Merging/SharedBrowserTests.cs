using LeadScoring.Domain.Events;
using LeadScoring.Functions.Merging;
using LeadScoring.Functions.Rescore;
using LeadScoring.Functions.Storage;
using LeadScoring.Tests.Kit.Builders;
using LeadScoring.Tests.Kit.Drivers;
using LeadScoring.Tests.Kit.Fakes;

namespace LeadScoring.Tests.Merging;

/// <summary>Several people sign in with one browser: each has what happened while they used it.</summary>
public sealed class SharedBrowserTests : IAsyncLifetime
{
    private const string Ann = "ann@acme.example";
    private const string Bob = "bob@acme.example";

    private static readonly DateTimeOffset Then = InMemoryApp.Start;

    private readonly InMemoryApp _app = new();

    private readonly FromScratch _scratch = new(SalesModel.Yaml);

    public Task InitializeAsync() => _app.Publish(SalesModel.Yaml);

    public Task DisposeAsync() => Task.CompletedTask;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_first_page_after_a_sign_in_is_the_new_persons(bool inOneRequest)
    {
        string[] events =
        [
            Known.Visit("v-1", Then.AddHours(-6)),
            SignIn(Ann, -5),
            Known.Visit("v-1", Then.AddHours(-4)),
            SignIn(Bob, -3),
            Known.Visit("v-1", Then.AddHours(-2)),
        ];
        if (inOneRequest)
        {
            await _app.Send(events);
        }
        else
        {
            foreach (var e in events)
                await _app.Send(e);
        }

        await IsMadeOf(Ann, events[..3]);
        await IsMadeOf(Bob, events[3..]);
    }

    [Fact]
    public async Task A_page_that_is_told_late_is_who_had_signed_in_when_it_happened()
    {
        var (ann, bob) = (SignIn(Ann, -5), SignIn(Bob, -3));
        await _app.Send(ann);
        await _app.Send(bob);
        var (early, between, last) = (Known.Visit("v-1", Then.AddHours(-6)), Known.Visit("v-1", Then.AddHours(-4)), Known.Visit("v-1", Then));
        await _app.Send(last, between, early);

        await IsMadeOf(Ann, ann, early, between);
        await IsMadeOf(Bob, bob, last);
    }

    [Fact]
    public async Task A_sign_in_that_is_told_late_takes_its_pages_along()
    {
        var (early, late) = (Known.Visit("v-1", Then.AddHours(-6)), Known.Visit("v-1", Then.AddHours(-2)));
        var (ann, bob, back) = (SignIn(Ann, -8), SignIn(Bob, -7), SignIn(Ann, -3));
        await _app.Send(ann);
        await _app.Send(early, late);
        await IsMadeOf(Ann, ann, early, late);
        await _app.Send(back);
        await _app.Send(bob);

        await IsMadeOf(Ann, ann, back, late);
        await IsMadeOf(Bob, bob, early);
    }

    [Fact]
    public async Task Taken_apart_a_shared_browser_is_its_own_and_each_keeps_their_own_events()
    {
        var (ann, bob) = (SignIn(Ann, -5), SignIn(Bob, -3));
        var (first, second) = (Known.Visit("v-1", Then.AddHours(-4)), Known.Visit("v-1", Then.AddHours(-2)));
        await _app.Send(ann, bob, first, second);
        var browser = _app.Get<LeadIds>().OfName("visitor:v-1");
        Assert.Equal(202, (await _app.Unmerge(browser)).Status);
        await _app.Work();
        var again = SignIn(Ann, -1);
        await _app.Send(again);

        await IsMadeOf(Ann, ann, again);
        await IsMadeOf(Bob, bob);
        var (_, explanation) = await _app.Explain(browser);
        Assert.Equal(_scratch.Explain([first, second], _app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
    }

    [Fact]
    public async Task An_erased_persons_part_of_a_shared_browser_goes_to_nobody()
    {
        var (ann, bob) = (SignIn(Ann, -5), SignIn(Bob, -3));
        await _app.Send(ann, bob);
        Assert.Equal(202, (await _app.Erase(Ann)).Status);
        await _app.Work();
        var (annas, bobs) = (Known.Visit("v-1", Then.AddHours(-4)), Known.Visit("v-1", Then));
        await _app.Send(annas, bobs);

        await IsMadeOf(Bob, bob, bobs);
        Assert.Equal(404, (await _app.Lead(Ann)).Status);
    }

    [Theory]
    [InlineData("afterwards")]
    [InlineData("before it departs")]
    [InlineData("at the same time")]
    public async Task An_id_that_comes_back_while_it_is_cut_stays_with_all_it_did(string isCut)
    {
        var (ann, bob) = (SignIn(Ann, -5), SignIn(Bob, -3));
        var used = Known.As([("externalId", "crm:7"), ("visitor", "v-1")], "page.viewed", Then.AddHours(-4), ("path", "/pricing"));
        await _app.Send(ann, bob, used);
        await IsMadeOf(Ann, ann, used);

        // Two sign-ins that are told late: by the first the id is Bob's, by the second Ann's again.
        var (id, annas, bobs) = (_app.Get<LeadIds>().OfName("external:crm:7"), _app.IdOf(Ann), _app.IdOf(Bob));
        var (merger, unmerger) = (_app.Get<LeadMerger>(), _app.Get<LeadUnmerger>());
        await merger.Retie(id, annas, bobs, default);
        switch (isCut)
        {
            case "before it departs":
                OnceBeforeWriting(id, () => unmerger.Unmerge(id, annas, isCut: true, default));
                await merger.Retie(id, bobs, annas, default);
                break;
            case "at the same time":
                OnceBeforeWriting(annas, () => merger.Retie(id, bobs, annas, default));
                await unmerger.Unmerge(id, annas, isCut: true, default);
                break;
            default:
                await merger.Retie(id, bobs, annas, default);
                break;
        }

        Assert.Null(_app.Operations.Before);
        await _app.Work();
        await IsMadeOf(Ann, ann, used);
        var later = Known.As([("externalId", "crm:7")], "page.viewed", Then.AddHours(-1), ("path", "/pricing"));
        await _app.Send(later);

        await IsMadeOf(Ann, ann, used, later);
        await IsMadeOf(Bob, bob);
    }

    [Fact]
    public async Task Who_signs_in_while_an_id_moves_has_a_say_in_where_it_stays()
    {
        var (bob, ann, back) = (SignIn(Bob, -8), SignIn(Ann, -6), SignIn(Bob, -5));
        var used = Known.As([("externalId", "crm:7"), ("visitor", "v-1")], "page.viewed", Then.AddHours(-4), ("path", "/pricing"));
        await _app.Send(bob, used);
        await IsMadeOf(Bob, bob, used);

        // By Ann's sign-in the id is hers; Bob's later one is told before it has left, when it still is where that wants it.
        OnceBeforeWriting(_app.Get<LeadIds>().OfName("external:crm:7"), async () =>
        {
            await _app.Capture(back);
            await _app.Get<LeadRescorer>().Run(_app.IdOf(Bob), evaluate: false, default);
        });
        await _app.Send(ann);

        Assert.Null(_app.Operations.Before);
        await IsMadeOf(Bob, bob, used, back);
        await IsMadeOf(Ann, ann);
    }

    private void OnceBeforeWriting(string lead, Func<Task> other) => _app.Operations.Before = async operation =>
    {
        if (operation.Place != TableNames.Leads || operation.Kind != OperationKind.Submit || operation.Partition != lead)
            return;
        _app.Operations.Before = null;
        await other();
    };

    private static string SignIn(string email, int hours) => Known.As([("email", email), ("visitor", "v-1")], "lead.identified", Then.AddHours(hours));

    private async Task IsMadeOf(string email, params string[] events)
    {
        var (status, explanation) = await _app.Explain(email);
        Assert.Equal(200, status);
        Assert.Equal(_scratch.Explain(events, _app.Clock.GetUtcNow()), RunningApp.WithoutLead(explanation.GetRawText()));
    }
}
