using System.Globalization;
using System.Text.Json.Nodes;

namespace LeadScoring.Local.Demo.Leads;

/// <summary>Something that happened on a journey, before it has an id.</summary>
internal sealed record Happened(string Type, DateTime At, JsonObject? Properties, JsonObject? Profile);

/// <summary>The diary of one lead. Days are counted back from the last day; what would fall outside the ninety days is not written down.</summary>
internal sealed class Journey(DemoPerson person, DemoSettings settings, DateOnly lastDay, SeededRandom random)
{
    // Share of visits by hour of the lead's own clock, 7:00 to 21:00: two peaks and a lunch.
    private static readonly int[] OfficeHours = [2, 5, 11, 14, 11, 6, 7, 12, 12, 9, 5, 2, 2, 1, 1];

    private readonly List<Happened> _events = [];
    private readonly bool _scannedMail = random.Chance(18);
    private bool _reachable = true;

    /// <summary>In the order of the story; the list is sorted by time elsewhere.</summary>
    public IReadOnlyList<Happened> Events => _events;

    public DemoPerson Person => person;

    public DemoSettings Settings => settings;

    public SeededRandom Random => random;

    /// <summary>A visit of the site: the pages one after the other, with the time spent on each.</summary>
    public void Visit(int daysAgo, IEnumerable<string> paths, string? campaign = null) => Visit(Moment(daysAgo), paths, campaign);

    /// <summary>The same at an hour, in UTC, whatever the day of the week.</summary>
    public void VisitAt(int daysAgo, int hour, IEnumerable<string> paths) => Visit(At(daysAgo, hour, random.Below(600)), paths, null);

    private void Visit(DateTime at, IEnumerable<string> paths, string? campaign)
    {
        var referrer = random.Pick(settings.Referrers);
        foreach (var path in paths)
        {
            var seconds = random.Chance(20) ? random.Between(4, 19) : random.Between(20, 240);
            var properties = new JsonObject { ["path"] = path, ["durationSeconds"] = seconds };
            if (referrer.Length > 0)
                properties["referrer"] = referrer;
            if (campaign is not null)
                properties["campaign"] = campaign;
            Add("page.viewed", at, properties);
            at = at.AddSeconds(seconds + random.Between(1, 20));
            (referrer, campaign) = ("", null);
        }
    }

    /// <summary>A form that tells who the lead is; what it learns comes on top.</summary>
    public void Identify(int daysAgo, string form, JsonObject? learnt = null) =>
        Add("form.submitted", Moment(daysAgo), new JsonObject { ["form"] = form }, Card(learnt));

    /// <summary>The same at an hour, in UTC.</summary>
    public void IdentifyAt(int daysAgo, int hour, string form) => Add("form.submitted", At(daysAgo, hour, random.Below(600)), new JsonObject { ["form"] = form }, Card(null));

    /// <summary>A form of somebody who is known already.</summary>
    public void Submit(int daysAgo, string form, JsonObject? learnt = null) =>
        Add("form.submitted", Moment(daysAgo), new JsonObject { ["form"] = form }, learnt);

    /// <summary>Downloads so many different assets of a kind.</summary>
    public void Download(int daysAgo, string assetType, IReadOnlyList<string> assets, int count = 1)
    {
        foreach (var asset in random.Draw(assets, count))
            Add("asset.downloaded", Moment(daysAgo), new JsonObject { ["asset"] = asset, ["assetType"] = assetType });
    }

    /// <summary>Downloads all of them at an hour, in UTC.</summary>
    public void DownloadAt(int daysAgo, int hour, string assetType, IReadOnlyList<string> assets)
    {
        var at = At(daysAgo, hour, random.Between(600, 900));
        foreach (var asset in assets)
        {
            Add("asset.downloaded", at, new JsonObject { ["asset"] = asset, ["assetType"] = assetType });
            at = at.AddSeconds(random.Between(20, 300));
        }
    }

