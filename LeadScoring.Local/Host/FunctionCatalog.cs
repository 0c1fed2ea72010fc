using System.Reflection;

using LeadScoring.Local.Files;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Host;

/// <summary>The functions of an assembly, read from their attributes as the Functions SDK reads them at build time.</summary>
internal static class FunctionCatalog
{
    /// <summary>All functions by name. Refuses what the Functions host could not run, or what this host cannot.</summary>
    /// <param name="types">Classes to look through.</param>
    /// <param name="settings">Give the values of names such as <c>%queue%</c> in triggers.</param>
    public static IReadOnlyList<Function> Read(IEnumerable<Type> types, IConfiguration settings)
    {
        var functions = new SortedDictionary<string, Function>(StringComparer.OrdinalIgnoreCase);
        foreach (var type in types.Where(type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }))
        {
            foreach (var method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            {
                if (method.GetCustomAttribute<FunctionAttribute>() is not { } attribute)
                    continue;
                var function = Read(attribute.Name, method, settings);
                Arguments.Check(function);
                if (!functions.TryAdd(function.Name, function))
                    throw Unfit(method, $"the name {function.Name} is used by {functions[function.Name].Method.DeclaringType}", "Give each function its own name.");
            }
        }
        return [.. functions.Values];
    }

    internal static StartException Unfit(MethodInfo method, string problem, string fix) =>
        new("LS-LOCAL-015", $"{method.DeclaringType}.{method.Name} cannot be hosted: {problem}.", fix);

    private static Function Read(string name, MethodInfo method, IConfiguration settings)
    {
        if (method.ReturnType == typeof(void) && method.GetCustomAttribute<System.Runtime.CompilerServices.AsyncStateMachineAttribute>() is not null)
            throw Unfit(method, "it is async void, which loses its failures", "Return Task.");

        foreach (var parameter in method.GetParameters())
        {
            if (parameter.GetCustomAttribute<HttpTriggerAttribute>() is { } http)
                return new Function.Http(name, method, http.AuthLevel, (http.Route ?? name).Trim('/'), http.Methods ?? []);
            if (parameter.GetCustomAttribute<QueueTriggerAttribute>() is { } queue)
                return new Function.Queue(name, method, Setting(queue.QueueName), queue.Connection ?? "AzureWebJobsStorage");
            if (parameter.GetCustomAttribute<TimerTriggerAttribute>() is { } timer)
                return new Function.Timer(name, method, Setting(timer.Schedule), timer.RunOnStartup);
        }
        throw Unfit(method, "it has no HTTP, queue or timer trigger", "Mark one parameter with a trigger attribute.");

        string Setting(string text) => text is ['%', .. var key, '%']
            ? settings[key] ?? throw Unfit(method, $"its trigger names the setting {key}, which is missing", $"Set {key}.")
            : text;
    }
}
