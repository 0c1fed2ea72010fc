using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;
using LeadScoring.Tests.Kit.Builders;

namespace LeadScoring.Tests.Profiles;

public sealed class LeadProfileTests
{
    [Fact]
    public void The_newest_value_wins_and_ties_go_to_the_larger_source_then_id()
    {
        var old = Examples.Told(2, ("title", "old"));
        var tied = Examples.Told(1, ("title", "a")) with { Source = "a", Id = "9" };

        Assert.Equal("a", Profile(old, tied)["title"].Text);
        Assert.Equal("b", Profile(tied, Examples.Told(1, ("title", "b")) with { Source = "b", Id = "1" }, old)["title"].Text);
        Assert.Equal("c", Profile(Examples.Told(1, ("title", "c")) with { Source = "a", Id = "91" }, tied)["title"].Text);
    }

    [Fact]
    public void Blank_and_empty_values_never_replace_one() =>
        Assert.Equal("x", Profile(Examples.Told(3, ("a", "x")), Examples.Told(2, ("a", " ")), Examples.Told(1, ("a", new FieldValue([]))), Examples.Told(0, ("a", default)))["a"].Text);

    [Fact]
    public void An_event_without_anything_new_returns_the_same_profile()
    {
        var profile = Profile(Examples.Told(1, ("title", "VP")));

        Assert.Same(profile, profile.With(Examples.Event("page.viewed", 0)));
        // An older one tells nothing new but since when the lead is proven.
        Assert.Equal("VP", profile.With(Examples.Told(2, ("title", "IT")))["title"].Text);
        Assert.Same(profile, profile.With(Examples.Told(1, ("title", "VP"))));
    }

    [Fact]
    public void Events_that_tell_what_is_known_are_folded_without_a_new_object()
    {
        LeadEvent[] events = [.. Enumerable.Range(0, 50).Select(static day => Examples.Told(100 - day, ("email", "ann@acme.example"), ("title", "VP")))];
        var folder = new ProfileFolder();
        folder.Add(events[0]);

        var before = GC.GetAllocatedBytesForCurrentThread();
        foreach (var e in events)
            folder.Add(e);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(0, allocated);
        Assert.Equal(Profile(events), folder.ToProfile());
        Assert.Equal(events[^1].OccurredAt, folder.ToProfile().EntryOf("title")!.OccurredAt);
    }

    [Fact]
    public void A_value_above_its_limit_is_left_out_and_listed()
    {
        var profile = Profile(Examples.Told(2, ("a", "short")), Examples.Told(1, ("a", new string('ä', 513))), Examples.Told(1, ("b", new string('ä', 512))));

        Assert.Equal("short", profile["a"].Text);
        Assert.Equal(512, profile["b"].Text!.Length);
        Assert.Equal("a", Assert.Single(profile.LeftOut));
    }

    [Fact]
    public void Of_too_many_attributes_the_well_known_stay_then_what_is_proven_then_claims()
    {
        LeadEvent[] events =
        [
            .. Enumerable.Range(0, 150).Select(i => Examples.Told(1, ($"Custom_{i:d3}", "x")) with { IsClaimed = true }),
            .. Enumerable.Range(0, 100).Select(i => Examples.Told(1, ($"field{i:d3}", "x"))),
            Examples.Told(1, ("jobTitle", "VP")) with { IsClaimed = true },
        ];

        var profile = Profile([.. events.Reverse()]);

        Assert.Equal(LeadProfile.MaxAttributes, profile.Attributes.Length);
        Assert.Equal("VP", profile["jobTitle"].Text);
        Assert.Equal("x", profile["field099"].Text);
        Assert.Equal(Enumerable.Range(99, 51).Select(static i => $"Custom_{i:d3}"), profile.LeftOut);
        Assert.Equal(profile, Profile(events));
    }

    [Fact]
    public void A_claim_fills_a_gap_and_never_replaces_proof()
    {
        var proven = Examples.Told(5, ("jobTitle", "VP"));
        var claims = new[] { Examples.Told(1, ("jobTitle", "CEO"), ("phone", "1")) with { IsClaimed = true }, Examples.Told(0, ("phone", "2")) with { IsClaimed = true } };

        var profile = Profile([.. claims, proven]);

        Assert.Equal(("VP", "2"), (profile["jobTitle"].Text, profile["phone"].Text));
        Assert.True(profile.Proven["phone"].IsMissing);
        Assert.Equal("VP", profile.Proven["jobTitle"].Text);
        Assert.Equal("CEO", Profile(claims)["jobTitle"].Text);
    }

    [Fact]
    public void An_emptied_attribute_is_missing_until_a_newer_value_comes()
    {
        var told = Examples.Told(3, ("phone", "1"));
        var cleared = Examples.Told(2) with { Cleared = ["phone"] };

        Assert.True(Profile(told, cleared)["phone"].IsMissing);
        Assert.True(Profile(cleared, told)["phone"].IsMissing);
        Assert.Equal("2", Profile(told, Examples.Told(1, ("phone", "2")), cleared)["phone"].Text);
        // A claim cannot undo it.
        Assert.True(Profile(told, cleared, Examples.Told(0, ("phone", "3")) with { IsClaimed = true })["phone"].IsMissing);
    }

