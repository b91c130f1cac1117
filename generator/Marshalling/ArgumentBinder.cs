using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Model;
using KoffiGen.Model.Conversions;
using KoffiGen.Model.Declarations;
using KoffiGen.Syntax.Tree;

namespace KoffiGen.Marshalling;

/// <summary>
/// Matches a parameter of C with one of C#: which stages bring the one to the other. A parameter that is generated is made by
/// <see cref="Default"/> and then matched like one that the user wrote.
/// </summary>
/// <param name="function">The function that has the parameters.</param>
internal sealed partial class ArgumentBinder(TypeMatcher types, FunctionType function, string symbolName)
{
    /// <summary>The stages that bring the C# parameter to C; <see langword="null"/> where the two do not match.</summary>
    /// <param name="isMeasured">C# leaves the count out: it is that of what is declared.</param>
    /// <param name="counts">The numbers that an output may be counted with.</param>
    public ArgumentModel? Bind(CParameter parameter, ParameterDeclaration declared, bool isMeasured = false, ElementCounts? counts = null)
    {
        CType type = parameter.Type.Type;
        if (type.Canonical is PointerType pointer)
        {
            return BindPointer(parameter, pointer, declared, isMeasured, counts) is not { } argument ? null
                : FindMinimum(parameter, declared) is { } minimum ? Align(argument, parameter, pointer, declared) with { Minimum = minimum }
                : Align(argument, parameter, pointer, declared);
        }

        if (BindTwin(type, declared) is { } twin)
        {
            return twin;
        }

        return
            declared.RefKind is ByRefKind.None or ByRefKind.In && BindValue(type, declared.Type, declared.Name) is var (native, conversion)
            ? new ValueArgument(declared.Identifier, native, conversion)
            : null;
    }

    /// <summary>The blittable type and the conversion of a value that is no pointer.</summary>
    public (NativeType NativeType, Conversion Conversion)? BindValue(CType type, CSharpType managed, string name)
    {
        switch (type.Canonical)
        {
            case BasicType basic:
                return
                    ScalarMarshalling.NativeType(basic.Kind) is { } native
                    && ScalarMarshalling.Convert(basic, managed, name) is { } conversion
                    ? (native, conversion)
                    : null;
            case EnumType:
                NativeType integer = ScalarMarshalling.NativeType((EnumType)type.Canonical);
                if (managed.Kind == CSharpTypeKind.Boolean)
                {
                    return (integer, new TruthValueConversion(integer));
                }

                return types.IsGenerated(type, managed) || ScalarMarshalling.IsIntegerOfSize(managed, integer)
                    ? NativeType.Of(managed) == integer
                        ? (integer, Conversion.Identity)
                        : (integer, new CastConversion(integer, managed))
                    : null;
            case ForeignType foreign when types.FindForeign(foreign) is { } own && own.TextWithoutNullable == managed.TextWithoutNullable:
                return own switch
                {
                    { Kind: CSharpTypeKind.Enum, Element: { } underlying } => (
                        NativeType.Of(underlying),
                        new CastConversion(NativeType.Of(underlying), own)
                    ),
                    { Kind: CSharpTypeKind.Struct } => types.StructByValue(own),
                    _ => null,
                };
            case RecordType { IsComplete: true } record:
                if (types.IsGenerated(type, managed))
                {
                    return (NativeType.Of(types.FindGenerated(type)!.Type), Conversion.Identity);
                }

                return managed.Kind == CSharpTypeKind.Struct && types.FindDifference(record, managed) is null
                    ? types.StructByValue(managed)
                    : null;
            default:
                return null;
        }
    }

