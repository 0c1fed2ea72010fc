using System.Reflection;

using Azure.Storage.Queues.Models;

using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Host;

/// <summary>Which parameters a function may have, per trigger, and what they are given.</summary>
internal static class Arguments
{
    /// <summary>Refuses at start what could not be bound at a call.</summary>
    public static void Check(Function function)
    {
        var routed = function is Function.Http http
            ? RoutePatternFactory.Parse(http.Route).Parameters.Select(parameter => parameter.Name).ToHashSet(StringComparer.OrdinalIgnoreCase)
            : [];
        foreach (var parameter in function.Method.GetParameters())
        {
            var type = parameter.ParameterType;
            var known = type == typeof(CancellationToken) || function switch
            {
                Function.Http => type == typeof(HttpRequest) || (type == typeof(string) && routed.Contains(parameter.Name!)),
                Function.Queue => type == typeof(QueueMessage) || type == typeof(BinaryData) || type == typeof(string),
                Function.Timer => type == typeof(TimerInfo),
                _ => false,
            };
            if (!known)
                throw FunctionCatalog.Unfit(function.Method, $"its parameter '{parameter.Name}' of type {type.Name} cannot be given to a function with a {function.Kind} trigger",
                    "Use an HttpRequest and route values as strings; a QueueMessage, BinaryData or string; a TimerInfo; a CancellationToken. Use the constructor for services.");
        }
    }

    /// <summary>The arguments of one HTTP call; route values as the router hands them out, which leaves %2F as it is.</summary>
    public static object?[] Of(Function.Http function, HttpContext context) => Bind(function,
        parameter => parameter.ParameterType == typeof(HttpRequest) ? context.Request : context.Request.RouteValues[parameter.Name!] as string,
        context.RequestAborted);

    /// <summary>The arguments of one message.</summary>
    public static object?[] Of(Function.Queue function, QueueMessage message, CancellationToken cancellation) => Bind(function,
        parameter => parameter.ParameterType == typeof(QueueMessage) ? message : parameter.ParameterType == typeof(string) ? message.Body.ToString() : message.Body,
        cancellation);

    /// <summary>The arguments of one run.</summary>
    public static object?[] Of(Function.Timer function, TimerInfo timer, CancellationToken cancellation) => Bind(function, _ => timer, cancellation);

    private static object?[] Bind(Function function, Func<ParameterInfo, object?> bind, CancellationToken cancellation) =>
        [.. function.Method.GetParameters().Select(parameter => parameter.ParameterType == typeof(CancellationToken) ? cancellation : bind(parameter))];
}
