using System.Reflection;

namespace LeadScoring.Tests.Architecture;

/// <summary>What methods call, read from their code.</summary>
internal static class Calls
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>Methods called by the types of an assembly that are chosen, with those nested in them.</summary>
    public static IEnumerable<MethodBase> Of(Assembly assembly, Func<Type, bool> chosen) =>
        assembly.GetTypes().Where(chosen).SelectMany(static type => type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own))).SelectMany(Of);

    /// <summary>Methods that a method calls, and those of which it makes delegates.</summary>
    public static IEnumerable<MethodBase> Of(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        for (var at = 0; at + 4 < code.Length; at++)
        {
            // call, newobj, callvirt, ldftn. Other instructions may hold such bytes too: what they say is then no method, or one more than is called.
            if (code[at] is not (0x28 or 0x73 or 0x6F or 0x06))
                continue;
            if (Resolve(method, BitConverter.ToInt32(code, at + 1)) is { } called)
                yield return called;
        }
    }

    private static MethodBase? Resolve(MethodBase method, int token)
    {
        if ((token >> 24) is not (0x06 or 0x0A or 0x2B))
            return null;
        try
        {
            var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
            return method.Module.ResolveMethod(token, ofType, method.IsGenericMethod ? method.GetGenericArguments() : null);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
