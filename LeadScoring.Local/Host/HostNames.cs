using LeadScoring.Local.Files;

using Microsoft.Extensions.Primitives;

namespace LeadScoring.Local.Host;

/// <summary>
/// Refuses requests that name this app by another host than the machine itself. A web page can make a name of its own resolve to this machine ("DNS rebinding"),
/// and then read answers as those of its own site; the name in the header gives it away.
/// </summary>
internal static class HostNames
{
    /// <summary>Further names, separated by commas, for instance that of a tunnel.</summary>
    private const string Setting = "LeadScoring:Local:Hosts";

    private const string Code = "LS-LOCAL-021";

    private static readonly StringSegment[] Loopback = ["localhost", "*.localhost", "127.0.0.1", "[::1]"];

    /// <exception cref="StartException">The setting has something else than names.</exception>
    public static void UseHostNames(this WebApplication app, IConfiguration settings)
    {
        StringSegment[] allowed = [.. Loopback, .. Further(settings[Setting] ?? "")];
        app.Use((context, next) => context.Request.Host.HasValue && HostString.MatchesAny(context.Request.Host.Host, allowed) ? next(context) : Refuse(context));
    }

    private static IEnumerable<StringSegment> Further(string text)
    {
        foreach (var name in text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (Uri.CheckHostName(name.StartsWith("*.", StringComparison.Ordinal) ? name[2..] : name) == UriHostNameType.Unknown)
            {
                throw new StartException("LS-LOCAL-012", $"The setting {Setting} has '{name}'; it must be names of hosts, without scheme and port, separated by commas.",
                    "Write for example leads.example, or *.tunnel.example for every name below it.");
            }
            yield return name;
        }
    }

    // The name is not repeated: it is a stranger's text.
    private static Task Refuse(HttpContext context) => LocalProblem.Of(StatusCodes.Status421MisdirectedRequest, Code, "The host name is not allowed",
        "The request names a host that is not this machine.", "Use http://localhost with the port of the app, or add the name to the setting LeadScoring__Local__Hosts.").ExecuteAsync(context);
}