    private ArgumentModel? BindPointer(
        CParameter parameter,
        PointerType pointer,
        ParameterDeclaration declared,
        bool isMeasured,
        ElementCounts? counts
    )
    {
        CType pointee = pointer.Pointee.Type;
        CSharpType managed = declared.Type;
        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (declared.RefKind == ByRefKind.None)
        {
            // An address is an address, whatever it points to.
            switch (managed.Kind)
            {
                case CSharpTypeKind.IntPtr:
                    return new ValueArgument(declared.Identifier, NativeType.IntPtr, Conversion.Identity);
                case CSharpTypeKind.Pointer or CSharpTypeKind.FunctionPointer when types.IsPointerTo(pointee, managed):
                    return new ValueArgument(declared.Identifier, NativeType.VoidPointer, Conversion.Identity);
                case CSharpTypeKind.TypedPointer or CSharpTypeKind.Utf8Pointer when types.IsPointerTo(pointee, managed):
                    return new ValueArgument(
                        declared.Identifier,
                        NativeType.IntPtr,
                        new WrapPointerConversion(managed, AddressProperty.Address)
                    );
                case CSharpTypeKind.Registered when IsRegistration(pointee, managed):
                    return new MemoryArgument(declared.Identifier);
            }
        }

        // Memory of a call is nothing that C could free.
        if (pointer.Ownership is not null && !TypeMatcher.IsOpaque(pointee))
        {
            return null;
        }

        if (BindTwin(parameter, pointer, declared, isMeasured) is { } twin)
        {
            return twin;
        }

        // What is read-only in C# may be so for the processor, too: C must promise that it only reads.
        if (
            managed.Kind == CSharpTypeKind.ReadOnlySpan
            && !pointer.Pointee.IsConst
            && parameter.Direction != ParameterDirection.In
            && pointee.Canonical is not PointerType
        )
        {
            return null;
        }

        if (
            TypeMatcher.TextEncodingOf(pointee) is { } encoding
            && !isWritten
            && declared.RefKind == ByRefKind.None
            && BindText(encoding, parameter, pointer, declared) is { } text
        )
        {
            return text;
        }

        if (TypeMatcher.TextEncodingOf(pointee) is { } written && BindTextBuffer(written, parameter, declared, counts) is { } buffer)
        {
            return buffer;
        }

        if (!isWritten && declared.RefKind == ByRefKind.None && BindTextArray(parameter, pointee, declared) is { } texts)
        {
            return texts;
        }

        if (
            pointee.Canonical is VoidType
            && !isWritten
            && managed.Kind == CSharpTypeKind.String
            && declared.RefKind == ByRefKind.None
            && parameter.StatedLength is null
        )
        {
            return new TextArgument(declared.Identifier, NativeType.Byte.PointerTo(), TextEncoding.Utf8);
        }

        if (
            TypeMatcher.IsPointerValue(pointee)
            || (pointee.Canonical is VoidType && managed.Kind == CSharpTypeKind.Named && declared.RefKind == ByRefKind.None)
        )
        {
            return declared.RefKind == ByRefKind.None ? BindHandle(parameter, pointer, pointee, declared) : null;
        }

        if (
            pointee.Canonical is PointerType inner
            && declared.RefKind is ByRefKind.Out or ByRefKind.Ref
            && IsOneVariable(parameter, declared, isMeasured)
            && BindPointerOutput(inner, declared, counts) is { } output
        )
        {
            return output;
        }

        if (declared.RefKind == ByRefKind.None)
        {
            return BindMemory(pointee, declared, isWritten);
        }

        if (
            parameter is { StatedLength: > 1 and { } length, IsByteCount: false }
            && types.IsWholeArray(new ArrayType(pointer.Pointee, length), managed)
        )
        {
            return BindMemory(new ArrayType(pointer.Pointee, length), declared, isWritten);
        }

        // One character does not end with a NUL.
        bool isText =
            TypeMatcher.TextEncodingOf(pointee) is not null
            && IsReadOnly(parameter, pointer)
            && parameter.Count is null
            && parameter.StatedLength is null;
        return isText || types.IsElement(pointee, managed) || !IsOneVariable(parameter, declared, isMeasured)
            ? null
            : BindMemory(pointee, declared, isWritten);
    }

    /// <summary>Whether a single C# variable is all the memory that C states. A number of bytes is held against the variable's size.</summary>
    private bool IsOneVariable(CParameter parameter, ParameterDeclaration declared, bool isMeasured) =>
        isMeasured
        || (
            parameter.StatedLength is { } length
                ? length <= 1 || (CountsBytes(parameter) && !types.IsSmaller(declared.Type, length))
                : parameter.Count is null
        );

    private static bool CountsBytes(CParameter parameter) =>
        parameter.IsByteCount || parameter.Type.Type.Canonical is PointerType { Pointee.Type.Canonical: VoidType };
}
