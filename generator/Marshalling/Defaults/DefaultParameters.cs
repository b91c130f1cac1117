using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling.Parameters;
using KoffiGen.Marshalling.Received;

namespace KoffiGen.Marshalling.Defaults;

/// <summary>The default C# parameters of a C function.</summary>
/// <param name="symbolName">The name of the C function in the library.</param>
internal sealed class DefaultParameters(TypeMatcher types, FunctionType function, string symbolName)
{
    /// <returns><see langword="null"/> if C# has no type for the parameter.</returns>
    public ParameterDeclaration? Find(CParameter parameter, string name)
    {
        if (parameter.Type.Type.Canonical is PointerType pointer)
        {
            (CSharpType type, ByRefKind refKind) = FindPointer(parameter, pointer);
            return new ParameterDeclaration(name, type, refKind);
        }

        return parameter.Type.Type.Canonical is not VoidType && DefaultResults.Find(types, parameter.Type.Type) is { } value
            ? new ParameterDeclaration(name, value)
            : null;
    }

    /// <summary>Whether the parameter carries the context of a callback that is a delegate unless the user chooses another type.</summary>
    public bool IsContextLeftOut(int index) =>
        function.Parameters[index].IsContext
        && ContextParameters.FindCallback(function, index) is var callback and not ContextParameters.None
        && CallbackMatchers.IsDelegateByDefault(types, function, function.Parameters[callback]);

    private (CSharpType Type, ByRefKind RefKind) FindPointer(CParameter parameter, PointerType pointer)
    {
        CType pointee = pointer.Pointee.Type;
        if (
            ObjectPointers.MayPointToHandled(function, function.Parameters.IndexOf(parameter))
            && types.FindGenerated(pointee) is { Disposal: not null } handled
        )
        {
            bool isRead = parameter.IsReadOnly && pointer.Ownership is null && !handled.IsClosedBy(symbolName);
            return Value(isRead ? handled.ReadOnlyArgument : handled.Argument);
        }

        if (pointer.Ownership is not null && !TypeMatcher.IsOpaque(pointee))
        {
            return Value(CSharpType.IntPtr);
        }

        if (TypeMatcher.TextEncodingOf(pointee) is not null)
        {
            return Value(FindText(parameter, pointee));
        }

        if (TypeMatcher.IsOpaque(pointee))
        {
            return Value(
                types.FindGenerated(pointee) switch
                {
                    { Disposal: not null } owned => owned.Argument,
                    { } generated => generated.Type,
                    null => CSharpType.IntPtr,
                }
            );
        }

        bool isWritten = parameter.Direction is ParameterDirection.Out or ParameterDirection.Inout;
        if (!isWritten && TextMatchers.FindStringArray(parameter) is not null)
        {
            return Value(new CSharpType.Span(CSharpType.NullableString) { IsReadOnly = true });
        }

        // A single variable cannot back an array.
        if (parameter.IsArray || parameter.Count is not null)
        {
            return Value(FindCounted(parameter, pointee) is { } counted ? Span(counted, parameter) : CSharpType.IntPtr);
        }

        ByRefKind refKind = parameter.Direction switch
        {
            ParameterDirection.Out => ByRefKind.Out,
            ParameterDirection.Inout => ByRefKind.Ref,
            _ => ByRefKind.None,
        };
        return pointee.Canonical switch
        {
            PointerType inner when isWritten => (FindOutput(inner, refKind), refKind),
            FunctionType => Value(FindFunction(parameter, pointee)),
            VoidType or PointerType { Pointee.Type.Canonical: VoidType } => Value(CSharpType.IntPtr),
            BasicType basic when isWritten && FindNumber(basic) is { } number => (number, refKind),
            _ when types.MemoryType(pointee) is not { } => Value(CSharpType.IntPtr),
            ArrayType => Value(Span(types.MemoryType(pointee)!, parameter)),
            _ when isWritten => (types.MemoryType(pointee)!, refKind),
            _ => Value(Span(types.MemoryType(pointee)!, parameter)),
        };
    }

    // A string is immutable and NUL-terminated, so a writable or counted array of characters is a span.
    private CSharpType FindText(CParameter parameter, CType pointee)
    {
        bool isText = parameter is { IsReadOnly: true, Count: null, StatedLength: null };
        return !isText && types.MemoryType(pointee) is { } unit ? Span(unit, parameter)
            : parameter.IsReadOnly ? CSharpType.NullableString
            : CSharpType.IntPtr;
    }

    // An annotation counts the bytes behind a void *. Other counts do not state the size of the elements.
    private CSharpType? FindCounted(CParameter parameter, CType pointee) =>
        pointee.Canonical is not VoidType ? types.MemoryType(pointee)
        : parameter.Counter is not null ? ScalarMarshalling.DefaultType(BasicTypeKind.UInt8)
        : null;

    // A pointer type does not state whether NULL is valid, but _In_ does.
    private CSharpType FindFunction(CParameter parameter, CType pointee) =>
        types.FindGenerated(pointee) is not { } generated ? CSharpType.IntPtr
        : !CallbackMatchers.IsDelegateByDefault(types, function, parameter) ? generated.Type
        : generated.Delegate! with { IsNullable = parameter is not { Direction: ParameterDirection.In, IsOptional: false } };

    private static CSharpType? FindNumber(BasicType type) =>
        type.Kind != BasicTypeKind.WChar && ScalarMarshalling.NativeType(type.Kind) is not null
            ? ScalarMarshalling.DefaultType(type.Kind)
            : null;

    /// <summary>
    /// Returns the C# type of a pointer that C writes: strings and owned memory are copied, and an owned handle becomes a SafeHandle.
    /// </summary>
    private CSharpType FindOutput(PointerType pointer, ByRefKind refKind)
    {
        CType pointee = pointer.Pointee.Type;
        bool isOwned = pointer.Ownership is not null && refKind == ByRefKind.Out;
        if (isOwned && types.FindOwner(pointer) is { } handle)
        {
            return handle;
        }

        if (TypeMatcher.IsPointerValue(pointee) && types.FindGenerated(pointee) is { } generated)
        {
            return generated.Type;
        }

        if (isOwned && CountedMatcher.Default(types, pointer) is { } array)
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

    private static CSharpType.Span Span(CSharpType element, CParameter parameter) => new(element) { IsReadOnly = parameter.IsReadOnly };

    private static (CSharpType Type, ByRefKind RefKind) Value(CSharpType type) => (type, ByRefKind.None);
}
