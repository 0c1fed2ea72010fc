using System.Diagnostics;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>How each persona spends its ninety days.</summary>
internal static class Stories
{
    public static void Tell(DemoPersona persona, Journey journey)
    {
        Action<Journey> story = persona switch
        {
            DemoPersona.HotBuyer => HotBuyer,
            DemoPersona.SteadyResearcher => SteadyResearcher,
            DemoPersona.TyreKicker => TyreKicker,
            DemoPersona.Student => Student,
            DemoPersona.Competitor => Competitor,
            DemoPersona.Customer => Customer,
            DemoPersona.GoneQuiet => GoneQuiet,
            DemoPersona.TradeshowVisitor => TradeshowVisitor,
            DemoPersona.ContactUs => ContactUs,
            DemoPersona.EmailReader => EmailReader,
            DemoPersona.Unsubscriber => Unsubscriber,
            DemoPersona.AnonymousVisitor => AnonymousVisitor,
            _ => throw new UnreachableException(),
        };
        story(journey);
    }

    private static void HotBuyer(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        // Some are on their way: they come less often and have not spoken to anybody.
        var warming = random.Chance(45);
        var start = random.Between(45, 80);
        on.Identify(start, "paper-download", random.Chance(30) ? new JsonObject { ["lastFundingOn"] = on.Date(random.Between(100, 170)) } : null);
        on.Download(start, "whitepaper", assets.Whitepaper);
        on.ReadMail(start, 0, opens: 65, clicks: 40);
        on.Webinars(start, 0, registers: 60, attends: 75);

        // Each pause is about a quarter shorter than the one before: the visits accelerate towards the last day.
        for (var day = start - random.Between(2, 6); day > 0; day -= Math.Max(1, day * (warming ? random.Between(28, 45) : random.Between(14, 28)) / 100))
        {
            string[] read = day switch
            {
                > 30 => [random.Pick(pages.Home), .. random.Draw(pages.Blog, 1), .. random.Draw(pages.Product, 2)],
                > 10 => [.. random.Draw(pages.Product, 2), .. random.Draw(pages.Customers, random.Between(1, 2)), .. random.Chance(warming ? 20 : 40) ? pages.Pricing[..1] : []],
                _ => [.. random.Draw(pages.Product, 1), .. random.Chance(55) ? pages.Pricing[..1] : [], .. random.Chance(35) ? ["/roi-calculator"] : Array.Empty<string>(), .. random.Draw(pages.Diligence, random.Below(3) / 2)],
            };
            on.Visit(day, read);
        }

        on.Download(random.Between(6, 14), "case-study", assets.CaseStudy, random.Between(1, 2));
        if (warming)
            return;
        if (random.Chance(70))
            on.Download(random.Between(3, 9), "comparison", assets.Comparison);
        if (random.Chance(30))
            on.Download(random.Between(2, 6), "rfp-template", assets.RfpTemplate);
        if (random.Chance(60))
            on.Submit(random.Between(8, 20), "planning-assessment", Project(random));
        if (random.Chance(65))
            on.Note(random.Between(1, 5), "meeting.booked", new JsonObject { ["outcome"] = "scheduled" });
        if (random.Chance(40))
            on.Note(random.Between(1, 8), "call.logged", new JsonObject { ["outcome"] = "connected", ["durationSeconds"] = random.Between(60, 1500) });
        if (random.Chance(25))
            on.Note(random.Between(2, 9), "chat.started");
        if (random.Chance(40))
            Trial(on, random.Between(6, 16), 65);
    }

    private static void SteadyResearcher(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(55, 88);
        on.Identify(start, "newsletter");
        on.ReadMail(start, 0, opens: 45, clicks: 25);
        on.Webinars(start, 0, registers: 35, attends: 55);
        string[] library = random.Draw([.. assets.Whitepaper, .. assets.Guide], 4);
        var visits = 0;
        for (var day = start - random.Between(2, 8); day > 1; day -= random.Between(6, 13))
        {
            on.Visit(day, [.. random.Draw(pages.Blog, random.Between(1, 2)), .. random.Draw(pages.Product, random.Below(3)), .. random.Draw(pages.Customers, random.Below(2)), .. random.Chance(9) ? pages.Pricing[..1] : []]);
            visits++;
            if (visits % 4 == 1 && visits / 4 < library.Length)
                on.Download(day, assets.Guide.Contains(library[visits / 4]) ? "guide" : "whitepaper", [library[visits / 4]]);
        }

        if (random.Chance(18))
            on.Download(random.Between(5, 50), "case-study", assets.CaseStudy);
        if (random.Chance(8))
            on.Download(random.Between(3, 30), "comparison", assets.Comparison);
        if (random.Chance(20))
            on.Note(random.Between(2, 60), "social.engaged", new JsonObject { ["network"] = "linkedin", ["action"] = random.Pick(["commented", "shared", "liked"]) });
        if (random.Chance(10))
            on.Note(random.Between(10, 40), "profile.updated", null, Project(random));
    }

