using System.Globalization;
using System.Text.RegularExpressions;
using LeadScoring.Domain.Events;
using LeadScoring.Domain.Leads;
using LeadScoring.Domain.Values;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Storage;

namespace LeadScoring.Functions.Tracking;

/// <summary>
/// What a page may say. It speaks about its own visitor, whose id nobody can guess; of an address it may say only that this visitor has it, and of that
/// lead only what a public form could say as well.
/// </summary>
internal sealed partial class VisitRules(TrackingOptions options)
{
    private const string Viewed = "page.viewed";
    private const string Returned = "page.returned";
    private const string Identified = "lead.identified";
    private const string Duration = "durationSeconds";

    // Longer than the script counts.
    private const int MostSeconds = 1800;

    /// <summary>What only others know: the e-mail platform, sales, the app itself.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["email.*", "lead.*", "privacy.*", "profile.*", "sales.*", "system.*"];

    private readonly HashSet<string> _fields = [.. options.ProfileFields];

    /// <summary>Whether a type, or a pattern, is or may match what only others know.</summary>
    public static bool IsReserved(string entry) => Reserved.Any(pattern => entry.StartsWith(pattern[..^1], StringComparison.Ordinal));

    /// <summary>What is wrong with an event for coming from a page.</summary>
    /// <param name="captured">As it was sent.</param>
    /// <param name="index">Its place in the body.</param>
    public IReadOnlyList<RequestError> Check(StoredEvent captured, int index)
    {
        var type = captured.Event.Type;
        if (type is not (Viewed or Returned or Identified) && (IsReserved(type) || !options.EventTypes.Any(entry => EventTypes.Matches(entry, type))))
            return [TrackErrors.Type(index, type)];

        var errors = new List<RequestError>();
        if (captured.Lead.Visitor is null || !VisitorId().IsMatch(captured.Lead.Visitor))
            errors.Add(TrackErrors.Visitor(index));
        if (captured.Lead.ExternalId is not null || captured.Lead.Email is not null != (type == Identified))
            errors.Add(TrackErrors.Lead(index));
        foreach (var (name, value) in captured.Event.Profile)
        {
            // The parser adds the address by which the lead is known; another one may not stand there.
            var isOwnAddress = name == "email" && value.Text == captured.Lead.Email?.Value;
            if (!isOwnAddress && (type != Identified || !_fields.Contains(name)))
                errors.Add(TrackErrors.Profile(index, name));
        }

        return errors;
    }

    /// <summary>
    /// The event as it is stored: by our clock, since visitors' clocks are anything, and under the site's name. Its hash stays that of what was sent, so
    /// that a repetition is known.
    /// </summary>
    public static StoredEvent AsSeen(StoredEvent captured, string site, DateTimeOffset now)
    {
        var e = captured.Event;
        return captured with
        {
            Event = e with { Source = site, OccurredAt = Began(e, now), Properties = OnWebsite(e), IsClaimed = true },
            WasAhead = false,
            WasLate = false,
        };
    }

    // A view is told when it ends, and began as long before as it lasted.
    private static DateTimeOffset Began(LeadEvent e, DateTimeOffset now) =>
        e.Type is Viewed or Returned && int.TryParse(e.Properties[Duration].Text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            ? now - TimeSpan.FromSeconds(Math.Min(seconds, MostSeconds))
            : now;

    private static Fields OnWebsite(LeadEvent e) => EventTypes.ChannelOf(e.Type) is null && e.Properties["channel"].IsMissing
        ? new Fields([.. e.Properties, KeyValuePair.Create("channel", new FieldValue("website"))])
        : e.Properties;

    [GeneratedRegex("^[0-9a-f]{32}\\z", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VisitorId();
}
