using LeadScoring.Functions.Access;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Functions.Http;

/// <summary>
/// Answers what no other function takes. The host tries routes in the order of the functions' names and would answer with an empty 404 whatever is wrong: this
/// name comes last, and a test keeps it there.
/// </summary>
public sealed class WrongAddress(RouteTable routes)
{
    /// <summary>Matches every path.</summary>
    internal const string Route = "{*path}";

    [Function("WrongAddress")]
    [OpenToAll("It says only that the address or the method is wrong.")]
    public IActionResult Answer([HttpTrigger(AuthorizationLevel.Anonymous, Route = Route)] HttpRequest request)
    {
        var methods = routes.MethodsAt(request.Path);
        return methods.Count > 0 ? AddressProblems.WrongMethod(methods)
            : request.Path.Value is "/" && (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) ? AddressProblems.Home
            : AddressProblems.Unknown(routes.Nearest(request.Path));
    }
}
