using System.Security.Cryptography;
using System.Text.Json;
using LeadScoring.Domain.Leads;
using LeadScoring.Local.Demo.Leads;

namespace LeadScoring.Tests.Demo.Leads;

public sealed class DemoLeadsTests
{
    private static readonly DateOnly LastDay = new(2026, 11, 20);

    // The types of docs/reference/model-language.md#events, and those that the customer model adds.
    private static readonly string[] Types =
    [
        "page.viewed", "form.submitted", "asset.downloaded", "email.sent", "email.opened", "email.clicked", "email.bounced", "email.unsubscribed",
        "email.complained", "webinar.registered", "webinar.attended", "event.attended", "social.engaged", "call.logged", "meeting.booked",
        "chat.started", "trial.started", "product.used", "profile.updated", "sales.won",
        "seat.activated", "seat.invited", "ticket.opened", "limit.reached", "survey.answered", "contact.left",
    ];

    [Fact]
    public void The_same_arguments_give_the_same_bytes() => Assert.Equal(Bytes(DemoLeads.Generate(LastDay, 1)), Bytes(DemoLeads.Generate(LastDay, 1)));

    [Fact]
    public void The_data_stay_as_they_were_when_this_was_written() =>
        Assert.Equal("2f335485773af6c853669dfb0cc3f422168da72e33fe341a10b072629f8b2de9", Convert.ToHexStringLower(SHA256.HashData(Bytes(DemoLeads.Generate(LastDay, 1)))));

    [Fact]
    public void Another_seed_gives_other_leads() => Assert.Empty(
        DemoLeads.Cast(DemoSettings.BuiltIn(), 1, 20).Select(person => (person.FirstName, person.LastName))
            .Intersect(DemoLeads.Cast(DemoSettings.BuiltIn(), 2, 20).Select(person => (person.FirstName, person.LastName))));

    [Fact]
    public void Three_hundred_leads_and_those_with_a_story_have_six_to_nine_thousand_events()
    {
        var events = DemoLeads.Generate(LastDay, 1);

        Assert.InRange(events.Length, 6000, 9000);
        Assert.Equal(300 + StoryCast.People.Length, events.Select(demo => demo.Lead).Distinct().Count());
    }

    [Fact]
    public void No_id_occurs_twice_not_even_in_the_data_of_another_day_or_seed()
    {
        string[] ids =
        [
            .. DemoLeads.Generate(LastDay, 1).Select(demo => demo.Id),
            .. DemoLeads.Generate(LastDay.AddDays(1), 1).Select(demo => demo.Id),
            .. DemoLeads.Generate(LastDay, 2).Select(demo => demo.Id),
        ];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
    }

    [Theory]
    [InlineData(2026, 11, 20)]
    [InlineData(2026, 11, 22)]
    [InlineData(2024, 2, 29)]
    [InlineData(2027, 1, 4)]
    public void Everything_lies_within_the_ninety_days_in_order_of_time(int year, int month, int day)
    {
        var last = new DateOnly(year, month, day);

        var events = DemoLeads.Generate(last, 1);

        Assert.All(events, demo => Assert.InRange(DateOnly.FromDateTime(demo.OccurredAt), last.AddDays(-89), last));
        Assert.Equal(events.Select(demo => demo.OccurredAt).Order(), events.Select(demo => demo.OccurredAt));
        Assert.All(events, demo => Assert.Equal(DateTimeKind.Utc, demo.OccurredAt.Kind));
    }

    [Fact]
    public void Nothing_is_later_than_now_and_what_is_earlier_stays_as_it_is()
    {
        var now = new DateTimeOffset(2026, 11, 20, 10, 30, 0, TimeSpan.FromHours(2));

        var cut = DemoLeads.Generate(LastDay, 1, now: now);

        var whole = DemoLeads.Generate(LastDay, 1);
        Assert.True(cut.Length < whole.Length);
        Assert.All(cut, demo => Assert.True(demo.OccurredAt <= now.UtcDateTime));
        Assert.Equal(Bytes(cut), Bytes([.. whole.Where(demo => demo.OccurredAt <= now.UtcDateTime)]));
    }

    [Fact]
    public void Every_type_is_one_that_is_documented() =>
        Assert.Empty(DemoLeads.Generate(LastDay, 1).Select(demo => demo.Type).Distinct(StringComparer.Ordinal).Except(Types, StringComparer.Ordinal));

    [Theory]
    [InlineData(12)]
    [InlineData(60)]
    [InlineData(300)]
    [InlineData(1000)]
    public void Every_persona_takes_part_in_its_share(int leads)
    {
        var settings = DemoSettings.BuiltIn();

        var counts = DemoLeads.Cast(settings, 1, leads).CountBy(person => person.Persona).ToDictionary();

        Assert.Equal(Enum.GetValues<DemoPersona>().Order(), counts.Keys.Order());
        Assert.All(counts, count => Assert.InRange(count.Value, 1, (settings.Personas[count.Key] * leads / 300) + 2));
        Assert.Equal(leads, counts.Values.Sum());
    }

