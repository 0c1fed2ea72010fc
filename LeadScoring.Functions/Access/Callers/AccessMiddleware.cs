using System.Collections.Concurrent;
using System.Reflection;

using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace LeadScoring.Functions.Access.Callers;

/// <summary>Puts the gate before the HTTP functions of the Functions worker; queues and timers pass.</summary>
internal sealed class AccessMiddleware(AccessGate gate) : IFunctionsWorkerMiddleware
{
    private static readonly ConcurrentDictionary<string, MethodInfo> Methods = new(StringComparer.Ordinal);

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (!context.FunctionDefinition.InputBindings.Values.Any(static binding => string.Equals(binding.Type, "httpTrigger", StringComparison.OrdinalIgnoreCase)))
        {
            await next(context);
            return;
        }

        var http = context.GetHttpContext() ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} has no HTTP request, so nobody knows who calls it.");
        // Set in any case: without a result the worker would look for one of its own.
        context.GetInvocationResult().Value = await gate.Run(MethodOf(context.FunctionDefinition.EntryPoint), http, async () =>
        {
            await next(context);
            return context.GetInvocationResult().Value;
        });
    }

    /// <summary>The method of an entry point such as <c>LeadScoring.Functions.Leads.LeadFunctions.List</c>.</summary>
    /// <exception cref="InvalidOperationException">There is none, so the call is refused.</exception>
    internal static MethodInfo MethodOf(string entryPoint) => Methods.GetOrAdd(entryPoint, static entry =>
    {
        var at = entry.LastIndexOf('.');
        return typeof(AccessMiddleware).Assembly.GetType(entry[..at])?.GetMethod(entry[(at + 1)..]) ?? throw new InvalidOperationException($"There is no method {entry}.");
    });
}
