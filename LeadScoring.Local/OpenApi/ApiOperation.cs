using System.Reflection;
using System.Text.Json.Nodes;

using LeadScoring.Functions.Access;
using LeadScoring.Functions.OpenApi;
using LeadScoring.Local.Host;

using Microsoft.AspNetCore.Routing.Template;

namespace LeadScoring.Local.OpenApi;

/// <summary>One method of a function as an operation of the document.</summary>
internal sealed class ApiOperation
{
    /// <summary>Marks a parameter of a path that may hold slashes, which OpenAPI has no word for.</summary>
    public const string ManySegments = "x-many-segments";

    /// <summary>The roles with which an operation may be called.</summary>
    public const string RolesThatMay = "x-roles";

    private readonly Function.Http _function;
    private readonly Components _components;
    private readonly RouteTemplate _route;
    private readonly ILookup<Type, ApiDescriptionAttribute> _said;

    public ApiOperation(Function.Http function, string method, Components components)
    {
        _function = function;
        _components = components;
        Method = method;
        _route = TemplateParser.Parse(function.Route);
        _said = function.Method.GetCustomAttributes<ApiDescriptionAttribute>().Concat(function.Method.DeclaringType!.GetCustomAttributes<ApiDescriptionAttribute>())
            .Where(said => said.Method is null || said.Method == method).ToLookup(static said => said.GetType());
    }

    /// <summary>In lower case.</summary>
    public string Method { get; }

    /// <summary>As OpenAPI writes it.</summary>
    public string Path => "/" + string.Join('/', _route.Segments.Select(static segment => segment.Parts[0] is { IsParameter: true, Name: var name } ? $"{{{name}}}" : segment.Parts[0].Text));

    /// <summary>The first method of a function has its name, each other one the name and the method.</summary>
    public string Id => string.Equals(_function.Methods[0], Method, StringComparison.OrdinalIgnoreCase) ? _function.Name : $"{_function.Name}{char.ToUpperInvariant(Method[0])}{Method[1..]}";

    /// <summary>Where docs/reference says more; null for nowhere.</summary>
    public string? More => Operation.More;

    private OperationAttribute Operation => Said<OperationAttribute>() is [{ } one] ? one : throw Wrong($"needs exactly one [Operation] for {Method}");

    private FunctionAccess Access => FunctionAccess.Of(_function.Method);

    private bool NeedsKey => !Access.IsOpen;

    public JsonObject Write()
    {
        var written = new JsonObject
        {
            ["operationId"] = Id,
            ["tags"] = new JsonArray(Operation.Tag),
            ["summary"] = Operation.Summary,
            ["security"] = NeedsKey ? new JsonArray([.. (Access.TakesSessions ? Components.KeysAndSession : Components.Keys).Select(static scheme => new JsonObject { [scheme] = new JsonArray() })]) : [],
        };
        if (NeedsKey)
            written[RolesThatMay] = new JsonArray([.. Roles.All.Where(Access.Allows).Select(static role => (JsonNode)Roles.NameOf(role))]);
        var parameters = new JsonArray([.. _route.Parameters.Select(PathParameter), .. Shared().Concat(Said<QueryAttribute>()).Select(Parameters.InQuery), .. Said<RequestHeaderAttribute>().Select(Parameters.InHeader)]);
        if (parameters.Count > 0)
            written["parameters"] = parameters;
        if (Said<BodyAttribute>() is [_, ..] bodies)
            written["requestBody"] = RequestBody(bodies);
        written["responses"] = new ApiResponses(Method, Said<AnswersAttribute>(), [.. Refusals()], _components).Write();
        return written;
    }

    private IEnumerable<QueryAttribute> Shared() =>
        _said.Where(static group => typeof(SharedQueryAttribute).IsAssignableFrom(group.Key)).SelectMany(static group => group).Cast<SharedQueryAttribute>().SelectMany(static shared => shared.Parameters);

    private IEnumerable<RefusesAttribute> Refusals()
    {
        foreach (var refusal in Said<RefusesAttribute>())
            yield return refusal;
        if (Said<BodyAttribute>().Length > 0)
        {
            yield return new RefusesAttribute(400, "LS-HTTP-400");
            yield return new RefusesAttribute(408, "LS-HTTP-400");
            yield return new RefusesAttribute(413, "LS-HTTP-413");
            yield return new RefusesAttribute(415, "LS-HTTP-415");
        }

        if (NeedsKey)
        {
            yield return new RefusesAttribute(401, "LS-ACCESS-001");
            yield return new RefusesAttribute(403, "LS-ACCESS-002", "LS-ACCESS-003");
            if (Access.TakesSessions && Method is not ("get" or "head"))
                yield return new RefusesAttribute(403, "LS-ACCESS-007");
        }

        // An audited call does nothing before the audit log has it.
        if (Access.Audited is not null && Said<UsesStorageAttribute>().Length == 0)
            yield return new RefusesAttribute(503, "LS-HTTP-503");
        if (Said<UsesStorageAttribute>().Length > 0)
        {
            yield return new RefusesAttribute(500, "LS-LEAD-001");
            yield return new RefusesAttribute(503, "LS-HTTP-503", "LS-LEAD-005");
        }
    }

    private JsonNode PathParameter(TemplatePart part)
    {
        var parameter = Parameters.InPath(part.Name!) ?? throw Wrong($"has the route parameter '{part.Name}', which Parameters does not describe");
        if (part.IsCatchAll)
            parameter[ManySegments] = true;
        return parameter;
    }

    private JsonObject RequestBody(BodyAttribute[] bodies)
    {
        var content = new JsonObject();
        foreach (var body in bodies)
        {
            content[body.MediaType] = new JsonObject
            {
                ["schema"] = body.Contracts.Count > 0 ? _components.AnyOf(body.Contracts, isSent: true) : WithoutContract(body),
            };
        }

        return new JsonObject { ["required"] = true, ["content"] = content };
    }

    // A form is an object to OpenAPI, JSON without a contract is anything, and all else is text.
    private static JsonObject WithoutContract(BodyAttribute body)
    {
        var schema = new JsonObject { ["description"] = body.Description };
        if (body.MediaType is "application/x-www-form-urlencoded" or "multipart/form-data")
            schema["type"] = "object";
        else if (body.MediaType is not "application/json")
            schema["type"] = "string";
        return schema;
    }

    private T[] Said<T>()
        where T : ApiDescriptionAttribute => [.. _said[typeof(T)].Cast<T>()];

    private InvalidOperationException Wrong(string what) => new($"{_function.Method.DeclaringType}.{_function.Method.Name} {what}.");
}
