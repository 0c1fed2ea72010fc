using Microsoft.AspNetCore.Routing.Constraints;

namespace LeadScoring.Local.Host;

/// <summary>
/// Chooses the function of a request as the Functions host does: no route has precedence; they are tried in the order of the functions' names, letters of both
/// cases alike, and the first that matches path and method is taken. The classes are those that the host uses (WebScriptHostHttpRoutesManager, WebJobsRouter).
/// </summary>
internal sealed class FunctionRouter
{
    private const string Chosen = "function";

    private readonly RouteCollection _routes = new();

    public FunctionRouter(IEnumerable<Function.Http> functions, IInlineConstraintResolver constraints)
    {
        foreach (var function in functions.OrderBy(static function => function.Name, StringComparer.OrdinalIgnoreCase))
        {
            var methods = new Dictionary<string, object>(StringComparer.Ordinal);
            if (function.Methods.Count > 0)
                methods.Add("httpMethod", new HttpMethodRouteConstraint([.. function.Methods]));
            _routes.Add(new Route(new RouteHandler(static _ => Task.CompletedTask), function.Name, function.Route, defaults: [], methods, new RouteValueDictionary { [Chosen] = function }, constraints));
        }
    }

    /// <summary>The function, with the request's route values set; null when none matches, which the host answers with an empty 404.</summary>
    public async Task<Function.Http?> Choose(HttpContext context)
    {
        var routing = new RouteContext(context);
        await _routes.RouteAsync(routing);
        if (routing.Handler is null)
            return null;
        context.Request.RouteValues = routing.RouteData.Values;
        return (Function.Http)routing.RouteData.DataTokens[Chosen]!;
    }
}
