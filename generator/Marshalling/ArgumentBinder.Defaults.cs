using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

// The parameter that C# has where the user chose none.
internal sealed partial class ArgumentBinder
{
    /// <summary>The parameter that C# has for C's, unless the user chooses another.</summary>
    public ParameterDeclaration? Default(CParameter parameter, string name)
    {
        CType type = parameter.Type.Type;
        switch (type.Canonical)
        {
            case BasicType basic:
                return ScalarMarshalling.DefaultType(basic.Kind) is { } scalar ? new ParameterDeclaration(name, scalar) : null;
            case EnumType:
                return new ParameterDeclaration(name, types.MemoryType(type)!);
            case ForeignType foreign:
                return types.FindForeign(foreign) is { } managed ? new ParameterDeclaration(name, managed) : null;
            case RecordType:
                return types.FindGenerated(type) is { } record ? new ParameterDeclaration(name, record.Type) : null;
            case PointerType pointer:
                return DefaultPointer(parameter, pointer, name);
            default:
                return null;
        }
    }

    private ParameterDeclaration DefaultPointer(CParameter parameter, PointerType pointer, string name)
    {
        CType pointee = pointer.Pointee.Type;
        if (pointer.Ownership is not null && !TypeMatcher.IsOpaque(pointee))
        {
            return new ParameterDeclaration(name, CSharpType.IntPtr);
        }

        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (TypeMatcher.TextEncodingOf(pointee) is not null)
        {
            // A string cannot change, and ends where C's array may not.
            bool isText = IsReadOnly(parameter, pointer) && parameter.Count is null && parameter.StatedLength is null;
            return types.MemoryType(pointee) is { } unit && !isText
                ? new ParameterDeclaration(name, Span(unit, IsReadOnly(parameter, pointer)))
                : new ParameterDeclaration(name, IsReadOnly(parameter, pointer) ? CSharpType.NullableString : CSharpType.IntPtr);
        }

        if (TypeMatcher.IsOpaque(pointee))
        {
            return types.FindGenerated(pointee) switch
            {
                { Disposal: not null } owned => new ParameterDeclaration(name, owned.Argument),
                { } handle => new ParameterDeclaration(name, handle.Type),
                null => new ParameterDeclaration(name, CSharpType.IntPtr),
            };
        }

        if (!isWritten && IsTextArray(parameter, pointee))
        {
            return new ParameterDeclaration(name, Span(CSharpType.NullableString, isReadOnly: true));
        }

        // A single variable cannot back an array.
        if (parameter.IsArray || parameter.Count is not null)
        {
            return new ParameterDeclaration(
                name,
                CountedType(parameter, pointee) is { } counted ? Span(counted, IsReadOnly(parameter, pointer)) : CSharpType.IntPtr
            );
        }

        ByRefKind refKind =
            parameter.Direction == ParameterDirection.Out ? ByRefKind.Out
            : parameter.Direction == ParameterDirection.Inout ? ByRefKind.Ref
            : ByRefKind.None;
        if (pointee.Canonical is PointerType inner && isWritten)
        {
            return new ParameterDeclaration(name, DefaultOutput(inner, refKind), refKind);
        }

        if (pointee.Canonical is FunctionType && types.FindGenerated(pointee) is { } generated)
        {
            return new ParameterDeclaration(name, TakesDelegate(parameter) ? DelegateOf(generated, parameter) : generated.Type);
        }

        if (pointee.Canonical is VoidType or FunctionType or PointerType { Pointee.Type.Canonical: VoidType })
        {
            return new ParameterDeclaration(name, CSharpType.IntPtr);
        }

        if (
            pointee.Canonical is BasicType basic
            && isWritten
            && ScalarMarshalling.DefaultType(basic.Kind) is { } scalar
            && ScalarMarshalling.NativeType(basic.Kind) is not null
            && basic.Kind != BasicTypeKind.WChar
        )
        {
            return new ParameterDeclaration(name, scalar, refKind);
        }

        if (types.MemoryType(pointee) is not { } element)
        {
            return new ParameterDeclaration(name, CSharpType.IntPtr);
        }

        return isWritten && pointee.Canonical is not ArrayType
            ? new ParameterDeclaration(name, element, refKind)
            : new ParameterDeclaration(name, Span(element, IsReadOnly(parameter, pointer)));
    }

    /// <summary>What a pointer that C writes becomes: text and what is ours are copied, a handle is owned where C says so.</summary>
    private CSharpType DefaultOutput(PointerType pointer, ByRefKind refKind)
    {
        CType pointee = pointer.Pointee.Type;
        bool isOwned = pointer.Ownership is not null && refKind == ByRefKind.Out;
        if (TypeMatcher.IsPointerValue(pointee) && types.FindGenerated(pointee) is { } handle)
        {
            return isOwned && handle.Disposal is not null ? handle.Handle : handle.Type;
        }

        if (isOwned && CountedBinder.Default(types, pointer) is { } array)
        {
            return array;
        }

        if (TypeMatcher.TextEncodingOf(pointee) is not null && refKind == ByRefKind.Out)
        {
            return CSharpType.NullableString;
        }

        return isOwned && pointee.Canonical is not PointerType && types.MemoryType(pointee) is { } copied
            ? copied
            : types.PointerTo(pointee);
    }

    // Bytes are counted in a void *, where another parameter alone tells how many.
    private CSharpType? CountedType(CParameter parameter, CType pointee) =>
        pointee.Canonical is not VoidType ? types.MemoryType(pointee)
        : parameter.Counter is not null ? ScalarMarshalling.DefaultType(BasicTypeKind.UInt8)
        : null;

    /// <summary>C only reads what the pointer points to.</summary>
    public static bool IsReadOnly(CParameter parameter, PointerType pointer) =>
        parameter.Direction == ParameterDirection.In || (pointer.Pointee.IsConst && parameter.Direction == ParameterDirection.Default);

    public static CSharpType Span(CSharpType element, bool isReadOnly) => new CSharpType.Span(element) { IsReadOnly = isReadOnly };
}
