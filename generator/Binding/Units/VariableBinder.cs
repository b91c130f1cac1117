using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding.Units;

/// <summary>Binds C variables to C# properties that return a reference, or a span for an array.</summary>
internal sealed class VariableBinder(TypeMatcher types)
{
    /// <summary>Returns the default form of the property; <see langword="null"/> if C# has no type for the variable.</summary>
    public VariableForm? Default(QualifiedType type)
    {
        if (type.Type.Canonical is not ArrayType array)
        {
            return ElementType(type.Type) is { } value ? new VariableReference(value, type.IsConst) : null;
        }

        (CType element, long length) = Flatten(array);
        if (ElementType(element) is not { } managed || length > int.MaxValue)
        {
            return null;
        }

        // The length of an incomplete array is not known.
        return array.Length is null
            ? new VariablePointer(new CSharpType.TypedPointer(managed))
            : new VariableSpan(new CSharpType.Span(managed) { IsReadOnly = type.IsConst }, length);
    }

    /// <returns>The form of the user's property, or the reason why its type does not match the variable.</returns>
    public Match<VariableForm> Bind(QualifiedType type, PropertyDeclaration property)
    {
        CType value = type.Type.Canonical is ArrayType array ? Flatten(array).Element : type.Type;
        return FindForm(type, property) is { } form ? form
            : types.FindLayoutMismatch(value, property.Type) is { } mismatch ? mismatch
            : Mismatch.OtherType;
    }

    private VariableForm? FindForm(QualifiedType type, PropertyDeclaration property)
    {
        CSharpType managed = property.Type;
        if (type.Type.Canonical is not ArrayType array)
        {
            bool isAllowed = property.RefKind == ByRefKind.RefReadOnly || (property.RefKind == ByRefKind.Ref && !type.IsConst);
            return isAllowed && types.IsSameMemory(type.Type, managed)
                ? new VariableReference(managed, property.RefKind == ByRefKind.RefReadOnly)
                : null;
        }

        // The user may choose the element type, but not the form.
        return property.RefKind != ByRefKind.None || managed.Element is not { } own || !types.IsSameMemory(Flatten(array).Element, own)
            ? null
            : Default(type) switch
            {
                VariablePointer when managed is CSharpType.TypedPointer => new VariablePointer(managed),
                VariableSpan { PropertyType: CSharpType.Span { IsReadOnly: var isReadOnly } } span
                    when managed is CSharpType.Span memory && memory.IsReadOnly == isReadOnly => span with
                {
                    PropertyType = managed,
                },
                _ => null,
            };
    }

    private static (CType Element, long Length) Flatten(ArrayType array)
    {
        long length = array.Length ?? 0;
        CType element = array.Element.Type;
        while (element.Canonical is ArrayType { Length: { } inner } nested)
        {
            length *= inner;
            element = nested.Element.Type;
        }

        return (element, length);
    }

    /// <summary>Returns the type of the property for messages.</summary>
    public static string Display(VariableForm form) =>
        form.RefKind switch
        {
            ByRefKind.Ref => "ref " + form.PropertyType.DisplayText,
            ByRefKind.RefReadOnly => "ref readonly " + form.PropertyType.DisplayText,
            _ => form.PropertyType.DisplayText,
        };

    /// <summary>Whether C# has a type with the same layout on every platform.</summary>
    public static bool CanShow(BasicType type) =>
        type is { ByteOrder: ByteOrder.Native, Kind: not BasicTypeKind.WChar } && ScalarMarshalling.MemoryType(type) is not null;

    private CSharpType? ElementType(CType type) =>
        type.Canonical switch
        {
            BasicType basic => CanShow(basic) ? ScalarMarshalling.MemoryType(basic) : null,
            PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) == TextEncoding.Utf8 => new CSharpType.Utf8Pointer(),
            PointerType pointer
                when pointer.Pointee.Type.Canonical is BasicType or RecordType { IsComplete: true }
                    && types.MemoryType(pointer.Pointee.Type) is { } element => new CSharpType.TypedPointer(element),
            PointerType or EnumType or RecordType or ForeignType => types.MemoryType(type),
            _ => null,
        };
}
