using System.Globalization;
using System.Reflection;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Models.Compiling;
using LeadScoring.Domain.Models.Loading;
using LeadScoring.Domain.Profiles;
using LeadScoring.Domain.Values;

namespace LeadScoring.Benchmarks.Workload;

/// <summary>The neutral workload as our events, with the compiled model.</summary>
internal sealed class NeutralWorkload
{
    private static readonly Dictionary<string, string> Types = new(StringComparer.Ordinal)
    {
        ["page_view"] = "page.viewed",
        ["email_open"] = "email.opened",
        ["email_click"] = "email.clicked",
        ["form_submit"] = "form.submitted",
        ["download"] = "asset.downloaded",
        ["video_view"] = "video.viewed",
        ["webinar_register"] = "webinar.registered",
        ["webinar_attend"] = "webinar.attended",
        ["chat_start"] = "chat.started",
        ["email_bounce"] = "email.bounced",
        ["meeting_booked"] = "meeting.booked",
        ["unsubscribe"] = "email.unsubscribed",
    };

    private NeutralWorkload(ScoringModel model, LeadProfile[] profiles, LeadEvent[] events, int[] leads)
    {
        Model = model;
        Profiles = profiles;
        Events = events;
        Leads = leads;
    }

    public ScoringModel Model { get; }

    /// <summary>Of each lead before the first event.</summary>
    public LeadProfile[] Profiles { get; }

    /// <summary>In the order of time.</summary>
    public LeadEvent[] Events { get; }

    /// <summary>Whose event it is, by event.</summary>
    public int[] Leads { get; }

    public static NeutralWorkload Make(int count)
    {
        var (leads, rows) = WorkloadGenerator.Generate(count);
        return new NeutralWorkload(LoadModel(), [.. leads.Select(ProfileOf)], [.. rows.Select(EventOf)], [.. rows.Select(row => row.Lead)]);
    }

    public static ScoringModel LoadModel()
    {
        var loaded = ModelLoader.Load(ModelText());
        return ScoringModel.Compile(loaded.Definition ?? throw new InvalidOperationException(string.Join('\n', loaded.Problems)));
    }

    /// <summary>The model as it is written.</summary>
    public static string ModelText()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("LeadScoring.Benchmarks.Workload.neutral.yaml")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    /// <summary>Our type of an event.</summary>
    public static string TypeOf(EventRow row) => Types[row.Type];

    /// <summary>What is known of an event.</summary>
    public static IEnumerable<(string Name, string Value)> PropertiesOf(EventRow row) =>
        ((IEnumerable<(string Name, string Value)>)[("path", row.Path), ("asset", row.Asset), ("duration", row.Duration > 0 || row.Type is "page_view" or "video_view" or "webinar_attend" ? Text(row.Duration) : ""), ("utm", row.Utm)])
            .Where(static pair => pair.Value.Length > 0);

    private static LeadProfile ProfileOf(LeadRow row) => LeadProfile.Empty.With(new LeadEvent
    {
        Source = "bench",
        Id = "start",
        Type = Domain.Events.EventTypes.ProfileUpdated,
        OccurredAt = DateTimeOffset.UnixEpoch,
        Profile = FieldsOf(
            ("jobTitle", row.JobTitle),
            ("industry", row.Industry),
            ("country", row.Country),
            ("employees", Text(row.Employees)),
            ("email", $"lead-{row.Id}@{row.EmailDomain}")),
    });

    private static LeadEvent EventOf(EventRow row) => new()
    {
        Source = "bench",
        Id = Text(row.Seq),
        Type = TypeOf(row),
        OccurredAt = DateTimeOffset.FromUnixTimeSeconds(row.Seconds),
        Properties = FieldsOf([.. PropertiesOf(row)]),
        Profile = row.NewTitle.Length == 0 ? Fields.Empty : FieldsOf(("jobTitle", row.NewTitle), ("employees", Text(row.NewEmployees))),
    };

    private static Fields FieldsOf(params (string Name, string Value)[] pairs) =>
        new(pairs.Where(pair => pair.Value.Length > 0).Select(pair => KeyValuePair.Create(pair.Name, new FieldValue(pair.Value))));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
