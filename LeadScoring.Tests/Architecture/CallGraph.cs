using System.Reflection;
using System.Reflection.Emit;
using System.Runtime.CompilerServices;

namespace LeadScoring.Tests.Architecture;

/// <summary>
/// Which methods of some assemblies call which, read from their code. A call of a virtual method or of an interface counts as a call of all that implement it;
/// a method that awaits or yields has the code of its state machine; a method that is made a delegate counts as called. What the base library calls back by
/// its own interfaces, and what is made by reflection, is not seen.
/// </summary>
internal sealed class CallGraph
{
    private const BindingFlags Own = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value & 0xFFFF);

    private readonly HashSet<Assembly> _assemblies;
    private readonly Dictionary<MethodBase, List<MethodBase>> _implementations = [];
    private readonly Dictionary<MethodBase, List<MethodBase>> _callers = [];

    public CallGraph(params Assembly[] assemblies)
    {
        _assemblies = [.. assemblies];
        var types = assemblies.SelectMany(static assembly => assembly.GetTypes()).ToList();
        foreach (var type in types.Where(static type => !type.IsInterface))
            NoteImplementations(type);
        foreach (var method in types.SelectMany(MethodsOf))
        {
            foreach (var called in CalledBy(method).ToHashSet())
                Add(_callers, called, method);
        }
    }

    /// <summary>The methods from which a chain of calls leads to one that is chosen, each with the next method of its shortest chain.</summary>
    /// <param name="chosen">By its type, constructed as it is called, and its name; also of other assemblies.</param>
    public IReadOnlyDictionary<MethodBase, MethodBase> Leading(Func<MethodBase, bool> chosen)
    {
        var next = new Dictionary<MethodBase, MethodBase>();
        var open = new Queue<MethodBase>(_callers.Keys.Where(chosen));
        while (open.TryDequeue(out var method))
        {
            foreach (var caller in _callers.GetValueOrDefault(method) ?? [])
            {
                if (next.TryAdd(caller, method))
                    open.Enqueue(caller);
            }
        }

        return next;
    }

    /// <summary>The methods and constructors that a type declares itself.</summary>
    public static IEnumerable<MethodBase> MethodsOf(Type type) => type.GetMethods(Own).Concat<MethodBase>(type.GetConstructors(Own));

    private void NoteImplementations(Type type)
    {
        foreach (var method in type.GetMethods(Own).Where(static method => method.IsVirtual && method.GetBaseDefinition() != method))
        {
            // A call of object.ToString is not one of every ToString.
            if (_assemblies.Contains(method.GetBaseDefinition().Module.Assembly))
                Add(_implementations, Definition(method.GetBaseDefinition()), method);
        }

        foreach (var map in type.GetInterfaces().Where(implemented => _assemblies.Contains(implemented.Assembly)).Select(type.GetInterfaceMap))
        {
            foreach (var (declared, target) in map.InterfaceMethods.Zip(map.TargetMethods))
                Add(_implementations, Definition(declared), Definition(target));
        }
    }

    private IEnumerable<MethodBase> CalledBy(MethodBase method)
    {
        if (method.GetCustomAttribute<StateMachineAttribute>() is { } machine)
            yield return Definition(machine.StateMachineType.GetMethod("MoveNext", Own)!);
        foreach (var member in MembersIn(method))
        {
            if (member.DeclaringType?.TypeInitializer is { } initializer && _assemblies.Contains(initializer.Module.Assembly))
                yield return Definition(initializer);
            if (member is not MethodBase called)
                continue;
            yield return Definition(called);
            foreach (var implementation in _implementations.GetValueOrDefault(Definition(called)) ?? [])
                yield return implementation;
        }
    }

    private static IEnumerable<MemberInfo> MembersIn(MethodBase method)
    {
        var code = method.GetMethodBody()?.GetILAsByteArray() ?? [];
        var ofType = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            int value = code[at++];
            if (value == 0xFE)
                value = 0xFE00 | code[at++];
            var kind = Codes[value].OperandType;
            if (kind is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineTok
                && method.Module.ResolveMember(BitConverter.ToInt32(code, at), ofType, ofMethod) is { } member)
            {
                yield return member;
            }

            at += kind switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    // The method as it is written, whatever the type arguments of a call; one of another assembly stays as it is.
    private MethodBase Definition(MethodBase method) =>
        _assemblies.Contains(method.Module.Assembly) && method is { DeclaringType.IsConstructedGenericType: true } or MethodInfo { IsGenericMethod: true, IsGenericMethodDefinition: false }
            ? method.Module.ResolveMethod(method.MetadataToken)!
            : method;

    private static void Add(Dictionary<MethodBase, List<MethodBase>> map, MethodBase key, MethodBase value)
    {
        if (!map.TryGetValue(key, out var values))
            map[key] = values = [];
        values.Add(value);
    }
}
