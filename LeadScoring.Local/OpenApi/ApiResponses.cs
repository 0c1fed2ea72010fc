using System.Globalization;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Http;
using LeadScoring.Functions.OpenApi;

namespace LeadScoring.Local.OpenApi;

/// <summary>The answers of one operation.</summary>
internal sealed class ApiResponses(string method, IReadOnlyList<AnswersAttribute> answers, IReadOnlyList<RefusesAttribute> refusals, Components components)
{
    /// <summary>Marks an answer that may come without the body that it describes.</summary>
    public const string MayBeEmpty = "x-may-be-empty";

    private const string Json = "application/json";
    private const string ProblemJson = "application/problem+json";

    private static readonly int[] WithRetryAfter = [429, 503];

    // What many operations answer alike, by status and codes.
    private static readonly Dictionary<string, string> Shared = new(StringComparer.Ordinal)
    {
        ["400 LS-QUERY-001 LS-QUERY-002"] = "BadQuery",
        ["401 LS-ACCESS-001"] = "NoKey",
        ["403 LS-ACCESS-002 LS-ACCESS-003"] = "NoRole",
        ["403 LS-ACCESS-002 LS-ACCESS-003 LS-ACCESS-007"] = "NoRoleToChange",
        ["404 LS-LEAD-404"] = "NoLead",
        ["408 LS-HTTP-400"] = "TooSlow",
        ["413 LS-HTTP-413"] = "TooLarge",
        ["415 LS-HTTP-415"] = "UnsupportedBody",
        ["500 LS-LEAD-001"] = "BrokenRow",
        ["503 LS-HTTP-503 LS-LEAD-005"] = "Unavailable",
    };

    /// <summary>By status.</summary>
    public JsonObject Write()
    {
        var all = new SortedDictionary<int, JsonObject>();
        foreach (var answer in answers.GroupBy(static answer => answer.Status))
            all.Add(answer.Key, Answer([.. answer]));
        foreach (var refusal in refusals.GroupBy(static refusal => refusal.Status))
            all.Add(refusal.Key, Refusal(refusal.Key, [.. refusal]));
        return new JsonObject(all.Select(static one => KeyValuePair.Create(one.Key.ToString(CultureInfo.InvariantCulture), (JsonNode?)one.Value)));
    }

    private bool HasBody => method != "head";

    private JsonObject Answer(AnswersAttribute[] alike)
    {
        var content = new JsonObject();
        foreach (var form in alike.Where(_ => HasBody).GroupBy(static answer => answer.MediaType ?? (answer.Contract is null ? null : Json)))
        {
            if (form.Key is { } type)
                content[type] = new JsonObject { ["schema"] = form.Select(static answer => answer.Contract).OfType<Type>().ToList() is { Count: > 0 } contracts ? components.AnyOf(contracts, isSent: false) : new JsonObject { ["type"] = type == Json ? "object" : "string" } };
        }

        var written = Response(string.Join(' ', alike.Select(static answer => answer.Description).Distinct()), alike.SelectMany(static answer => answer.Headers).Distinct(), content);
        if (Array.Exists(alike, static answer => answer.MayBeEmpty))
            written[MayBeEmpty] = true;
        return written;
    }

    private JsonObject Refusal(int status, RefusesAttribute[] alike)
    {
        var codes = alike.SelectMany(static refusal => refusal.Codes).Distinct().Order(StringComparer.Ordinal).ToList();
        return HasBody && Shared.TryGetValue($"{status} {string.Join(' ', codes)}", out var name) && Array.TrueForAll(alike, static refusal => refusal.Contract == typeof(Problem))
            ? components.Response(name, Write)
            : Write();

        JsonObject Write()
        {
            var content = new JsonObject();
            if (HasBody)
                content[ProblemJson] = new JsonObject { ["schema"] = ProblemSchema(alike) };
            return Response($"{Meaning(status)} {string.Join(", ", codes.Select(static code => $"`{code}`"))}.", WithRetryAfter.Contains(status) ? ["Retry-After"] : [], content);
        }
    }

    private JsonObject Response(string description, IEnumerable<string> headers, JsonObject content)
    {
        var written = new JsonObject { ["description"] = description };
        var named = new JsonObject(headers.Order(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, (JsonNode?)components.Header(name))));
        if (named.Count > 0)
            written["headers"] = named;
        if (content.Count > 0)
            written["content"] = content;
        return written;
    }

    // The form of a problem, with the codes that it has here.
    private JsonObject ProblemSchema(RefusesAttribute[] alike)
    {
        var forms = alike.GroupBy(static refusal => refusal.Contract).Select(form => new JsonObject
        {
            ["allOf"] = new JsonArray(
                components.SchemaFor(form.Key, isSent: false),
                new JsonObject
                {
                    ["properties"] = new JsonObject
                    {
                        ["code"] = new JsonObject { ["enum"] = new JsonArray([.. components.Codes(form.SelectMany(static refusal => refusal.Codes)).Select(static code => (JsonNode)code)]) },
                    },
                }),
        }).ToList();
        return forms is [{ } only] ? only : new JsonObject { ["anyOf"] = new JsonArray([.. forms]) };
    }

    private static string Meaning(int status) => status switch
    {
        400 => "The request cannot be used:",
        401 => "The request is not authenticated:",
        403 => "The request is not allowed:",
        404 => "It does not exist:",
        408 => "The body arrives too slowly:",
        409 => "It contradicts what is stored:",
        412 => "It is not as the request expects:",
        413 => "The body is too large:",
        415 => "The format of the body is not supported:",
        422 => "The request cannot be processed:",
        429 => "There are too many requests:",
        500 => "A stored row cannot be read:",
        503 => "A dependency does not answer temporarily:",
        _ => throw new InvalidOperationException($"No operation answers a problem with {status} so far; give the status a meaning here."),
    };
}
