using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

using LeadScoring.Functions;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Local.Host;

namespace LeadScoring.Local.OpenApi;

/// <summary>The HTTP API as an OpenAPI 3.1 document, made from the function classes and the contracts.</summary>
internal sealed class ApiDocument
{
    private const string About =
        """
        JSON in and out, camelCase, times in ISO 8601 UTC. New members may be added to any answer.

        An error is an RFC 9457 problem with a stable `code`, a `detail` and a `fix`. An address that is not described here is 404 (`LS-HTTP-404`), another method of one that is
        described is 405 (`LS-HTTP-405`) with `Allow`.
        """;

    private static readonly string[] Methods = ["get", "head", "options", "post", "put", "delete"];

    // As the checked-in file has it, on every system.
    private static readonly JsonSerializerOptions Format = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private ApiDocument(JsonObject json, IReadOnlyDictionary<string, string> more)
    {
        Json = json;
        More = more;
    }

    /// <summary>The document.</summary>
    public JsonObject Json { get; }

    /// <summary>As its file has it.</summary>
    public string Text => Json.ToJsonString(Format) + "\n";

    /// <summary>By the id of an operation, where docs/reference says more: relative to its page of the API, so it is no part of the document.</summary>
    public IReadOnlyDictionary<string, string> More { get; }

    /// <summary>The document of the app.</summary>
    public static ApiDocument ForApp() => Create([.. FunctionCatalog.Read(typeof(Registration).Assembly.GetExportedTypes(), new ConfigurationBuilder().Build()).OfType<Function.Http>()]);

    /// <summary>The document of some functions; one that takes every method describes no operation.</summary>
    /// <exception cref="InvalidOperationException">A function is not described, or by what does not exist.</exception>
    public static ApiDocument Create(IReadOnlyList<Function.Http> functions)
    {
        var components = new Components();
        var more = new Dictionary<string, string>(StringComparer.Ordinal);
        var paths = new JsonObject();
        var operations = functions.SelectMany(function => function.Methods.Select(method => new ApiOperation(function, method.ToLowerInvariant(), components)));
        foreach (var path in operations.GroupBy(static operation => operation.Path).OrderBy(static path => path.Key, StringComparer.Ordinal))
        {
            var item = new JsonObject();
            foreach (var operation in path.OrderBy(static operation => Array.IndexOf(Methods, operation.Method)))
            {
                item.Add(operation.Method, operation.Write());
                if (operation.More is { } link)
                    more.Add(operation.Id, link);
            }

            paths.Add(path.Key, item);
        }

        var json = new JsonObject
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "LeadScoring",
                ["version"] = typeof(Registration).Assembly.GetName().Version!.ToString(3),
                ["description"] = About,
                ["license"] = new JsonObject { ["name"] = "MIT", ["identifier"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = "/", ["description"] = "The app that serves this document." }),
            ["tags"] = new JsonArray([.. ApiTags.All.Select(static tag => new JsonObject { ["name"] = tag.Name, ["description"] = tag.Description })]),
            ["paths"] = paths,
            ["components"] = components.Write(),
        };
        return new ApiDocument(json, more);
    }
}
