using System.Text.Json.Nodes;

using LeadScoring.Functions.Access.Callers;

namespace LeadScoring.Local.OpenApi;

/// <summary>What several operations of the document refer to. Only what is referred to is in it, by name in order.</summary>
internal sealed class Components
{
    private static readonly (string Scheme, string In, string Name, string Text)[] KeySchemes =
    [
        ("apiKey", "header", CallerReader.KeyHeader, "A key; `x-roles` of an operation says which roles may call it."),
        ("functionKey", "header", CallerReader.HostKeyHeader, "The same, in the header of Azure Functions."),
        ("keyInQuery", "query", CallerReader.KeyParameter, "The same, for callers that cannot set headers."),
        (Session, "cookie", SessionCookie.Name, $"The session of a browser, opened by `POST /api/v1/session`. It has the roles of its key but for `ingest`. Requests that change something also need the header `{OwnPages.Header}: 1` and must come from a page of the app."),
    ];

    private const string Session = "session";

    /// <summary>The ways of sending a key.</summary>
    public static IReadOnlyList<string> Keys { get; } = [.. KeySchemes.Select(static scheme => scheme.Scheme).Where(static scheme => scheme != Session)];

    /// <summary>The same, and the session of a browser.</summary>
    public static IReadOnlyList<string> KeysAndSession { get; } = [.. Keys, Session];

    private static readonly Dictionary<string, string> HeaderTexts = new(StringComparer.Ordinal)
    {
        ["Access-Control-Allow-Headers"] = "Headers that the site may send.",
        ["Access-Control-Allow-Methods"] = "Methods that the site may use.",
        ["Access-Control-Allow-Origin"] = "The site, where it is listed.",
        ["Access-Control-Max-Age"] = "Seconds for which the browser may keep the answer.",
        ["Allow"] = "The methods of the address.",
        ["Cache-Control"] = "How long the answer may be kept.",
        ["Content-Disposition"] = "The name of the file.",
        ["Content-Security-Policy"] = "What the page may load.",
        ["ETag"] = "Names this content.",
        ["Retry-After"] = "Seconds after which to send the request again.",
        ["Set-Cookie"] = "The cookie of the session.",
        ["Vary"] = "`Origin`: the answer differs by site.",
        ["WebHook-Allowed-Origin"] = "The origin that asked, where the connection lists it.",
        ["WebHook-Allowed-Rate"] = "`*`: any rate.",
    };

    // Those of an answer that some of its kind do not have.
    private static readonly string[] Sometimes = ["Access-Control-Allow-Origin", "Content-Disposition", "WebHook-Allowed-Origin", "WebHook-Allowed-Rate"];

    private readonly ContractSchemas _schemas = new();
    private readonly ErrorCodes _codes = new();
    private readonly SortedDictionary<string, JsonObject> _responses = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _headers = new(StringComparer.Ordinal);
    // Those of addresses and methods that no operation has are answered everywhere.
    private readonly SortedSet<string> _used = new(["LS-HTTP-404", "LS-HTTP-405"], StringComparer.Ordinal);

    /// <summary>The schema of a contract, as a reference.</summary>
    /// <param name="contract">A record, or an array of one.</param>
    /// <param name="isSent">By callers; otherwise it is answered to them.</param>
    public JsonObject SchemaFor(Type contract, bool isSent) => _schemas.ReferenceTo(contract, isSent);

    /// <summary>The schema of one of several contracts.</summary>
    public JsonObject AnyOf(IReadOnlyList<Type> contracts, bool isSent)
    {
        JsonNode[] all = [.. contracts.Select(contract => SchemaFor(contract, isSent))];
        return all is [JsonObject only] ? only : new JsonObject { ["anyOf"] = new JsonArray(all) };
    }

    /// <summary>Codes in full, of names and families.</summary>
    public IReadOnlyList<string> Codes(IEnumerable<string> patterns)
    {
        var codes = _codes.Expand(patterns);
        _used.UnionWith(codes);
        return codes;
    }

    /// <summary>A response that many operations have, as a reference.</summary>
    public JsonObject Response(string name, Func<JsonObject> write)
    {
        if (!_responses.ContainsKey(name))
            _responses.Add(name, write());
        return Reference("responses", name);
    }

    /// <summary>A header of answers, as a reference.</summary>
    public JsonObject Header(string name)
    {
        _headers.Add(name);
        return Reference("headers", name);
    }

    public JsonObject Write()
    {
        var schemas = _schemas.Write();
        // The codes that any operation may answer.
        schemas["Problem"]!["properties"]!["code"]!["enum"] = new JsonArray([.. _used.Select(static code => (JsonNode)code)]);
        return new JsonObject
        {
            ["securitySchemes"] = new JsonObject(KeySchemes.Select(static scheme => KeyValuePair.Create(
                scheme.Scheme, (JsonNode?)new JsonObject { ["type"] = "apiKey", ["in"] = scheme.In, ["name"] = scheme.Name, ["description"] = scheme.Text }))),
            ["headers"] = new JsonObject(_headers.Select(static name => KeyValuePair.Create(name, (JsonNode?)new JsonObject
            {
                ["description"] = HeaderTexts.GetValueOrDefault(name) ?? throw new InvalidOperationException($"The header {name} is not described."),
                ["required"] = !Sometimes.Contains(name),
                ["schema"] = new JsonObject { ["type"] = name is "Retry-After" or "Access-Control-Max-Age" ? "integer" : "string" },
            }))),
            ["responses"] = new JsonObject(_responses.Select(static response => KeyValuePair.Create(response.Key, (JsonNode?)response.Value))),
            ["schemas"] = schemas,
        };
    }

    /// <summary>A reference to a component.</summary>
    public static JsonObject Reference(string kind, string name) => new() { ["$ref"] = $"#/components/{kind}/{name}" };
}
