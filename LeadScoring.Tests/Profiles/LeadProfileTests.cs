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
        Assert.Same(profile, profile.With(Examples.Told(2, ("title", "IT"))));
        Assert.Same(profile, profile.With(Examples.Told(1, ("title", "VP"))));
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
    public void Attributes_with_the_smallest_names_stay_if_there_are_too_many()
    {
        var profile = Profile([.. Enumerable.Range(0, 250).Reverse().Select(i => Examples.Told(1, ($"n{i:d3}", "x")))]);

        Assert.Equal(LeadProfile.MaxAttributes, profile.Attributes.Length);
        Assert.Equal("n199", profile.Attributes[^1].Name);
        Assert.Equal(LeadProfile.MaxLeftOut, profile.LeftOut.Length);
        Assert.Equal("n200", profile.LeftOut[0]);
    }

    [Fact]
    public void All_attributes_together_stay_within_their_limit()
    {
        var profile = Profile([.. Enumerable.Range(0, 100).Select(i => Examples.Told(1, ($"n{i:d3}", new string('x', 1000))))]);

        Assert.InRange(profile.Attributes.Sum(entry => Encoding.UTF8.GetByteCount(entry.Name) + entry.Value.Text!.Length), 64_000, LeadProfile.MaxBytes);
        Assert.Equal(65, profile.Attributes.Length);
    }

    [Fact]
    public void Order_grouping_and_storage_never_change_a_profile() => Prop.ForAll(
        Arb.From(Gen.Choose(0, int.MaxValue - 1)),
        seed =>
        {
            var random = new Random(seed);
            var names = random.Next(2) == 0 ? 8 : 240;
            LeadEvent[] events = [.. Enumerable.Range(0, random.Next(1, 60)).Select(i => Random(random, i, names))];
            var whole = Profile(events);
            random.Shuffle(events);
            Assert.Equal(whole, Profile(events));
            var cut = random.Next(events.Length);
            var joined = Profile(events[cut..]).Join(Stored(Profile(events[..cut])));
            Assert.Equal(whole, joined);
            Assert.Equal(Text(whole), Text(joined));
            Assert.Equal(whole, whole.Join(joined));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(200));

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("""{"schema":2,"attributes":{}}""")]
    [InlineData("""{"schema":1,"attributes":{"a":{"value":"x"}}}""")]
    [InlineData("""{"schema":1,"attributes":{"a":{"value":7,"at":"2024-01-01T00:00:00Z","source":"s","id":"1","bytes":2}}}""")]
    public void Something_else_than_a_stored_profile_is_refused(string json)
    {
        using var document = JsonDocument.Parse(json);

        Assert.Throws<JsonException>(() => LeadProfile.Read(document.RootElement));
    }

    private static LeadProfile Profile(params LeadEvent[] events) => events.Aggregate(LeadProfile.Empty, (profile, e) => profile.With(e));

    private static LeadEvent Random(Random random, int number, int names)
    {
        (string Name, FieldValue Value)[] told =
        [
            .. Enumerable.Range(0, random.Next(0, 12)).Select(_ => $"n{random.Next(names):d3}").Distinct()
                .Select(name => (name, random.Next(8) == 0 ? new FieldValue(["a", "b"]) : new FieldValue(new string('x', random.Next(0, 1030))))),
        ];
        return Examples.Told(random.Next(4), told) with { Id = $"{number}", Source = random.Next(2) == 0 ? "a" : "b" };
    }

    private static LeadProfile Stored(LeadProfile profile)
    {
        using var document = JsonDocument.Parse(Text(profile));
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