    private static void TyreKicker(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(4, 87);
        on.Identify(start, "paper-download");
        on.Download(start, "whitepaper", assets.Whitepaper);
        on.Visit(start, [random.Pick(pages.Home), .. random.Draw(pages.Blog, random.Between(1, 2)), .. random.Draw(pages.Product, random.Below(3))]);
        if (random.Chance(6))
            on.EndMail(start, "email.bounced");
        on.ReadMail(start, 0, opens: 18, clicks: 15);
        for (var more = random.Below(3); more > 0; more--)
            on.Visit(random.Below(start), [.. random.Draw(pages.Blog, 1), .. random.Draw(pages.Home, 1), .. random.Chance(8) ? pages.Pricing[..1] : []]);
        if (random.Chance(8))
            on.Visit(random.Below(start), random.Draw(pages.OffTopic, 2));
        if (random.Chance(5))
            Trial(on, random.Between(1, start), 15);
    }

    private static void Student(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(16, 80);
        on.Identify(start, "paper-download");
        for (var day = start; day > start - 14; day -= random.Between(1, 3))
            on.Visit(day, [.. random.Draw(pages.Blog, 2), .. random.Draw(pages.Product, 1), .. random.Draw(pages.Diligence, random.Below(2))]);
        on.Download(start - random.Between(0, 6), "whitepaper", assets.Whitepaper, 3);
        on.Download(start - random.Between(3, 9), "guide", assets.Guide, 2);
        on.Download(start - random.Between(3, 12), "case-study", assets.CaseStudy, 2);
        on.ReadMail(start, 0, opens: 25, clicks: 20);
        if (random.Chance(30))
            on.Visit(random.Below(start), ["/careers", "/careers/planner"]);
    }

    private static void Competitor(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(10, 80);
        on.Identify(start, "paper-download");
        on.Download(start, "comparison", assets.Comparison);
        on.Download(start, "case-study", assets.CaseStudy, 2);
        for (var day = start; day > 0; day -= random.Between(6, 20))
            on.Visit(day, [.. pages.Pricing, .. random.Draw(pages.Product, 3), .. random.Draw(pages.Diligence, 2)]);
        on.Webinars(start, 0, registers: 50, attends: 50);
    }

    private static void Customer(Journey on)
    {
        var random = on.Random;
        var won = random.Between(84, 88);
        var seats = random.Pick([10, 12, 25, 40, 60, 120]);
        on.Identify(won, "account", new JsonObject
        {
            ["plan"] = random.Pick(["starter", "team", "team", "enterprise"]),
            ["seats"] = seats,
            ["seatUsagePercent"] = random.Between(15, 100),
            ["contactRole"] = random.Pick(["owner", "billing", "admin", "member"]),
            ["contractStartedOn"] = on.Date(random.Between(30, 360)),
        });
        on.Note(won, "sales.won", new JsonObject { ["amount"] = seats * 480, ["by"] = "crm" });
        on.Note(won - 1, "seat.activated");
        var silentSince = random.Chance(25) ? random.Between(15, 50) : 0;
        var busy = random.Between(10, 45);
        for (var day = won - 2; day > silentSince; day--)
        {
            if (random.Chance(busy))
                on.Use(day, random.Between(1, 3));
        }

        for (var n = random.Below(4); n > 0; n--)
            on.Note(random.Between(1, 80), "ticket.opened", new JsonObject { ["priority"] = random.Chance(20) ? "urgent" : "normal" });
        if (random.Chance(35))
            on.Note(random.Between(1, 40), "limit.reached", new JsonObject { ["limit"] = random.Pick(["seats", "projects"]) });
        if (random.Chance(35))
            on.Note(random.Between(1, 30), "seat.invited");
        if (random.Chance(30))
            on.Visit(random.Between(1, 20), ["/plans", "/account/upgrade"]);
        if (random.Chance(40))
            on.Note(random.Between(5, 60), "survey.answered", new JsonObject { ["question"] = "recommend", ["answer"] = random.Between(3, 10) });
        if (random.Chance(12))
            on.Note(random.Between(5, 60), "contact.left", new JsonObject { ["contactRole"] = "owner" });
        on.ReadMail(won, 0, opens: 40, clicks: 15);
    }

