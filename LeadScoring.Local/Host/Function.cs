using System.Diagnostics;
using System.Reflection;

using Microsoft.Azure.Functions.Worker;

namespace LeadScoring.Local.Host;

/// <summary>A method with a [Function] attribute, by what triggers it.</summary>
internal abstract record Function
{
    private Function(string name, MethodInfo method)
    {
        Name = name;
        Method = method;
    }

    public string Name { get; }

    public MethodInfo Method { get; }

    /// <summary>One word for people.</summary>
    public string Kind => this switch
    {
        Http => "http",
        Queue => "queue",
        Timer => "timer",
        _ => throw new UnreachableException(),
    };

    public sealed record Http(string Name, MethodInfo Method, AuthorizationLevel Level, string Route, IReadOnlyList<string> Methods) : Function(Name, Method);

    public sealed record Queue(string Name, MethodInfo Method, string QueueName, string Connection) : Function(Name, Method);

    public sealed record Timer(string Name, MethodInfo Method, string Schedule, bool RunOnStartup) : Function(Name, Method);
}