    [Fact]
    public void Three_hundred_leads_are_just_what_the_settings_say()
    {
        var settings = DemoSettings.BuiltIn();

        Assert.Equal(300, settings.Personas.Values.Sum());
        Assert.Equal(settings.Personas, DemoLeads.Cast(settings, 1, 300).CountBy(person => person.Persona).ToDictionary());
    }

    [Fact]
    public void Every_persona_leaves_events()
    {
        var settings = DemoSettings.BuiltIn();
        var active = DemoLeads.Generate(LastDay, 1).Select(demo => demo.Lead).ToHashSet();

        Assert.All(DemoLeads.Cast(settings, 1, 300), person => Assert.Contains(person.Identity, active));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    public void Those_with_a_story_are_there_once_and_the_same_for_every_seed(int seed)
    {
        var active = DemoLeads.Generate(LastDay, seed).Select(demo => demo.Lead).ToHashSet();

        Assert.All(StoryCast.People, person => Assert.Contains(person.Identity, active));
        Assert.Empty(DemoLeads.Cast(DemoSettings.BuiltIn(), seed, 300).Select(person => person.Identity).Intersect(StoryCast.People.Select(person => person.Identity)));
        Assert.DoesNotContain(DemoLeads.Generate(LastDay, seed, 299), demo => demo.Id.Contains("-9000-", StringComparison.Ordinal));
    }

    [Fact]
    public void One_night_of_one_person_and_one_second_of_a_scanner_look_as_they_should()
    {
        var events = DemoLeads.Generate(LastDay, 1).ToLookup(demo => demo.Lead.Email);

        var night = events["vera.lindholm@karlhaus.example"].ToList();
        Assert.InRange(night[^1].OccurredAt - night[0].OccurredAt, TimeSpan.FromHours(3), TimeSpan.FromHours(8));
        Assert.True(night.Count > 25, $"{night.Count}");
        var storm = events["oskar.blomberg@northmill.example"].Where(demo => demo.Type == "email.clicked").CountBy(demo => demo.OccurredAt).ToList();
        Assert.All(storm, second => Assert.Equal(5, second.Value));
        Assert.NotEmpty(storm);
        var silence = events["ines.haasen@eastfold.example"].Zip(events["ines.haasen@eastfold.example"].Skip(1)).Max(pair => pair.Second.OccurredAt - pair.First.OccurredAt);
        Assert.True(silence > TimeSpan.FromDays(60), $"{silence}");
    }

    [Fact]
    public void Addresses_belong_to_nobody() => Assert.All(
        DemoLeads.Cast(DemoSettings.BuiltIn(), 1, 1000),
        person => Assert.True(person.Identity.Visitor is not null || person.Identity.Email!.EndsWith(".example", StringComparison.Ordinal), person.Identity.Email));

    [Fact]
    public void A_lead_is_named_by_an_address_or_by_a_visitor_id() =>
        Assert.All(DemoLeads.Generate(LastDay, 1), demo => Assert.True(demo.Lead.Email is null != demo.Lead.Visitor is null));

    [Fact]
    public void Few_things_happen_on_a_weekend_or_at_night()
    {
        var events = DemoLeads.Generate(LastDay, 1);

        Assert.InRange(events.Count(demo => demo.OccurredAt.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday), 1, events.Length / 10);
        Assert.InRange(events.Count(demo => demo.OccurredAt.Hour < 5), 0, events.Length / 50);
    }

    [Fact]
    public void An_event_is_written_as_the_API_takes_it()
    {
        var download = DemoLeads.Generate(LastDay, 1).First(demo => demo.Type == "asset.downloaded");

        using var json = JsonDocument.Parse(JsonSerializer.SerializeToUtf8Bytes(download, DemoJson.Default.DemoEvent));

        Assert.Equal(["id", "type", "occurredAt", "lead", "properties"], json.RootElement.EnumerateObject().Select(member => member.Name));
        Assert.EndsWith("Z", json.RootElement.GetProperty("occurredAt").GetString(), StringComparison.Ordinal);
        Assert.Equal(download.Lead.Email, json.RootElement.GetProperty("lead").GetProperty("email").GetString());
        Assert.Equal(["asset", "assetType"], json.RootElement.GetProperty("properties").EnumerateObject().Select(member => member.Name));
    }

    [Fact]
    public void A_batch_of_a_thousand_events_is_within_the_limit_of_a_request() =>
        Assert.All(DemoLeads.Generate(LastDay, 1).Chunk(1000), batch => Assert.InRange(Bytes(batch).Length, 1, 1024 * 1024));

    private static byte[] Bytes(IReadOnlyList<DemoEvent> events) => JsonSerializer.SerializeToUtf8Bytes(new DemoBatch(events), DemoJson.Default.DemoBatch);
}
