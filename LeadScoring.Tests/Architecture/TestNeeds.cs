using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Azure.Amqp.Transport;

namespace LeadScoring.Tests.Architecture;

/// <summary>What tests need besides the code, by what they call: in the test, in what makes and ends its class, in its fixtures and in the members that give its data.</summary>
internal sealed class TestNeeds
{
    private const BindingFlags Any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static;

    private static readonly Dictionary<Need, (Type Type, string Method)[]> Calls = new()
    {
        [Need.Processes] = [(typeof(Process), nameof(Process.Start)), (typeof(Microsoft.Playwright.Playwright), nameof(Microsoft.Playwright.Playwright.CreateAsync))],
        [Need.Network] =
        [
            (typeof(TcpListener), ".ctor"), (typeof(Socket), nameof(Socket.Bind)), (typeof(HttpListener), nameof(HttpListener.Start)), (typeof(TcpTransportSettings), ".ctor"),
            (typeof(WebHostBuilderKestrelExtensions), nameof(WebHostBuilderKestrelExtensions.UseKestrel)), (typeof(WebHostBuilderKestrelExtensions), nameof(WebHostBuilderKestrelExtensions.UseKestrelCore)),
            (typeof(WebApplication), nameof(WebApplication.CreateBuilder)), (typeof(WebApplication), nameof(WebApplication.CreateSlimBuilder)),
        ],
    };

    private readonly Assembly _tests;
    private readonly Dictionary<Need, IReadOnlyDictionary<MethodBase, MethodBase>> _leading;

    /// <param name="tests">The assembly with the test classes, and the collections that they name.</param>
    /// <param name="used">Further assemblies of ours.</param>
    public TestNeeds(Assembly tests, params Assembly[] used)
    {
        _tests = tests;
        var graph = new CallGraph([tests, .. used]);
        _leading = Calls.ToDictionary(static calls => calls.Key, calls => graph.Leading(called => calls.Value.Any(call => call.Type == called.DeclaringType && call.Method == called.Name)));
    }

    /// <summary>The tests of a class: the methods with a fact or a theory.</summary>
    public static IEnumerable<MethodInfo> TestsOf(Type type) => type.GetMethods(Any).Where(static method => method.GetCustomAttributes<FactAttribute>().Any());

    /// <summary>What a class or a test is marked with; null when it has no mark.</summary>
    public static Need? MarkOf(MemberInfo member) => member.GetCustomAttribute<NeedsAttribute>()?.Need;

    /// <summary>What is wrong with the marks of a class, in words; empty when nothing is.</summary>
    public IEnumerable<string> Check(Type type) => Check(type, MarkOf(type), MarkOf);

    /// <summary>The same, with other marks than those that stand in the code.</summary>
    public IEnumerable<string> Check(Type type, Need? ofClass, Func<MethodInfo, Need?> own)
    {
        var found = TestsOf(type).Select(test => (Test: test, Needed: Find(type, test), Own: own(test))).ToList();
        foreach (var (test, needed, mark) in found)
        {
            // What needs nothing else may need time.
            if (mark is { } said && said != (needed?.Need ?? Need.Time))
                yield return $"{type.Name}.{test.Name} is marked with {said} but needs {Text(needed)}.";
            else if (mark is null && needed is { } missing && !Covers(ofClass, missing.Need))
                yield return $"{type.Name}.{test.Name} needs {Text(missing)}. Mark it, or its class, with [Needs(Need.{missing.Need})].";
        }

        if (ofClass is { } all && !found.Any(test => test.Own is null && (test.Needed?.Need ?? Need.Time) == all))
            yield return $"{type.Name} is marked with {all}, which none of its tests needs.";
    }

    // A class that starts programs may listen on a port as well.
    private static bool Covers(Need? mark, Need needed) => mark == needed || (mark == Need.Processes && needed == Need.Network);

    private static string Text((Need Need, string Chain)? needed) => needed is { } found ? $"{found.Need} ({found.Chain})" : "nothing";

    private (Need Need, string Chain)? Find(Type type, MethodInfo test)
    {
        var starts = Starts(type, test).ToList();
        foreach (var need in new[] { Need.Processes, Need.Network })
        {
            if (starts.FirstOrDefault(_leading[need].ContainsKey) is { } start)
                return (need, Chain(start, _leading[need]));
        }

        return null;
    }

    private IEnumerable<MethodBase> Starts(Type type, MethodInfo test) =>
    [
        test,
        .. type.GetConstructors(),
        .. new[] { "Dispose", "DisposeAsync", "InitializeAsync" }.Select(name => type.GetMethod(name, Any, [])).OfType<MethodInfo>(),
        .. test.GetCustomAttributes<MemberDataAttribute>().SelectMany(data => (data.MemberType ?? type).GetMember(data.MemberName, Any)).SelectMany(static member => member is PropertyInfo property ? [property.GetMethod!] : member is MethodBase method ? [method] : Array.Empty<MethodBase>()),
        .. Fixtures(type).SelectMany(CallGraph.MethodsOf),
    ];

    // With their bases, whose methods xunit calls too.
    private IEnumerable<Type> Fixtures(Type type)
    {
        var collection = type.GetCustomAttributesData().FirstOrDefault(static data => data.AttributeType == typeof(CollectionAttribute))?.ConstructorArguments[0].Value as string;
        var definition = _tests.GetTypes().FirstOrDefault(each => collection is not null && each.GetCustomAttributesData().Any(data => data.AttributeType == typeof(CollectionDefinitionAttribute) && (string?)data.ConstructorArguments[0].Value == collection));
        foreach (var holder in new[] { type, definition }.OfType<Type>())
        {
            foreach (var given in holder.GetInterfaces().Where(static given => given.IsGenericType && (given.GetGenericTypeDefinition() == typeof(IClassFixture<>) || given.GetGenericTypeDefinition() == typeof(ICollectionFixture<>))))
            {
                for (var fixture = given.GetGenericArguments()[0]; fixture is not null && fixture != typeof(object); fixture = fixture.BaseType)
                    yield return fixture;
            }
        }
    }

    private static string Chain(MethodBase start, IReadOnlyDictionary<MethodBase, MethodBase> next)
    {
        var names = new List<string>();
        for (var at = start; ; at = next[at])
        {
            names.Add($"{at.DeclaringType?.Name}.{at.Name}");
            if (!next.ContainsKey(at))
                return string.Join(" > ", names);
        }
    }
}
