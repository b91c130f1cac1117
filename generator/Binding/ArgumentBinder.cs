using KoffiGen.Model;
using KoffiGen.Syntax;
using KoffiGen.Types;
using Microsoft.CodeAnalysis;

namespace KoffiGen.Binding;

/// <summary>
/// Matches a parameter of C with one of C#: which stages bring the one to the other. A parameter that is generated is made by
/// <see cref="Default"/> and then matched like one that the user wrote.
/// </summary>
internal sealed class ArgumentBinder(TypeMatcher types, string symbolName)
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
                return new ParameterDeclaration(name, types.FindGenerated(type) is { } enumeration ? TypeMatcher.Named(enumeration) : ScalarMarshalling.DefaultType(BasicTypeKind.Int32)!);
            case ForeignType foreign:
                return types.FindForeign(foreign) is { } managed ? new ParameterDeclaration(name, managed) : null;
            case RecordType:
                return types.FindGenerated(type) is { } record ? new ParameterDeclaration(name, TypeMatcher.Named(record)) : null;
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
            return new ParameterDeclaration(name, ManagedType.IntPtr);
        }

        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (TypeMatcher.TextEncodingOf(pointee) is { } encoding)
        {
            return !isWritten
                ? new ParameterDeclaration(name, ManagedType.NullableString)
                : encoding == TextEncoding.Wide ? new ParameterDeclaration(name, ManagedType.IntPtr) : new ParameterDeclaration(name, Span(types.MemoryType(pointee)!, isReadOnly: false));
        }

        if (TypeMatcher.IsOpaque(pointee))
        {
            return types.FindGenerated(pointee) switch
            {
                { Disposal: not null } owned => new ParameterDeclaration(name, new ManagedType(ManagedTypeKind.Named, owned.Text + ".Argument") { Name = owned.Name.TrimStart('@') + ".Argument" }),
                { } handle => new ParameterDeclaration(name, TypeMatcher.Named(handle)),
                null => new ParameterDeclaration(name, ManagedType.IntPtr),
            };
        }

        RefKind refKind = parameter.Direction == ParameterDirection.Out ? RefKind.Out : parameter.Direction == ParameterDirection.Inout ? RefKind.Ref : RefKind.None;
        if (pointee.Canonical is PointerType inner && isWritten)
        {
            if (TypeMatcher.IsOpaque(inner.Pointee.Type) && types.FindGenerated(inner.Pointee.Type) is { } handle)
            {
                return inner.Ownership is not null && handle.Disposal is not null && refKind == RefKind.Out
                    ? new ParameterDeclaration(name, new ManagedType(ManagedTypeKind.Named, handle.HandleText) { Name = handle.HandleName }, refKind)
                    : new ParameterDeclaration(name, TypeMatcher.Named(handle), refKind);
            }

            return TypeMatcher.TextEncodingOf(inner.Pointee.Type) is not null && refKind == RefKind.Out
                ? new ParameterDeclaration(name, ManagedType.NullableString, refKind)
                : new ParameterDeclaration(name, ManagedType.IntPtr, refKind);
        }

        if (pointee.Canonical is VoidType or FunctionType or PointerType)
        {
            return new ParameterDeclaration(name, ManagedType.IntPtr);
        }

        // What is counted is more than one: one variable would not hold it.
        isWritten &= parameter.Count is null;
        if (pointee.Canonical is BasicType basic && isWritten && ScalarMarshalling.DefaultType(basic.Kind) is { } scalar && ScalarMarshalling.NativeType(basic.Kind) is not null && basic.Kind != BasicTypeKind.WChar)
        {
            return new ParameterDeclaration(name, scalar, refKind);
        }

        if (types.MemoryType(pointee) is not { } element)
        {
            return new ParameterDeclaration(name, ManagedType.IntPtr);
        }

        return isWritten
            ? new ParameterDeclaration(name, element, refKind)
            : new ParameterDeclaration(name, Span(element, pointer.Pointee.IsConst && parameter.Direction is ParameterDirection.Default or ParameterDirection.In));
    }

    /// <summary>The stages that bring the C# parameter to C; <see langword="null"/> where the two do not match.</summary>
    public ArgumentModel? Bind(CParameter parameter, ParameterDeclaration declared)
    {
        CType type = parameter.Type.Type;
        if (type.Canonical is PointerType pointer)
        {
            return BindPointer(parameter, pointer, declared);
        }

        return declared.RefKind is RefKind.None or RefKind.In && BindValue(type, declared.Type, declared.Name) is var (native, conversion)
            ? new ValueArgument(declared.Identifier, native, conversion)
            : null;
    }

    /// <summary>The blittable type and the conversion of a value that is no pointer.</summary>
    public (string NativeType, Conversion Conversion)? BindValue(CType type, ManagedType managed, string name)
    {
        switch (type.Canonical)
        {
            case BasicType basic:
                return ScalarMarshalling.NativeType(basic.Kind) is { } native && ScalarMarshalling.Convert(basic, managed, name) is { } conversion ? (native, conversion) : null;
            case EnumType:
                string integer = ScalarMarshalling.NativeType((EnumType)type.Canonical);
                return types.IsGenerated(type, managed) || ScalarMarshalling.IsIntegerOfSize(managed, integer)
                    ? managed.Text == integer ? (integer, Conversion.Identity) : (integer, new Conversion($"unchecked(({integer}){{0}})", $"unchecked(({managed.Text}){{0}})"))
                    : null;
            case ForeignType foreign when types.FindForeign(foreign) is { } own && own.TextWithoutNullable == managed.TextWithoutNullable:
                return own switch
                {
                    { Kind: ManagedTypeKind.Enum, Element: { } underlying } => (underlying.Text, new Conversion($"unchecked(({underlying.Text}){{0}})", $"unchecked(({own.Text}){{0}})")),
                    { Kind: ManagedTypeKind.Struct } => types.StructByValue(own),
                    _ => null,
                };
            case RecordType { IsComplete: true } record:
                if (types.IsGenerated(type, managed))
                {
                    return (managed.Text.Contains("::") ? managed.Text : types.FindGenerated(type)!.Text, Conversion.Identity);
                }

                return managed.Kind == ManagedTypeKind.Struct && StructComparer.FindDifference(record, managed) is null ? types.StructByValue(managed) : null;
            default:
                return null;
        }
    }

    private ArgumentModel? BindPointer(CParameter parameter, PointerType pointer, ParameterDeclaration declared)
    {
        CType pointee = pointer.Pointee.Type;
        ManagedType managed = declared.Type;
        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (declared.RefKind == RefKind.None)
        {
            // An address is an address, whatever it points to.
            switch (managed.Kind)
            {
                case ManagedTypeKind.IntPtr:
                    return new ValueArgument(declared.Identifier, "nint", Conversion.Identity);
                case ManagedTypeKind.Pointer when pointee.Canonical is VoidType || managed.Element!.Kind == ManagedTypeKind.Void || types.IsSameMemory(pointee, managed.Element) || TypeMatcher.TextEncodingOf(pointee) is not null || TypeMatcher.IsOpaque(pointee):
                    return new ValueArgument(declared.Identifier, "void*", Conversion.Identity);
                case ManagedTypeKind.FunctionPointer when pointee.Canonical is FunctionType or VoidType:
                    return new ValueArgument(declared.Identifier, "void*", Conversion.Identity);
                case ManagedTypeKind.TypedPointer when types.IsSameMemory(pointee, managed.Element!):
                    return new ValueArgument(declared.Identifier, "nint", new Conversion("{0}.Address", "{0}"));
                case ManagedTypeKind.Utf8Pointer when TypeMatcher.TextEncodingOf(pointee) == TextEncoding.Utf8 || pointee.Canonical is VoidType:
                    return new ValueArgument(declared.Identifier, "nint", new Conversion("{0}.Address", "{0}"));
            }
        }

        // Memory of a call is nothing that C could free.
        if (pointer.Ownership is not null && !TypeMatcher.IsOpaque(pointee))
        {
            return null;
        }

        // What is read-only in C# may be so for the processor, too: C must promise that it only reads.
        if (managed.Kind == ManagedTypeKind.ReadOnlySpan && !pointer.Pointee.IsConst && parameter.Direction != ParameterDirection.In && pointee.Canonical is not (VoidType or PointerType))
        {
            return null;
        }

        if (TypeMatcher.TextEncodingOf(pointee) is { } encoding && !isWritten && declared.RefKind == RefKind.None && BindText(encoding, pointer, declared) is { } text)
        {
            return text;
        }

        if (pointee.Canonical is VoidType && !isWritten && managed.Kind == ManagedTypeKind.String && declared.RefKind == RefKind.None)
        {
            return new TextArgument(declared.Identifier, "byte*", TextEncoding.Utf8);
        }

        if (TypeMatcher.IsOpaque(pointee) || (pointee.Canonical is VoidType && managed.Kind == ManagedTypeKind.Named && declared.RefKind == RefKind.None))
        {
            return declared.RefKind == RefKind.None ? BindHandle(parameter, pointer, pointee, declared) : null;
        }

        if (pointee.Canonical is PointerType inner && declared.RefKind is RefKind.Out or RefKind.Ref && BindPointerOutput((PointerType)pointee.Canonical, declared) is { } output)
        {
            return output;
        }

        return parameter.Count is not null && declared.RefKind != RefKind.None ? null : BindMemory(pointer, declared, isWritten);
    }

    private static TextArgument? BindText(TextEncoding encoding, PointerType pointer, ParameterDeclaration declared)
    {
        string native = encoding switch
        {
            TextEncoding.Utf8 => "byte*",
            TextEncoding.Utf16 => "ushort*",
            TextEncoding.Utf32 => "uint*",
            _ => "void*",
        };
        bool isSpan = declared.Type.Kind == ManagedTypeKind.ReadOnlySpan && (encoding, declared.Type.Element!.Kind) is (TextEncoding.Utf8, ManagedTypeKind.Byte) or (TextEncoding.Utf16, ManagedTypeKind.Char);
        return declared.Type.Kind == ManagedTypeKind.String || isSpan
            ? new TextArgument(declared.Identifier, native, encoding) { IsSpan = isSpan, IsCopy = encoding == TextEncoding.Utf16 && !isSpan && !pointer.Pointee.IsConst }
            : null;
    }

    private ArgumentModel? BindHandle(CParameter parameter, PointerType pointer, CType pointee, ParameterDeclaration declared)
    {
        if (declared.Type.Kind != ManagedTypeKind.Named)
        {
            return null;
        }

        if (pointee.Canonical is VoidType)
        {
            return types.IsHandle(declared.Type) ? new ValueArgument(declared.Identifier, "nint", new Conversion("{0}.Value", "{0}"))
                : types.IsSafeHandle(declared.Type) ? new HandleArgument(declared.Identifier, $"new({declared.Identifier})") { IsConsumed = pointer.Ownership is not null }
                : null;
        }

        if (types.FindGenerated(pointee) is not { } generated)
        {
            return null;
        }

        string name = declared.Type.Name;
        bool isConsumed = pointer.Ownership is not null || (generated.Disposal is { } disposal && disposal.Symbol?.Library is null && (disposal.Symbol?.Name ?? "free") == symbolName);
        if (name == generated.Name.TrimStart('@'))
        {
            return new ValueArgument(declared.Identifier, "nint", new Conversion("{0}.Value", "{0}"));
        }

        if (generated.Disposal is null)
        {
            return null;
        }

        return name == generated.HandleName
            ? new HandleArgument(declared.Identifier, $"new({declared.Identifier})") { IsConsumed = isConsumed }
            : name == generated.Name.TrimStart('@') + ".Argument" ? new HandleArgument(declared.Identifier, $"{declared.Identifier}.ToHandleArgument()") { IsConsumed = isConsumed } : null;
    }

    private ArgumentModel? BindPointerOutput(PointerType inner, ParameterDeclaration declared)
    {
        bool isInout = declared.RefKind == RefKind.Ref;
        CType target = inner.Pointee.Type;
        DisposalModel? disposal = inner.Ownership is { } ownership ? DisposalBinder.Bind(ownership) : null;
        switch (declared.Type.Kind)
        {
            case ManagedTypeKind.Named when types.FindGenerated(target) is { } handle:
                if (declared.Type.Name == handle.HandleName && handle.Disposal is not null)
                {
                    return isInout || inner.Ownership is null ? null : new HandleOutput(declared.Identifier, handle.HandleText);
                }

                return declared.Type.Name == handle.Name.TrimStart('@')
                    ? new ConvertedOutput(declared.Identifier, "nint", new Conversion("{0}.Value", $"new {handle.Text}({{0}})")) { IsInout = isInout }
                    : null;
            case ManagedTypeKind.String when TypeMatcher.TextEncodingOf(target) is { } encoding && !isInout:
                return new ConvertedOutput(declared.Identifier, ResultBinder.TextPointer(encoding), new Conversion("{0}", ResultBinder.TextConversion(encoding))) { Disposal = disposal };
            case ManagedTypeKind.IntPtr:
                return new ConvertedOutput(declared.Identifier, "nint", Conversion.Identity) { IsInout = isInout };
            case ManagedTypeKind.Utf8Pointer when TypeMatcher.TextEncodingOf(target) == TextEncoding.Utf8:
            case ManagedTypeKind.TypedPointer when types.IsSameMemory(target, declared.Type.Element!):
                return new ConvertedOutput(declared.Identifier, "nint", new Conversion("{0}.Address", $"new {declared.Type.Text}({{0}})")) { IsInout = isInout };
            default:
                return null;
        }
    }

    private ArgumentModel? BindMemory(PointerType pointer, ParameterDeclaration declared, bool isWritten)
    {
        CType pointee = pointer.Pointee.Type;
        ManagedType managed = declared.Type;
        if (declared.RefKind == RefKind.None)
        {
            if (managed.Element is not { } element || managed.Kind is not (ManagedTypeKind.Span or ManagedTypeKind.ReadOnlySpan or ManagedTypeKind.Array) || !IsMemory(pointee, element))
            {
                return null;
            }

            if (managed.Kind == ManagedTypeKind.ReadOnlySpan && isWritten)
            {
                return null;
            }

            return Pinned(declared, element, declared.Identifier);
        }

        if (declared.RefKind is RefKind.In or RefKind.RefReadOnlyParameter && isWritten)
        {
            return null;
        }

        // A bool in C# is 0 or 1, and C may write anything: a single one is converted, an array is the user's choice.
        if (IsMemory(pointee, managed) && !(managed.Kind == ManagedTypeKind.Boolean && declared.RefKind is RefKind.Out or RefKind.Ref))
        {
            PinnedArgument pinned = Pinned(declared, managed, "&" + declared.Identifier);
            return pinned with { IsOut = declared.RefKind == RefKind.Out };
        }

        return declared.RefKind is RefKind.Out or RefKind.Ref && pointee.Canonical is not BasicType { Kind: BasicTypeKind.WChar } && BindValue(pointee, managed, declared.Name) is var (native, conversion)
            ? new ConvertedOutput(declared.Identifier, native, conversion) { IsInout = declared.RefKind == RefKind.Ref }
            : null;
    }

    private bool IsMemory(CType pointee, ManagedType managed) => types.IsSameMemory(pointee, managed) || (pointee.Canonical is VoidType && managed.Kind is ManagedTypeKind.TypeParameter && managed.IsUnmanaged);

    private static PinnedArgument Pinned(ParameterDeclaration declared, ManagedType element, string pinned) =>
        new(declared.Identifier, "void*", element.Text + "*", pinned);

    private static ManagedType Span(ManagedType element, bool isReadOnly) =>
        new(isReadOnly ? ManagedTypeKind.ReadOnlySpan : ManagedTypeKind.Span, $"global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{element.Text}>") { Element = element };
}
