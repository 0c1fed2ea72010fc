using System.Globalization;
using System.Reflection;

namespace LeadScoring.Tests.Standins;

/// <summary>Public signatures as lines of text, one per member, in the manner of the SDKs' API listings.</summary>
internal static class Signatures
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    /// <summary>The type itself, then its public and protected members.</summary>
    public static IEnumerable<string> Of(Type type)
    {
        yield return $"{type.FullName} : {Kind(type)}";
        var members = type.IsEnum ? type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"{field.Name} = {Convert.ToInt32(field.GetRawConstantValue(), CultureInfo.InvariantCulture)}")
            : type.IsSubclassOf(typeof(Delegate)) ? [Method(type.GetMethod("Invoke")!)]
            : type.GetConstructors(Declared).Where(IsSeen).Select(constructor => $"{Access(constructor)}{Short(type)}({Parameters(constructor)})")
                .Concat(type.GetProperties(Declared).Where(property => property.GetAccessors(nonPublic: true).Any(IsSeen)).Select(Property))
                .Concat(type.GetMethods(Declared).Where(method => IsSeen(method) && !IsAccessor(method)).Select(Method));
        foreach (var member in members)
            yield return $"{type.FullName} | {member}";
    }

    private static bool IsSeen(MethodBase method) => method.IsPublic || method.IsFamily || method.IsFamilyOrAssembly;

    private static bool IsAccessor(MethodInfo method) => method.IsSpecialName && !method.Name.StartsWith("op_", StringComparison.Ordinal);

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface" + Bases(type)
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : type.IsValueType ? "struct" + Bases(type)
        : (type.IsAbstract && type.IsSealed ? "static class" : type.IsAbstract ? "abstract class" : type.IsSealed ? "sealed class" : "class") + Bases(type);

    private static string Bases(Type type)
    {
        var inherited = type.BaseType?.GetInterfaces() ?? [];
        var names = type.GetInterfaces().Except(inherited).Select(Short).Order(StringComparer.Ordinal);
        var all = type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? names.Prepend(Short(parent)) : names;
        return string.Join(", ", all) is { Length: > 0 } text ? " : " + text : "";
    }

    private static string Property(PropertyInfo property)
    {
        var getter = property.GetMethod is { } get && IsSeen(get) ? " get;" : "";
        var setter = property.SetMethod is { } set && IsSeen(set) ? " set;" : "";
        var name = property.GetIndexParameters() is [var key] ? $"this[{Short(key.ParameterType)} {key.Name}]" : property.Name;
        return $"{Access(property.GetAccessors(nonPublic: true).First(IsSeen))}{Short(property.PropertyType)} {name} {{{getter}{setter} }}";
    }

    private static string Method(MethodInfo method)
    {
        var arguments = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Short))}>" : "";
        var constraints = string.Concat(method.IsGenericMethod ? method.GetGenericArguments().Select(Constraint) : []);
        return $"{Access(method)}{Short(method.ReturnType)} {method.Name}{arguments}({Parameters(method)}){constraints}";
    }

    private static string Constraint(Type argument)
    {
        var constraints = argument.GetGenericParameterConstraints().Select(Short);
        if (argument.GenericParameterAttributes.HasFlag(GenericParameterAttributes.ReferenceTypeConstraint))
            constraints = constraints.Prepend("class");
        return string.Join(", ", constraints) is { Length: > 0 } text ? $" where {argument.Name} : {text}" : "";
    }

    private static string Access(MethodBase method)
    {
        var access = method.IsPublic ? "" : method.IsFamily ? "protected " : "protected internal ";
        if (method.IsStatic)
            return access + "static ";
        if (method is not MethodInfo { IsVirtual: true, IsFinal: false } info || method.DeclaringType!.IsInterface)
            return access;
        return access + (info.GetBaseDefinition() != info ? "override " : info.IsAbstract ? "abstract " : "virtual ");
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(parameter =>
        (parameter.IsOut ? "out " : "")
        + (parameter.IsDefined(typeof(ParamArrayAttribute), inherit: false) ? "params " : "")
        + Short(parameter.ParameterType) + " " + parameter.Name
        + (parameter.HasDefaultValue ? " = " + Default(parameter) : "")));

    private static string Default(ParameterInfo parameter) => parameter.DefaultValue switch
    {
        null when parameter.ParameterType.IsValueType && Nullable.GetUnderlyingType(parameter.ParameterType) is null => "default",
        null => "null",
        Enum value => $"{value.GetType().Name}.{value}",
        bool value => value ? "true" : "false",
        IFormattable value when parameter.ParameterType.IsEnum => Enum.ToObject(parameter.ParameterType, value).ToString()!,
        var value => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };

    private static string Short(Type type)
    {
        if (type.IsByRef)
            return Short(type.GetElementType()!);
        if (type.IsArray)
            return Short(type.GetElementType()!) + "[]";
        if (Nullable.GetUnderlyingType(type) is { } value)
            return Short(value) + "?";
        return type.IsGenericType ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Short))}>" : type.Name;
    }
}
