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
internal sealed partial class VisitRules(TrackingOptions options, IdentitySignature signatures)
{
    private const string Viewed = "page.viewed";
    private const string Returned = "page.returned";
    private const string Identified = "lead.identified";
    private const string Duration = "durationSeconds";

    // Longer than the script counts.
    private const int MostSeconds = 1800;

    /// <summary>Larger numbers are not taken from a page: one of them would fill whatever a model adds up.</summary>
    public const int LargestNumber = 1_000_000;

    /// <summary>What only others know: the e-mail platform, sales, the app itself.</summary>
    public static IReadOnlyList<string> Reserved { get; } = ["email.*", "lead.*", "privacy.*", "profile.*", "sales.*", "system.*"];

    private readonly HashSet<string> _fields = [.. options.ProfileFields];

    /// <summary>Whether a type, or a pattern, is or may match what only others know.</summary>
    public static bool IsReserved(string entry) => Reserved.Any(pattern => entry.StartsWith(pattern[..^1], StringComparison.Ordinal));

    /// <summary>What is wrong with an event for coming from a page.</summary>
    /// <param name="captured">As it was sent.</param>
    /// <param name="index">Its place in the body.</param>
    /// <param name="now">When it was received.</param>
    public IReadOnlyList<RequestError> Check(StoredEvent captured, int index, DateTimeOffset now)
    {
        var type = captured.Event.Type;
        if (type is not (Viewed or Returned or Identified) && (IsReserved(type) || !options.EventTypes.Any(entry => EventTypes.Matches(entry, type))))
            return [TrackErrors.Type(index, type)];

        var errors = new List<RequestError>();
        if (captured.Lead.Visitor is null || !VisitorId().IsMatch(captured.Lead.Visitor))
            errors.Add(TrackErrors.Visitor(index));
        if (captured.Lead.ExternalId is not null || captured.Lead.Email is not null != (type == Identified))
            errors.Add(TrackErrors.Lead(index));
        if (type == Identified && CheckIdentity(captured, index, now) is { } unproven)
            errors.Add(unproven);
        foreach (var (name, value) in captured.Event.Properties)
        {
            if (!(name == Duration && IsView(type)) && IsTooLarge(value))
                errors.Add(TrackErrors.Number(index, name));
        }

        foreach (var (name, value) in captured.Event.Profile)
        {
            // The parser adds the address by which the lead is known; another one may not stand there.
            var isOwnAddress = name == "email" && value.Text == captured.Lead.Email?.Value;
            if (!isOwnAddress && (type != Identified || !_fields.Contains(name)))
                errors.Add(TrackErrors.Profile(index, name));
        }

        // To empty an attribute is to set it; the address is what an identity is about.
        foreach (var name in captured.Event.Cleared)
        {
            if (type != Identified || !_fields.Contains(name) || name == "email")
                errors.Add(TrackErrors.Cleared(index, name));
        }

        return errors;
    }

    /// <summary>Whether the site's server has signed who the visitor is.</summary>
    /// <param name="captured">Without errors.</param>
    public static bool IsSigned(StoredEvent captured) => captured.Event.Type == Identified && !captured.Event.Properties[IdentitySignature.Member].IsMissing;

    /// <summary>The address that an event ties to its visitor; null for other events.</summary>
    public static EmailAddress? NamedBy(StoredEvent captured) => captured.Event.Type == Identified ? captured.Lead.Email : null;

    /// <summary>
    /// The event as it is stored: by our clock, since visitors' clocks are anything, and under the site's name. Its hash stays that of what was sent, so
    /// that a repetition is known.
    /// </summary>
    public static StoredEvent AsSeen(StoredEvent captured, string site, DateTimeOffset now)
    {
        var e = captured.Event;
        return captured with
        {
            Event = e with { Source = site, OccurredAt = Began(e, now), Properties = Known(e), IsClaimed = !IsSigned(captured) },
            WasAhead = false,
            WasLate = false,
        };
    }

    // A view is told when it ends, and began as long before as it lasted.
    private static DateTimeOffset Began(LeadEvent e, DateTimeOffset now) => SecondsOf(e) is { } seconds ? now - TimeSpan.FromSeconds(seconds) : now;

    private static bool IsView(string type) => type is Viewed or Returned;

    // How long a view lasted, as far as it is believed; null where that is not told, or of another event.
    private static double? SecondsOf(LeadEvent e) =>
        IsView(e.Type) && double.TryParse(e.Properties[Duration].Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var seconds) && !double.IsNaN(seconds)
            ? Math.Clamp(seconds, 0, MostSeconds)
            : null;

    private RequestError? CheckIdentity(StoredEvent captured, int index, DateTimeOffset now)
    {
        if (options.Identify == IdentifyMode.Off)
            return TrackErrors.Off(index);
        if (!IsSigned(captured))
            return options.Identify == IdentifyMode.Signed ? TrackErrors.Signature(index, isMissing: true) : null;
        // What is signed is right or refused: a claim is made without a signature.
        return signatures.IsValid(captured.Event.Properties[IdentitySignature.Member].Text ?? "", captured.Lead, now) ? null : TrackErrors.Signature(index, isMissing: false);
    }

    private static bool IsTooLarge(FieldValue value) =>
        value.Text is { } text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !(Math.Abs(number) <= LargestNumber);

    // With the channel where the type says none, with no longer a time than the script counts, and without the signature, which is no property.
    private static Fields Known(LeadEvent e)
    {
        var properties = e.Properties.Where(property => e.Type != Identified || property.Key != IdentitySignature.Member).ToDictionary(StringComparer.Ordinal);
        if (EventTypes.ChannelOf(e.Type) is null && e.Properties["channel"].IsMissing)
            properties["channel"] = "website";
        if (SecondsOf(e) is { } seconds and (0 or MostSeconds))
            properties[Duration] = seconds.ToString(CultureInfo.InvariantCulture);
        return new Fields(properties);
    }

    [GeneratedRegex("^[0-9a-f]{32}\\z", RegexOptions.NonBacktracking, matchTimeoutMilliseconds: 1000)]
    private static partial Regex VisitorId();
}
