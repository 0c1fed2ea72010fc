using System.Text;

using LeadScoring.Functions;
using LeadScoring.Functions.Access.Callers;
using LeadScoring.Local.Host;

using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace LeadScoring.Tests.Kit.Drivers;

/// <summary>All HTTP functions of the app, reached as in the Functions host: the router chooses by path and method, and the function is called by its attributes. Every answer is held to the OpenAPI document.</summary>
/// <param name="app">The app.</param>
/// <param name="asksForKeys">Whether the gate stands before the functions.</param>
internal sealed class InMemoryHttp(InMemoryApp app, bool asksForKeys = false)
{
    /// <summary>The HTTP functions of the app, by name.</summary>
    public static IReadOnlyList<Function.Http> Functions { get; } = [.. FunctionCatalog.Read(typeof(Registration).Assembly.GetExportedTypes(), new ConfigurationBuilder().Build()).OfType<Function.Http>()];

    private static readonly FunctionRouter Router = new(
        Functions, new ServiceCollection().AddLogging().AddRouting().BuildServiceProvider().GetRequiredService<IInlineConstraintResolver>());

    /// <summary>Sends a request; the function that answered is null where none took it.</summary>
    /// <param name="prepare">Sets headers, body and query.</param>
    public async Task<HttpReply> Send(string method, string path, Action<HttpRequest>? prepare = null)
    {
        var context = new DefaultHttpContext { RequestServices = app.Services, Response = { Body = new MemoryStream() } };
        context.Request.Method = method;
        context.Request.Path = path;
        prepare?.Invoke(context.Request);
        var function = await Router.Choose(context);
        if (function is null)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (await Answer(function, context) is IActionResult result)
            await result.ExecuteResultAsync(new ActionContext { HttpContext = context });
        var reply = new HttpReply(function?.Name, context.Response.StatusCode, Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray()), context.Response.Headers);
        Assert.Empty(ApiContract.OfFile.Faults(new ApiAnswer(
            method, path, reply.Status, reply.Headers.ContentType is [{ } type] ? type.Split(';')[0] : null, reply.Text,
            reply.Headers.ToDictionary(static header => header.Key, static header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase))));
        return reply;
    }

    private Task<object?> Answer(Function.Http function, DefaultHttpContext context)
    {
        Task<object?> Call() => Invoker.Invoke(function, app.Services, Arguments.Of(function, context));
        return asksForKeys ? app.Get<AccessGate>().Run(function.Method, context, Call) : Call();
    }
}

/// <summary>What was answered, and by which function.</summary>
internal sealed record HttpReply(string? Function, int Status, string Text, IHeaderDictionary Headers);
