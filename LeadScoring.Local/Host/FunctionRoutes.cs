using System.Diagnostics;

using LeadScoring.Functions.Access.Callers;
using LeadScoring.Functions.Telemetry;

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;

namespace LeadScoring.Local.Host;

/// <summary>Serves HTTP functions; admin and local routes, which the host's own are like, were looked at before.</summary>
internal static partial class FunctionRoutes
{
    public static void UseFunctions(this WebApplication app, IReadOnlyList<Function.Http> functions)
    {
        var work = app.Services.GetRequiredService<WorkTracker>();
        var gate = app.Services.GetRequiredService<AccessGate>();
        var logger = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger("LeadScoring.Local.Http");
        var router = new FunctionRouter(functions, app.Services.GetRequiredService<IInlineConstraintResolver>());
        app.Run(async context =>
        {
            if (await router.Choose(context) is { } function)
                await Serve(function, context, gate, work, logger);
            else
                context.Response.StatusCode = StatusCodes.Status404NotFound;
        });
    }

    private static async Task Serve(Function.Http function, HttpContext context, AccessGate gate, WorkTracker work, ILogger logger)
    {
        using var _ = work.Begin();
        using var span = Traces.Serve(function.Name, context.Request.Headers.TraceParent);
        span?.SetTag("http.request.method", function.Methods.Contains(context.Request.Method, StringComparer.OrdinalIgnoreCase) ? context.Request.Method : "_OTHER").SetTag("http.route", "/" + function.Route);
        await Write(await Run(function, context, gate, logger), context);
        span?.SetTag("http.response.status_code", context.Response.StatusCode).SetStatus(context.Response.StatusCode >= 500 ? ActivityStatusCode.Error : ActivityStatusCode.Unset);
    }

    private static async Task<object?> Run(Function.Http function, HttpContext context, AccessGate gate, ILogger logger)
    {
        try
        {
            return await gate.Run(function.Method, context, () => Invoker.Invoke(function, context.RequestServices, Arguments.Of(function, context)));
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            return Results.StatusCode(StatusCodes.Status499ClientClosedRequest);
        }
        catch (Exception exception) when (!context.Response.HasStarted)
        {
            if (logger.IsEnabled(LogLevel.Error))
                Failed(logger, function.Name, context.TraceIdentifier, ExceptionText.Describe(exception));
            return LocalProblem.Of(500, "LS-LOCAL-005", "The function failed", $"{function.Name} threw an exception (call {context.TraceIdentifier}).",
                "Look for the call in the output of `leads up`.");
        }
    }

    private static Task Write(object? answer, HttpContext context) => answer switch
    {
        IActionResult result => result.ExecuteResultAsync(new ActionContext(context, context.GetRouteData(), new ActionDescriptor())),
        IResult result => result.ExecuteAsync(context),
        _ => Task.CompletedTask,
    };

    [LoggerMessage(7101, LogLevel.Error, "Function {Function} failed in call {Call}: {Failure}")]
    private static partial void Failed(ILogger logger, string function, string call, string failure);
}