    /// <summary>All mailings between two days, as a scanner reads them: each link is followed within a second or two of the delivery.</summary>
    public void ScanMail(int from, int to, IReadOnlyList<string> links)
    {
        foreach (var (campaign, day) in Mailings().Where(mailing => mailing.Day <= from && mailing.Day >= to))
        {
            var sent = At(day, 8, random.Between(0, 600));
            Add("email.sent", sent, Mail(campaign));
            foreach (var link in links)
                Add("email.clicked", sent.AddSeconds(2), Mail(campaign, ("link", link)));
        }
    }

    /// <summary>All mailings between two days: sent, perhaps opened, perhaps clicked, which leads to the site.</summary>
    /// <param name="opens">Percent of the mailings opened by hand.</param>
    /// <param name="clicks">Percent of those that are clicked.</param>
    public void ReadMail(int from, int to, int opens, int clicks)
    {
        if (!_reachable)
            return;
        foreach (var (campaign, day) in Mailings().Where(mailing => mailing.Day <= from && mailing.Day >= to))
        {
            var sent = At(day, 8, random.Between(0, 600));
            Add("email.sent", sent, Mail(campaign));
            if (_scannedMail)
                Add("email.opened", sent.AddSeconds(random.Between(1, 9)), Mail(campaign, ("machineOpen", true)));
            if (!random.Chance(opens))
                continue;
            var opened = sent.AddSeconds(random.Between(300, 9 * 3600));
            Add("email.opened", opened, Mail(campaign));
            if (!random.Chance(clicks))
                continue;
            var clicked = opened.AddSeconds(random.Between(4, 90));
            Add("email.clicked", clicked, Mail(campaign, ("link", campaign.Link)));
            Add("page.viewed", clicked.AddSeconds(2), new JsonObject { ["path"] = campaign.Link, ["durationSeconds"] = random.Between(15, 200), ["campaign"] = campaign.Name });
        }
    }

    /// <summary>The next mailing after that day is the last: bounced, unsubscribed or reported.</summary>
    public void EndMail(int daysAgo, string type)
    {
        var (last, day) = Mailings().Where(mailing => mailing.Day <= daysAgo).DefaultIfEmpty(Mailings()[^1]).First();
        var sent = At(day, 8, random.Between(601, 900));
        Add("email.sent", sent, Mail(last));
        Add(type, sent.AddSeconds(random.Between(20, 7200)), type == "email.bounced" ? Mail(last, ("bounceKind", "hard")) : Mail(last));
        _reachable = false;
    }

    /// <summary>Registers for the webinars of the time on the site, and attends some.</summary>
    public void Webinars(int from, int to, int registers, int attends)
    {
        foreach (var webinar in settings.Webinars)
        {
            var day = BackTo(DayOfWeek.Thursday, webinar.DaysAgo);
            if (day > from - 3 || day < to || !random.Chance(registers))
                continue;
            Add("webinar.registered", Moment(day + random.Between(1, 3)), new JsonObject { ["asset"] = webinar.Asset });
            if (random.Chance(attends))
                Add("webinar.attended", At(day, 14, random.Between(0, 300)), new JsonObject { ["asset"] = webinar.Asset, ["durationSeconds"] = random.Between(240, 3400) });
        }
    }

    /// <summary>Our stand at the fair, on one of its three days; the badge tells the name.</summary>
    public int AttendFair()
    {
        var day = BackTo(DayOfWeek.Tuesday, settings.Tradeshow.DaysAgo) - random.Below(3);
        Add("event.attended", At(day, random.Between(8, 15), random.Below(3600)), new JsonObject { ["eventKind"] = "tradeshow", ["asset"] = settings.Tradeshow.Asset }, Card(null));
        return day;
    }

    /// <summary>This many features of the product on a day.</summary>
    public void Use(int daysAgo, int features)
    {
        foreach (var feature in random.Draw(settings.Features, features))
            Add("product.used", Moment(daysAgo), new JsonObject { ["feature"] = feature });
    }