    [Fact]
    public void A_lead_is_proven_by_an_event_that_no_stranger_could_send()
    {
        var claim = Examples.Event("page.viewed", 1) with { IsClaimed = true };

        Assert.False(LeadProfile.Empty.IsOnlyClaimed);
        Assert.True(Profile(claim).IsOnlyClaimed);
        Assert.True(Profile(claim, Examples.Event("email.sent", 0)).IsOnlyClaimed);
        Assert.True(Profile(Examples.Event("form.submitted", 0), claim).IsProven);
        Assert.True(Stored(Profile(claim)).IsOnlyClaimed);
    }

    [Fact]
    public void A_profile_of_an_older_app_asks_the_log_when_it_has_to()
    {
        var old = Read("""{"schema":1,"attributes":{"a":{"value":"x","at":"2024-01-01T00:00:00Z","source":"s","id":"1","bytes":2}}}""");
        var harmed = Read("""{"schema":1,"attributes":{"a":{"value":"x","at":"2024-01-01T00:00:00Z","source":"s","id":"1","bytes":2}},"leftOut":["jobTitle"],"cutFrom":"jobTitle"}""");

        Assert.False(old.NeedsRefold);
        Assert.True(harmed.NeedsRefold);
        // Whether its events prove the lead nobody asked then.
        Assert.True(Stored(old).With(Examples.Event("page.viewed", 0) with { IsClaimed = true }).NeedsRefold);
        Assert.False(old.With(Examples.Event("form.submitted", 0)).With(Examples.Event("page.viewed", 0) with { IsClaimed = true }).NeedsRefold);
    }

    [Fact]
    public void All_attributes_together_stay_within_their_limit()
    {
        var profile = Profile([.. Enumerable.Range(0, 100).Select(i => Examples.Told(1, ($"n{i:d3}", new string('x', 1000))))]);

        Assert.InRange(profile.Attributes.Sum(entry => Encoding.UTF8.GetByteCount(entry.Name) + entry.Value.Text!.Length), 64_000, LeadProfile.MaxBytes);
        Assert.Equal(65, profile.Attributes.Length);
    }

    [Fact]
    public void Order_grouping_and_storage_never_change_a_profile() =>
        Prop.ForAll(Arb.From(Gen.Choose(0, int.MaxValue - 1)), CheckOrderGroupingAndStorage).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    // What bytes left out was forgotten when the profile was stored.
    [InlineData(1834051280)]
    [InlineData(4904)]
    public void Histories_that_once_changed_a_profile_do_so_no_more(int seed) => CheckOrderGroupingAndStorage(seed);

    [Fact]
    public void A_stored_profile_asks_for_the_log_when_a_value_that_shrinks_may_make_room()
    {
        var full = Profile(Examples.Told(1, [.. Enumerable.Range(0, 65).Select(static i => ($"n{i:d3}", new FieldValue(new string('x', 1020))))]));
        Assert.NotEmpty(full.LeftOut);

        Assert.False(Stored(full).NeedsRefold);
        Assert.True(Stored(full).With(Examples.Told(0, ("n001", new FieldValue("x")))).NeedsRefold);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"schema":3,"attributes":{}}""")]
    [InlineData("""{"schema":1,"attributes":{"a":{"value":"x"}}}""")]
    [InlineData("""{"schema":1,"attributes":{"a":{"value":7,"at":"2024-01-01T00:00:00Z","source":"s","id":"1","bytes":2}}}""")]
    public void Something_else_than_a_stored_profile_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<JsonException>(() => LeadProfile.Read(document.RootElement));
    }

    private static void CheckOrderGroupingAndStorage(int seed)
    {
        var random = new Random(seed);
        var names = random.Next(2) == 0 ? 8 : 240;
        LeadEvent[] events = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => Random(random, i, names))];
        var whole = LeadProfile.Fold(events);
        random.Shuffle(events);
        Assert.Equal(whole, LeadProfile.Fold(events));
        Assert.Equal(whole, Stored(whole));
        IsExactOrAsksForTheLog(whole, Profile(events));
        var cut = random.Next(events.Length);
        IsExactOrAsksForTheLog(whole, Profile(events[cut..]).Join(Stored(Profile(events[..cut]))));
    }

    private static LeadProfile Profile(params LeadEvent[] events) => events.Aggregate(LeadProfile.Empty, (profile, e) => profile.With(e));

    private static LeadEvent Random(Random random, int number, int names)
    {
        (string Name, FieldValue Value)[] told =
        [
            .. Enumerable.Range(0, random.Next(0, 12)).Select(_ => $"n{random.Next(names):d3}").Distinct()
                .Select(name => (name, random.Next(8) == 0 ? new FieldValue(["a", "b"]) : new FieldValue(new string('x', random.Next(0, 1030))))),
        ];
        return Examples.Told(random.Next(4), told) with
        {
            Id = $"{number}",
            Source = random.Next(2) == 0 ? "a" : "b",
            IsClaimed = random.Next(3) == 0,
            Cleared = [.. Enumerable.Range(0, random.Next(3)).Select(_ => $"n{random.Next(names):d3}").Distinct().Except(told.Select(static entry => entry.Name))],
        };
    }

    // Bytes that were left out may have room later, and only the log knows of them: then the profile says so.
    private static void IsExactOrAsksForTheLog(LeadProfile exact, LeadProfile folded)
    {
        if (!folded.NeedsRefold)
            Assert.Equal(exact, folded);
    }

    private static LeadProfile Stored(LeadProfile profile) => Read(Text(profile));

    private static LeadProfile Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        return LeadProfile.Read(document.RootElement);
    }

    private static string Text(LeadProfile profile)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
            profile.Write(writer);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
