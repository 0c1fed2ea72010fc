using System.Reflection;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace LeadScoring.Tests.Architecture;

/// <summary>A type that uses another of the same assembly. Nested and generated types stand for the type that holds them.</summary>
internal readonly record struct TypeUse(string FromNamespace, string From, string ToNamespace, string To);

/// <summary>
/// Reads from a compiled assembly which of its types use which: in bases, members, constraints and attributes, and in the code of methods. A constant is not seen:
/// the compiler has put its value in place.
/// </summary>
internal sealed class TypeUses
{
    private static readonly Dictionary<int, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(static field => (OpCode)field.GetValue(null)!)
        .ToDictionary(static code => code.Value & 0xFFFF);

    private readonly MetadataReader _reader;
    private readonly PEReader _file;
    private readonly HashSet<TypeDefinitionHandle> _used = [];
    private readonly Collector _collector;
    private readonly SignatureDecoder<bool, object?> _signatures;

    private TypeUses(PEReader file)
    {
        _file = file;
        _reader = file.GetMetadataReader();
        _collector = new Collector(_used);
        _signatures = new SignatureDecoder<bool, object?>(_collector, _reader, null);
    }

    /// <summary>All uses between different types.</summary>
    public static IReadOnlyCollection<TypeUse> Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new TypeUses(file).Read();
    }

    private HashSet<TypeUse> Read()
    {
        var uses = new HashSet<TypeUse>();
        foreach (var handle in _reader.TypeDefinitions)
        {
            _used.Clear();
            ReadType(_reader.GetTypeDefinition(handle));
            var from = Outermost(handle);
            foreach (var used in _used)
            {
                var to = Outermost(used);
                if (to != from)
                    uses.Add(new TypeUse(NamespaceOf(from), NameOf(from), NamespaceOf(to), NameOf(to)));
            }
        }

        return uses;
    }

    private void ReadType(TypeDefinition type)
    {
        ReadToken(type.BaseType);
        foreach (var implemented in type.GetInterfaceImplementations())
            ReadToken(_reader.GetInterfaceImplementation(implemented).Interface);
        ReadConstraints(type.GetGenericParameters());
        ReadAttributes(type.GetCustomAttributes());
        foreach (var handle in type.GetFields())
        {
            var field = _reader.GetFieldDefinition(handle);
            Decode(field.Signature);
            ReadAttributes(field.GetCustomAttributes());
        }

        foreach (var handle in type.GetProperties())
            ReadAttributes(_reader.GetPropertyDefinition(handle).GetCustomAttributes());
        foreach (var handle in type.GetMethods())
            ReadMethod(_reader.GetMethodDefinition(handle));
    }

    private void ReadMethod(MethodDefinition method)
    {
        Decode(method.Signature);
        ReadConstraints(method.GetGenericParameters());
        ReadAttributes(method.GetCustomAttributes());
        foreach (var parameter in method.GetParameters())
            ReadAttributes(_reader.GetParameter(parameter).GetCustomAttributes());
        if (method.RelativeVirtualAddress == 0)
            return;

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        if (!body.LocalSignature.IsNil)
            Decode(_reader.GetStandaloneSignature(body.LocalSignature).Signature);
        foreach (var region in body.ExceptionRegions)
            ReadToken(region.CatchType);
        ReadCode(body.GetILReader());
    }

    private void ReadCode(BlobReader code)
    {
        while (code.RemainingBytes > 0)
        {
            int value = code.ReadByte();
            if (value == 0xFE)
                value = 0xFE00 | code.ReadByte();
            switch (Codes[value].OperandType)
            {
                case OperandType.InlineField or OperandType.InlineMethod or OperandType.InlineTok or OperandType.InlineType or OperandType.InlineSig:
                    ReadToken(MetadataTokens.EntityHandle(code.ReadInt32()));
                    break;
                case OperandType.InlineNone:
                    break;
                case OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar:
                    code.Offset++;
                    break;
                case OperandType.InlineVar:
                    code.Offset += 2;
                    break;
                case OperandType.InlineI8 or OperandType.InlineR:
                    code.Offset += 8;
                    break;
                case OperandType.InlineSwitch:
                    var targets = code.ReadInt32();
                    code.Offset += 4 * targets;
                    break;
                default:
                    code.Offset += 4;
                    break;
            }
        }
    }

    private void ReadConstraints(GenericParameterHandleCollection parameters)
    {
        foreach (var parameter in parameters)
        {
            foreach (var constraint in _reader.GetGenericParameter(parameter).GetConstraints())
                ReadToken(_reader.GetGenericParameterConstraint(constraint).Type);
        }
    }

    private void ReadAttributes(CustomAttributeHandleCollection attributes)
    {
        foreach (var attribute in attributes)
            ReadToken(_reader.GetCustomAttribute(attribute).Constructor);
    }

    private void ReadToken(EntityHandle token)
    {
        if (token.IsNil)
            return;
        switch (token.Kind)
        {
            case HandleKind.TypeDefinition:
                _used.Add((TypeDefinitionHandle)token);
                break;
            case HandleKind.MethodDefinition:
                _used.Add(_reader.GetMethodDefinition((MethodDefinitionHandle)token).GetDeclaringType());
                break;
            case HandleKind.FieldDefinition:
                _used.Add(_reader.GetFieldDefinition((FieldDefinitionHandle)token).GetDeclaringType());
                break;
            case HandleKind.TypeSpecification:
                _reader.GetTypeSpecification((TypeSpecificationHandle)token).DecodeSignature(_collector, null);
                break;
            case HandleKind.MemberReference:
                var member = _reader.GetMemberReference((MemberReferenceHandle)token);
                ReadToken(member.Parent);
                Decode(member.Signature);
                break;
            case HandleKind.MethodSpecification:
                var generic = _reader.GetMethodSpecification((MethodSpecificationHandle)token);
                ReadToken(generic.Method);
                Decode(generic.Signature);
                break;
            case HandleKind.StandaloneSignature:
                Decode(_reader.GetStandaloneSignature((StandaloneSignatureHandle)token).Signature);
                break;
        }
    }

    private void Decode(BlobHandle signature)
    {
        var blob = _reader.GetBlobReader(signature);
        switch (_reader.GetBlobReader(signature).ReadSignatureHeader().Kind)
        {
            case SignatureKind.Field:
                _signatures.DecodeFieldSignature(ref blob);
                break;
            case SignatureKind.LocalVariables:
                _signatures.DecodeLocalSignature(ref blob);
                break;
            case SignatureKind.MethodSpecification:
                _signatures.DecodeMethodSpecificationSignature(ref blob);
                break;
            default:
                _signatures.DecodeMethodSignature(ref blob);
                break;
        }
    }

    private TypeDefinitionHandle Outermost(TypeDefinitionHandle type)
    {
        while (_reader.GetTypeDefinition(type).GetDeclaringType() is { IsNil: false } outer)
            type = outer;
        return type;
    }

    private string NamespaceOf(TypeDefinitionHandle type) => _reader.GetString(_reader.GetTypeDefinition(type).Namespace);

    private string NameOf(TypeDefinitionHandle type) => _reader.GetString(_reader.GetTypeDefinition(type).Name);

    // What a type is made of does not matter, only which types of the assembly are named.
    private sealed class Collector(HashSet<TypeDefinitionHandle> used) : ISignatureTypeProvider<bool, object?>
    {
        public bool GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => used.Add(handle);

        public bool GetTypeFromSpecification(MetadataReader reader, object? genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
            reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

        public bool GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => false;

        public bool GetPrimitiveType(PrimitiveTypeCode typeCode) => false;

        public bool GetSZArrayType(bool elementType) => false;

        public bool GetArrayType(bool elementType, ArrayShape shape) => false;

        public bool GetByReferenceType(bool elementType) => false;

        public bool GetPointerType(bool elementType) => false;

        public bool GetPinnedType(bool elementType) => false;

        public bool GetModifiedType(bool modifier, bool unmodifiedType, bool isRequired) => false;

        public bool GetFunctionPointerType(MethodSignature<bool> signature) => false;

        public bool GetGenericInstantiation(bool genericType, System.Collections.Immutable.ImmutableArray<bool> typeArguments) => false;

        public bool GetGenericMethodParameter(object? genericContext, int index) => false;

        public bool GetGenericTypeParameter(object? genericContext, int index) => false;
    }
}