    /// <summary>Anything else, at some time of that day.</summary>
    public void Note(int daysAgo, string type, JsonObject? properties = null, JsonObject? learnt = null) => Add(type, Moment(daysAgo), properties, learnt);

    /// <summary>A date this many days before the last one, as text.</summary>
    public string Date(int daysAgo) => lastDay.AddDays(-daysAgo).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private void Add(string type, DateTime at, JsonObject? properties, JsonObject? profile = null)
    {
        var day = DateOnly.FromDateTime(at);
        if (day <= lastDay && day > lastDay.AddDays(-DemoLeads.Days))
            _events.Add(new Happened(type, at, properties, profile));
    }

    /// <summary>What a form or a badge says about the person. Some forms do not ask for the size of the company.</summary>
    private JsonObject Card(JsonObject? learnt)
    {
        var card = new JsonObject
        {
            ["email"] = person.Identity.Email,
            ["firstName"] = person.FirstName,
            ["lastName"] = person.LastName,
            ["company"] = person.Company.Name,
            ["jobTitle"] = person.JobTitle,
            ["country"] = person.Company.Country,
            ["industry"] = person.Company.Industry,
        };
        if (person.Company.Employees > 0 && !random.Chance(20))
            card["employees"] = person.Company.Employees;
        if (person.Department is not null)
            card["department"] = person.Department;
        if (person.Phone is not null)
            card["phone"] = person.Phone;
        foreach (var (name, value) in learnt ?? [])
            card[name] = value?.DeepClone();
        return card;
    }

    private static JsonObject Mail(DemoCampaign campaign, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var mail = new JsonObject { ["campaign"] = campaign.Name };
        foreach (var (name, value) in more)
            mail[name] = value;
        return mail;
    }

    /// <summary>A working moment of that day: most weekends move into the week before; students and passers-by keep their evenings.</summary>
    private DateTime Moment(int daysAgo)
    {
        var leisure = person.Persona is DemoPersona.Student or DemoPersona.AnonymousVisitor;
        var day = lastDay.AddDays(-daysAgo);
        var weekend = day.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday;
        if (weekend && !random.Chance(leisure ? 80 : 12))
            daysAgo += day.DayOfWeek == DayOfWeek.Saturday ? random.Between(1, 3) : random.Between(2, 5);
        if (daysAgo >= DemoLeads.Days)
            daysAgo -= 7;
        var hour = leisure && random.Chance(60) ? random.Between(18, 22) : 7 + Weighted(OfficeHours);
        // Kept within the UTC day, so that "so many days ago" means the same for everybody.
        return At(daysAgo, Math.Clamp(hour - HoursAhead(person.Company.Country), 0, 23), random.Below(3000));
    }

    /// <summary>Mailings go out on Tuesdays; oldest first.</summary>
    private (DemoCampaign Campaign, int Day)[] Mailings() =>
        [.. settings.Campaigns.Select(campaign => (campaign, BackTo(DayOfWeek.Tuesday, campaign.DaysAgo)))];

    /// <summary>The same day or the one of that name before it, counted back from the last day.</summary>
    private int BackTo(DayOfWeek name, int daysAgo) => daysAgo + (((int)lastDay.AddDays(-daysAgo).DayOfWeek - (int)name + 7) % 7);

    private DateTime At(int daysAgo, int hour, int second) =>
        lastDay.AddDays(-daysAgo).ToDateTime(new TimeOnly(hour, 0), DateTimeKind.Utc).AddSeconds(second);

    private int Weighted(int[] weights)
    {
        var lot = random.Below(weights.Sum());
        var i = 0;
        while (lot >= weights[i])
            lot -= weights[i++];
        return i;
    }

    private static int HoursAhead(string country) => country switch
    {
        "US" or "CA" => -5,
        "BR" => -3,
        "GB" or "IE" => 0,
        _ => 1,
    };
}
