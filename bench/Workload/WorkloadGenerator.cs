namespace LeadScoring.Benchmarks.Workload;

/// <summary>The neutral workload: the same seed gives the same bytes, on any machine and in any language that can draw as CPython does.</summary>
internal sealed class WorkloadGenerator
{
    private const int Leads = 100_000;
    private const uint Seed = 20261122;
    private const long Start = 1_780_000_000;
    private const int Span = 90 * 86400;

    private static readonly string[] Free =
        ["gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com", "aol.com", "proton.me", "gmx.de", "mail.ru", "web.de", "qq.com", "163.com"];

    private static readonly string[] Sections =
        ["/pricing", "/product/", "/docs/", "/blog/", "/careers/", "/case-studies/", "/compare/", "/about", "/", "/legal/", "/product/", "/blog/", "/docs/"];

    private static readonly string[] Forms = ["form-demo-eu", "form-demo-us", "form-contact", "form-news-footer", "form-news-blog", "form-event", "form-survey"];

    private readonly PythonRandom _random = new(Seed);
    private readonly Pick<string> _titles;
    private readonly Pick<string> _industries;
    private readonly Pick<string> _countries;
    private readonly Pick<(int Low, int High)> _employees;

    public WorkloadGenerator()
    {
        _titles = new(_random, ("Chief Executive Officer", 2), ("CTO", 2), ("Founder & CEO", 2), ("VP of Sales", 3), ("Vice President, Marketing", 3),
            ("Director of Engineering", 5), ("Director, Demand Generation", 4), ("Marketing Manager", 12), ("Product Manager", 9), ("IT Manager", 8),
            ("Software Engineer", 14), ("Marketing Specialist", 9), ("Sales Representative", 8), ("Student", 4), ("Research Intern", 3), ("Executive Assistant", 3),
            ("Consultant", 5), ("Analyst", 4));
        _industries = new(_random, ("software", 16), ("saas", 10), ("fintech", 8), ("it services", 8), ("manufacturing", 12), ("healthcare", 10), ("retail", 10),
            ("education", 8), ("government", 6), ("media", 6), ("other", 6));
        _countries = new(_random, ("US", 35), ("GB", 9), ("DE", 8), ("IN", 12), ("FR", 5), ("CA", 5), ("NL", 3), ("BR", 6), ("AU", 4), ("JP", 4), ("NG", 3), ("ID", 6));
        _employees = new(_random, ((1, 9), 22), ((10, 49), 24), ((50, 199), 20), ((200, 999), 16), ((1000, 4999), 10), ((5000, 200000), 8));
    }

    /// <summary>All leads, then all events: the draws follow one another.</summary>
    /// <param name="events">How many; fewer events lie further apart in the same 90 days.</param>
    public static (LeadRow[] Leads, EventRow[] Events) Generate(int events)
    {
        var generator = new WorkloadGenerator();
        LeadRow[] leads = [.. generator.MakeLeads()];
        return (leads, [.. generator.MakeEvents(events)]);
    }

    private IEnumerable<LeadRow> MakeLeads()
    {
        Zipf free = new(_random, Free.Length, 1.1), corporate = new(_random, 20000, 0.8);
        for (var i = 0; i < Leads; i++)
        {
            var kind = _random.Next();
            var domain = kind < 0.32 ? Free[free.Next()]
                : kind < 0.36 ? $"uni{(int)(_random.Next() * 300)}.edu"
                : $"corp{corporate.Next()}.example";
            yield return new LeadRow(i, _titles.Next(), _industries.Next(), _countries.Next(), Employees(), domain);
        }
    }

    private IEnumerable<EventRow> MakeEvents(int count)
    {
        Pick<string> types = new(_random, ("page_view", 45), ("email_open", 22), ("email_click", 8), ("form_submit", 5), ("download", 4), ("video_view", 4),
            ("webinar_register", 3), ("webinar_attend", 2), ("chat_start", 2), ("email_bounce", 2), ("meeting_booked", 2), ("unsubscribe", 1));
        string[] paths = [.. Enumerable.Range(0, 300).Select(PathOf)];
        Zipf path = new(_random, paths.Length, 1.0), lead = new(_random, Leads, 0.7);
        var order = Shuffled();
        Zipf download = new(_random, 100, 1.0), webinar = new(_random, 40, .9), video = new(_random, 36, .9), mail = new(_random, 80, .8), form = new(_random, Forms.Length, .6);
        Pick<string> campaigns = new(_random, ("organic", 45), ("paid", 18), ("email", 20), ("social", 9), ("partner", 8));
        var time = (double)Start;
        for (var i = 0; i < count; i++)
        {
            time += (double)Span / count * 2 * _random.Next();
            var type = types.Next();
            var id = order[lead.Next()];
            var campaign = campaigns.Next();
            var row = new EventRow(i, id, type, (long)time, "", "", 0, campaign, "", -1);
            yield return type switch
            {
                "page_view" => row with { Path = paths[path.Next()], Duration = (int)(600 * Math.Pow(_random.Next(), 3)) },
                "email_click" => row with { Path = paths[path.Next()], Asset = $"em-{mail.Next():d3}" },
                "email_open" or "unsubscribe" or "email_bounce" => row with { Asset = $"em-{mail.Next():d3}" },
                "form_submit" => Learnt(row with { Asset = Forms[form.Next()], Path = paths[path.Next()] }),
                "download" when Download(download.Next()) is var asset => row with { Asset = asset, Path = "/resources/" + asset },
                "video_view" => row with { Asset = $"vd-{video.Next():d3}", Duration = (int)(400 * Math.Pow(_random.Next(), 2)) },
                "webinar_register" => row with { Asset = $"wb-{webinar.Next():d3}" },
                "webinar_attend" => row with { Asset = $"wb-{webinar.Next():d3}", Duration = (int)(3600 * _random.Next()) },
                _ => row with { Path = paths[path.Next()] },
            };
        }
    }

    private static string PathOf(int index)
    {
        var section = Sections[index % Sections.Length];
        return section is "/pricing" or "/about" or "/" ? section : $"{section}topic-{index:d3}";
    }

    private static string Download(int index) => $"dl-{(index % 3 == 0 ? "wp" : index % 3 == 1 ? "eb" : "ds")}-{index:d3}";

    private EventRow Learnt(EventRow row) =>
        _random.Next() < 0.2 ? row with { NewTitle = _titles.Next(), NewEmployees = Employees() } : row;

    private int Employees()
    {
        var (low, high) = _employees.Next();
        return low + (int)(_random.Next() * (high - low + 1));
    }

    private int[] Shuffled()
    {
        int[] order = [.. Enumerable.Range(0, Leads)];
        for (var i = Leads - 1; i > 0; i--)
        {
            var j = (int)(_random.Next() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }
}
