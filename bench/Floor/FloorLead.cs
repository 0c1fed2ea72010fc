using System.Globalization;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Benchmarks.Floor;

/// <summary>The forty rules of the neutral model written by hand for this one model: what a general engine is measured against.</summary>
internal sealed class FloorLead
{
    public Recent E1, E2, E3, E4, E5, E6, E7, E8, E9, E10, E11, E12, E13, E14, E15, E16, E17, E18, E23, E25, E26;
    public Distinct E19, E20, E21, E22, E24;
    public int Fit;
    public bool IsSoftware;
    public bool IsStudent;
    public int[] Active = new int[4];
    public int ActiveDays;

    private string _title = "";
    private readonly int _rest;

    public FloorLead(LeadProfile profile)
    {
        var industry = profile["industry"].Text!;
        var domain = profile["email"].Text!.Split('@')[1];
        IsSoftware = industry is "software" or "fintech";
        _rest = industry is "software" or "saas" or "fintech" or "it services" ? 20 : industry is "manufacturing" or "healthcare" or "retail" ? 10 : 0;
        _rest += profile["country"].Text is "US" or "CA" or "GB" or "DE" or "FR" or "NL" ? 15 : 0;
        _rest += domain is "gmail.com" or "yahoo.com" or "hotmail.com" or "outlook.com" or "icloud.com" or "aol.com" or "proton.me" or "gmx.de" or "mail.ru" or "web.de" or "qq.com" or "163.com" ? -20 : 0;
        _rest += domain.EndsWith(".edu", StringComparison.OrdinalIgnoreCase) ? -10 : 0;
        Learn(profile["jobTitle"].Text!, profile["employees"].Text!);
    }

    public void Apply(LeadEvent e)
    {
        var day = Day.Of(e.OccurredAt).Number;
        switch (e.Type)
        {
            case "page.viewed":
                Touch(day);
                PageViewed(e, day);
                break;
            case "email.opened":
                Touch(day);
                E14.Add(day, 1, 100);
                break;
            case "email.clicked":
                Touch(day);
                E15.Add(day, 2, 25);
                if (Starts(e.Properties["path"].Text, "/pricing"))
                    E16.Add(day, int.MaxValue, 3);
                break;
            case "form.submitted":
                Touch(day);
                FormSubmitted(e, day);
                break;
            case "asset.downloaded":
                Touch(day);
                var asset = e.Properties["asset"].Text!;
                E22.Add(asset, day, 17);
                if (Starts(asset, "dl-wp"))
                    E23.Add(day, int.MaxValue, 5);
                break;
            case "video.viewed":
                Touch(day);
                if (Number(e.Properties["duration"].Text) >= 60)
                    E24.Add(e.Properties["asset"].Text!, day, 25);
                break;
            case "webinar.registered":
                Touch(day);
                E19.Add(e.Properties["asset"].Text!, day, 13);
                break;
            case "webinar.attended":
                Touch(day);
                if (Number(e.Properties["duration"].Text) >= 900)
                    E20.Add(e.Properties["asset"].Text!, day, 7);
                else
                    E21.Add(e.Properties["asset"].Text!, day, 20);
                break;
            case "chat.started":
                Touch(day);
                E25.Add(day, 1, 13);
                break;
            case "meeting.booked":
                Touch(day);
                E26.Add(day, int.MaxValue, 2);
                break;
            case "email.bounced":
                E18.Add(day, int.MaxValue, 2);
                break;
            case "email.unsubscribed":
                E17.Add(day, int.MaxValue, 4);
                break;
        }
    }

    public void Learn(string title, string employees)
    {
        _title = title;
        var count = Number(employees);
        var fit = Contains("chief") || Contains("ceo") || Contains("cto") || Contains("cmo") || Contains("founder") ? 30 : 0;
        fit += Contains("vp") || Contains("vice president") ? 25 : 0;
        fit += Contains("director") ? 20 : 0;
        fit += Contains("manager") ? 10 : 0;
        fit += Contains("student") || Contains("intern") || Contains("assistant") ? -25 : 0;
        fit += count >= 200 && count <= 4999 ? 25 : count >= 5000 ? 15 : count < 10 ? -10 : 0;
        fit += Contains("marketing") && count >= 50 ? 15 : 0;
        Fit = fit + _rest;
        IsStudent = Contains("student");
    }

    private static bool Starts(string? text, string start) => text is not null && text.StartsWith(start, StringComparison.OrdinalIgnoreCase);

    private static int Number(string? text) => int.Parse(text!, NumberStyles.None, CultureInfo.InvariantCulture);

    private void PageViewed(LeadEvent e, int day)
    {
        var path = e.Properties["path"].Text!;
        if (Starts(path, "/pricing"))
            E1.Add(day, 3, 10);
        else if (Starts(path, "/product"))
            E2.Add(day, int.MaxValue, 10);
        else if (Starts(path, "/docs"))
            E3.Add(day, 5, 100);
        else if (Starts(path, "/careers"))
            E4.Add(day, int.MaxValue, 4);
        else if (Starts(path, "/blog"))
            E5.Add(day, 5, 100);
        else if (Starts(path, "/compare"))
            E9.Add(day, int.MaxValue, 4);
        if (path.Contains("/case-stud", StringComparison.OrdinalIgnoreCase))
            E6.Add(day, int.MaxValue, 5);
        if (Number(e.Properties["duration"].Text) >= 120)
            E7.Add(day, 3, 50);
        if (string.Equals(e.Properties["utm"].Text, "paid", StringComparison.OrdinalIgnoreCase))
            E8.Add(day, int.MaxValue, 5);
    }

    private void FormSubmitted(LeadEvent e, int day)
    {
        var asset = e.Properties["asset"].Text;
        if (Starts(asset, "form-demo"))
            E10.Add(day, int.MaxValue, 2);
        else if (Starts(asset, "form-contact"))
            E11.Add(day, int.MaxValue, 2);
        else if (Starts(asset, "form-news"))
            E12.Add(day, int.MaxValue, 1);
        E13.Add(day, 2, 50);
    }

    private bool Contains(string part) => _title.Contains(part, StringComparison.OrdinalIgnoreCase);

    private void Touch(int day)
    {
        if (ActiveDays > 0 && Active[ActiveDays - 1] == day)
            return;
        var at = ActiveDays;
        while (at > 0 && Active[at - 1] > day)
            at--;
        if (at > 0 && Active[at - 1] == day)
            return;
        if (ActiveDays == Active.Length)
            Array.Resize(ref Active, ActiveDays * 2);
        Array.Copy(Active, at, Active, at + 1, ActiveDays - at);
        Active[at] = day;
        ActiveDays++;
    }
}
