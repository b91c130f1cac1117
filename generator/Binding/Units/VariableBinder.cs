using System.Globalization;
using KoffiGen.C;
using KoffiGen.CSharp;
using KoffiGen.Marshalling;
using KoffiGen.Model;
using KoffiGen.Model.Declarations;

namespace KoffiGen.Binding.Units;

/// <summary>C's variables as C# properties that give them by reference, arrays as spans.</summary>
internal sealed class VariableBinder(TypeMatcher types)
{
    /// <summary>The type of the property and what it gives, of which <c>{0}</c> is the address; <see langword="null"/> for what C# cannot show.</summary>
    public (string Type, string Expression)? Default(QualifiedType type)
    {
        if (type.Type.Canonical is ArrayType array)
        {
            long length = array.Length ?? 0;
            QualifiedType element = array.Element;
            while (element.Type.Canonical is ArrayType { Length: { } inner } nested)
            {
                length *= inner;
                element = nested.Element;
            }

            if (ElementType(element.Type) is not { } text || length > int.MaxValue)
            {
                return null;
            }

            // The length of an incomplete array is C's secret.
            bool isReadOnly = type.IsConst;
            return array.Length is null
                ? ($"global::KoffiGen.Pointer<{text}>", $"new global::KoffiGen.Pointer<{text}>({{0}})")
                : (
                    $"global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{text}>",
                    $"new global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{text}>((void*){{0}}, {length.ToString(CultureInfo.InvariantCulture)})"
                );
        }

        return ElementType(type.Type) is { } value ? ((type.IsConst ? "ref readonly " : "ref ") + value, $"ref *({value}*){{0}}") : null;
    }

    /// <summary>What the user's property gives; <see langword="null"/> where its type cannot be the variable's.</summary>
    public string? Bind(QualifiedType type, PropertyDeclaration property)
    {
        CSharpType managed = property.Type;
        if (type.Type.Canonical is ArrayType array)
        {
            CType element = array.Element.Type;
            while (element.Canonical is ArrayType nested)
            {
                element = nested.Element.Type;
            }

            // The user's own element, in the form that the default has.
            return
                property.RefKind == ByRefKind.None
                && managed.Element is { } own
                && types.IsSameMemory(element, own)
                && Default(type) is var (proposal, expression)
                && proposal.Substring(0, proposal.IndexOf('<')) == managed.Text.Substring(0, Math.Max(0, managed.Text.IndexOf('<')))
                ? expression.Replace(proposal, managed.Text)
                : null;
        }

        bool isAllowed = property.RefKind == ByRefKind.RefReadOnly || (property.RefKind == ByRefKind.Ref && !type.IsConst);
        return isAllowed && types.IsSameMemory(type.Type, managed) ? $"ref *({managed.Text}*){{0}}" : null;
    }

    /// <summary>The type of the property as code writes it.</summary>
    public static string Write(PropertyDeclaration property) =>
        property.RefKind switch
        {
            ByRefKind.Ref => "ref " + property.Type.Text,
            ByRefKind.RefReadOnly => "ref readonly " + property.Type.Text,
            _ => property.Type.Text,
        };

    /// <summary>Whether C# has a type for variables of the type on every platform.</summary>
    public static bool CanShow(BasicType type) =>
        type is { ByteOrder: ByteOrder.Native, Kind: not BasicTypeKind.WChar } && ScalarMarshalling.MemoryType(type) is not null;

    private string? ElementType(CType type) =>
        type.Canonical switch
        {
            BasicType basic => CanShow(basic) ? ScalarMarshalling.MemoryType(basic)?.Text : null,
            PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) == TextEncoding.Utf8 =>
                "global::KoffiGen.Utf8Pointer",
            PointerType pointer
                when pointer.Pointee.Type.Canonical is BasicType or RecordType { IsComplete: true }
                    && types.MemoryType(pointer.Pointee.Type) is { } element => $"global::KoffiGen.Pointer<{element.Text}>",
            PointerType or EnumType or RecordType or ForeignType => types.MemoryType(type)?.Text,
            _ => null,
        };
}
