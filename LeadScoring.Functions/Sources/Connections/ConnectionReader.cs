using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.Json;

using LeadScoring.Domain.Events;
using LeadScoring.Functions.Capture;
using LeadScoring.Functions.Faults;
using LeadScoring.Functions.Http;
using LeadScoring.Functions.Sources.Descriptors;

namespace LeadScoring.Functions.Sources.Connections;

/// <summary>Reads the document of a connection; all faults are named with place and fix.</summary>
internal static class ConnectionReader
{
    /// <summary>Code of every fault in it.</summary>
    public const string Code = "LS-SOURCE-003";

    private const int Day = 24 * 3600;
    private const int LongestOrigin = 300;

    /// <summary>The connection; with faults it is not to be used.</summary>
    /// <param name="source">Whose it is.</param>
    /// <param name="id">As in the address.</param>
    /// <param name="root">The document; all its texts are valid Unicode.</param>
    /// <param name="hasPublicUrl">The configuration names the address under which the app is reached.</param>
    /// <param name="ignored">Of a stored document: takes the origins that an older version let in and that cannot be used. Null = they are faults.</param>
    public static (Connection Connection, ErrorList Faults) Read(SourceDescriptor source, string id, JsonElement root, bool hasPublicUrl, ICollection<string>? ignored = null)
    {
        var errors = new ErrorList(Code);
        var from = StrictObject.Of(root, "", errors);
        var secrets = SecretNames.Read(from, source);
        var connection = new Connection
        {
            Source = source.Name,
            Id = id,
            Secrets = secrets,
            Fields = from.Words("fields").ToFrozenDictionary(StringComparer.Ordinal),
            Set = from.Words("set").ToFrozenDictionary(StringComparer.Ordinal),
            Types = Types(from),
            Url = Url(from),
            ToleranceSeconds = from.Whole("toleranceSeconds", 1, Day),
            IsClaimed = from.Find("trust") is null ? source.IsClaimed : from.OneOf("trust", "proven", "claimed") == "claimed",
            May = ConnectionRights.Read(from, source, secrets),
            Origins = Origins(from, ignored),
            Map = from.Object("map") is { } map ? Map(map) : new OwnMapping(),
            Document = root.Clone(),
        };
        if (connection.Url is null && !hasPublicUrl && source.Verifiers.Any(static verifier => verifier.SignsUrl))
            from.Refuse("url", $"{source.Title} signs the address of the hook, which is not known here.", "Add \"url\" exactly as it is set at the vendor, or set LeadScoring__PublicUrl.");
        from.Close();
        return (connection, errors);
    }

    private static string? Url(StrictObject from)
    {
        if (from.Text("url") is not { } url)
            return null;
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http"))
            from.Refuse("url", "Must be an address.", "Write it exactly as it is set at the vendor, e.g. \"https://leads.example.com/hooks/mandrill/main\".");
        return url;
    }

    private static FrozenDictionary<string, string> Types(StrictObject from)
    {
        var types = from.Words("types");
        foreach (var (kind, type) in types)
        {
            if (!EventTypes.IsType(type))
                from.Refuse("types", $"'{type}', for the kind '{kind}', is not an event type.", "Write lower-case words joined by dots, e.g. \"form.submitted\".");
        }

        return types.ToFrozenDictionary(StringComparer.Ordinal);
    }

    // They are answered in a header, which holds nothing but visible ASCII characters.
    private static ImmutableArray<string> Origins(StrictObject from, ICollection<string>? ignored)
    {
        var origins = ImmutableArray.CreateBuilder<string>();
        foreach (var (item, place) in from.List("origins"))
        {
            if (item.ValueKind != JsonValueKind.String)
                from.Faults.Add(place, "Must be text.", "Write a text in quotes.");
            else if (item.GetString()! is { Length: > 0 and <= LongestOrigin } origin && origin.All(static character => character is > ' ' and < '\x7f'))
                origins.Add(origin);
            else if (ignored is not null)
                ignored.Add(place);
            else
                from.Faults.Add(place, $"Must be an origin: 1 to {LongestOrigin} ASCII characters without blanks.", "Write it as the sender names itself, e.g. \"eventemitter.example.com\"; a name with other letters in its form for the network, xn--...");
        }

        return origins.ToImmutable();
    }

    private static OwnMapping Map(StrictObject from)
    {
        var map = new OwnMapping
        {
            Events = Paths.Optional(from, "events"),
            Kind = Paths.Expression(from, "kind"),
            Id = Paths.Expression(from, "id"),
            Time = Paths.Expression(from, "time"),
            Email = Paths.Expression(from, "email"),
            Visitor = Paths.Expression(from, "visitor"),
            ExternalId = Paths.Expression(from, "externalId"),
        };
        from.Close();
        return map;
    }
}
