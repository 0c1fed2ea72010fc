using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>docs/reference/openapi.json, to which tests hold what the app answers.</summary>
internal sealed class ApiContract(JsonObject document)
{
    // Of the local run: no part of the product's API.
    private static readonly string[] Local = ["/local/", "/admin/"];

    private readonly ApiSchemas _schemas = new(document);

    /// <summary>The file's.</summary>
    public static ApiContract OfFile { get; } = new(JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", "docs", "reference", "openapi.json")))!.AsObject());

    public IReadOnlyList<ApiOperation> Operations { get; } =
    [
        .. document["paths"]!.AsObject().SelectMany(static path => path.Value!.AsObject().Select(operation => new ApiOperation(operation.Key.ToUpperInvariant(), path.Key, operation.Value!.AsObject()))),
    ];

    /// <summary>The operation that a request is for; null where the document has none.</summary>
    public ApiOperation? Find(string method, string path) =>
        Operations.Where(operation => operation.Method == method && operation.Matches(path)).OrderBy(static operation => operation.TakesRest).ThenByDescending(static operation => operation.Words).FirstOrDefault();

    /// <summary>What of an answer the document does not say, in words; empty = nothing.</summary>
    public IReadOnlyList<string> Faults(ApiAnswer answer)
    {
        if (Array.Exists(Local, prefix => answer.Path.StartsWith(prefix, StringComparison.Ordinal)))
            return [];
        if (Find(answer.Method, answer.Path) is not { } operation)
            return OfNoOperation(answer);
        if (operation.Description["responses"]![answer.Status.ToString(CultureInfo.InvariantCulture)] is not { } described)
            return [$"the status {answer.Status} of {operation.Id} is not described"];
        var response = Resolve(described);
        IReadOnlyList<string> faults =
        [
            .. (response["headers"]?.AsObject() ?? []).Where(header => (bool?)Resolve(header.Value!)["required"] == true && !answer.Headers.ContainsKey(header.Key))
                .Select(static header => $"the header {header.Key} is missing"),
            .. answer.Method == "HEAD" ? [] : OfBody(answer, response),
        ];
        return [.. faults.Select(fault => $"{operation.Id} {answer.Status}: {fault}")];
    }

    /// <summary>What is wrong with a body that an operation takes as JSON; empty = nothing.</summary>
    public IReadOnlyList<string> FaultsOfRequest(ApiOperation operation, string mediaType, string text) =>
        operation.Description["requestBody"]?["content"]?[mediaType] is not { } described ? [$"{operation.Id} takes no {mediaType}"]
        : ApiAnswer.IsJsonType(mediaType) ? OfJson(text, described["schema"]!, times: false)
        : [];

    // Any other address is 404, and another method 405 with those that there are.
    private IReadOnlyList<string> OfNoOperation(ApiAnswer answer)
    {
        var methods = Operations.Where(operation => operation.Matches(answer.Path)).Select(static operation => operation.Method).Distinct().Order(StringComparer.Ordinal).ToList();
        if (methods.Count == 0 && answer is { Path: "/", Method: "GET" or "HEAD", Status: 302 })
            return [];
        var (status, code) = methods.Count > 0 ? (405, "LS-HTTP-405") : (404, "LS-HTTP-404");
        if (answer.Status != status)
            return [$"no operation is described for {answer.Method} {answer.Path}, so it must be {status}"];
        if (methods.Count > 0 && answer.Headers.GetValueOrDefault("Allow") != string.Join(", ", methods))
            return [$"Allow must be {string.Join(", ", methods)}"];
        if (answer.Method == "HEAD")
            return [];
        return answer.MediaType == "application/problem+json"
            ? OfJson(answer.Text, new JsonObject { ["allOf"] = new JsonArray(new JsonObject { ["$ref"] = "#/components/schemas/Problem" }, new JsonObject { ["properties"] = new JsonObject { ["code"] = new JsonObject { ["const"] = code } } }) })
            : [$"the media type {answer.MediaType} must be application/problem+json"];
    }

    private IReadOnlyList<string> OfBody(ApiAnswer answer, JsonObject response)
    {
        var isEmpty = answer.MediaType is null;
        if (response["content"] is not JsonObject content)
            return isEmpty && answer.Text.Length == 0 ? [] : ["a body is not described"];
        if (isEmpty)
            return response["x-may-be-empty"] is not null ? [] : ["the body is missing"];
        if (content[answer.MediaType!] is not { } described)
            return [$"the media type {answer.MediaType} is not described"];
        return answer.IsJson ? OfJson(answer.Text, described["schema"]!) : [];
    }

    private IReadOnlyList<string> OfJson(string text, JsonNode schema, bool times = true)
    {
        using var json = JsonDocument.Parse(text);
        return [.. _schemas.Faults(schema, json.RootElement), .. times ? AnswerTimes.Faults(json.RootElement) : []];
    }

    private JsonObject Resolve(JsonNode node) =>
        node["$ref"] is { } reference ? ((string)reference!).Split('/').Skip(1).Aggregate((JsonNode)document, static (at, name) => at[name]!).AsObject() : node.AsObject();
}