    private static void GoneQuiet(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(72, 89);
        var last = random.Between(48, 62);
        on.Identify(start, "paper-download");
        on.Download(start, "whitepaper", assets.Whitepaper, 2);
        for (var day = start; day >= last; day -= random.Between(2, 7))
            on.Visit(day, [.. random.Draw(pages.Product, 2), .. random.Draw(pages.Blog, 1), .. random.Chance(30) ? pages.Pricing[..1] : []]);
        if (random.Chance(50))
            on.Download(last + 1, "case-study", assets.CaseStudy);
        on.Webinars(start, last, registers: 50, attends: 60);
        on.ReadMail(start, last, opens: 60, clicks: 30);
        on.ReadMail(last - 1, 0, opens: 0, clicks: 0);
    }

    private static void TradeshowVisitor(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var fair = on.AttendFair();
        // Marketing calls the day after; for some there is no time left.
        if (random.Chance(65))
            on.Note(fair - 1, "call.logged", new JsonObject { ["outcome"] = random.Pick(["connected", "no-answer"]), ["durationSeconds"] = random.Between(0, 600) });
        on.ReadMail(fair - 1, 0, opens: 50, clicks: 30);
        for (var visits = random.Below(4); visits > 0; visits--)
            on.Visit(random.Between(1, fair - 1), [random.Pick(pages.Home), .. random.Draw(pages.Product, 2), .. random.Draw(pages.Customers, 1)]);
        if (random.Chance(40))
            on.Download(random.Between(2, fair - 1), "case-study", assets.CaseStudy);
        if (random.Chance(15))
            on.Note(random.Between(1, fair - 1), "call.logged", new JsonObject { ["outcome"] = random.Pick(["connected", "no-answer"]), ["durationSeconds"] = random.Between(0, 600) });
    }

    private static void ContactUs(Journey on)
    {
        var (random, pages) = (on.Random, on.Settings.Pages);
        var day = random.Between(2, 60);
        on.Visit(Math.Min(day + random.Between(0, 4), 89), [random.Pick(pages.Home), .. random.Draw(pages.Product, 2)]);
        on.Visit(day, [.. random.Draw(pages.Product, 2), pages.Pricing[0]]);
        on.Identify(day, random.Chance(70) ? "contact-us" : "request-demo", random.Chance(50) ? Project(random) : null);
        on.Note(Math.Max(0, day - 1), "call.logged", new JsonObject { ["outcome"] = "connected", ["durationSeconds"] = random.Between(120, 1800) });
        on.ReadMail(day, 0, opens: 40, clicks: 10);
    }

    private static void EmailReader(Journey on)
    {
        var random = on.Random;
        var start = random.Between(45, 89);
        on.Identify(start, "newsletter");
        on.ReadMail(start, 0, opens: 90, clicks: 35);
        if (random.Chance(40))
            on.Visit(random.Between(1, start), random.Draw(on.Settings.Pages.Blog, 2));
    }

    private static void Unsubscriber(Journey on)
    {
        var (random, pages, assets) = (on.Random, on.Settings.Pages, on.Settings.Assets);
        var start = random.Between(60, 89);
        var end = random.Between(8, 45);
        on.Identify(start, "paper-download");
        on.Download(start, "whitepaper", assets.Whitepaper);
        on.ReadMail(start, end + 12, opens: 35, clicks: 10);
        on.EndMail(end, random.Chance(15) ? "email.complained" : "email.unsubscribed");
        for (var visits = random.Between(1, 4); visits > 0; visits--)
            on.Visit(random.Between(1, start), random.Draw(pages.Blog, 2));
    }

    private static void AnonymousVisitor(Journey on)
    {
        var (random, pages) = (on.Random, on.Settings.Pages);
        for (var visits = random.Between(1, 4); visits > 0; visits--)
        {
            string[] read = random.Below(4) switch
            {
                0 => random.Draw(pages.OffTopic, 3),
                1 => [random.Pick(pages.Home), .. random.Draw(pages.Product, 2), pages.Pricing[0]],
                _ => [random.Pick(pages.Home), .. random.Draw(pages.Blog, 2)],
            };
            on.Visit(random.Between(1, 88), read);
        }
    }

    private static void Trial(Journey on, int daysAgo, int busy)
    {
        on.Note(daysAgo, "trial.started");
        for (var day = daysAgo; day >= Math.Max(0, daysAgo - 14); day--)
        {
            if (on.Random.Chance(busy))
                on.Use(day, on.Random.Between(1, 3));
        }
    }

    private static JsonObject Project(SeededRandom random) => new()
    {
        ["projectTimeline"] = random.Pick(["now", "this-quarter", "next-quarter", "this-year", "just-looking"]),
        ["budget"] = random.Pick(["approved", "requested", "none", "none"]),
        ["currentTool"] = random.Pick(["spreadsheets", "Excel and e-mail", "our ERP", "another planning tool"]),
    };
}
