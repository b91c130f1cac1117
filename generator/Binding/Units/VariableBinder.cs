using System.Globalization;
using KoffiGen.Binding.Declarations;
using KoffiGen.Model;
using KoffiGen.Types;

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
            bool isReadOnly = (type.IsConst || element.IsConst || array.Element.IsConst);
            return array.Length is null
                ? ($"global::KoffiGen.Pointer<{text}>", $"new global::KoffiGen.Pointer<{text}>({{0}})")
                : ($"global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{text}>", $"new global::System.{(isReadOnly ? "ReadOnlySpan" : "Span")}<{text}>((void*){{0}}, {length.ToString(CultureInfo.InvariantCulture)})");
        }

        return ElementType(type.Type) is { } value ? ((IsReadOnly(type) ? "ref readonly " : "ref ") + value, $"ref *({value}*){{0}}") : null;
    }

    private static bool IsReadOnly(QualifiedType type)
    {
        bool isConst = type.IsConst;
        for (CType current = type.Type; current is TypedefType typedef; current = typedef.Target.Type)
        {
            isConst |= typedef.Target.IsConst;
        }

        return isConst;
    }

    private string? ElementType(CType type) => type.Canonical switch
    {
        BasicType { ByteOrder: ByteOrder.Native, Kind: not BasicTypeKind.WChar } basic => ScalarMarshalling.MemoryType(basic)?.Text,
        PointerType pointer when TypeMatcher.TextEncodingOf(pointer.Pointee.Type) == TextEncoding.Utf8 => "global::KoffiGen.Utf8Pointer",
        PointerType pointer when pointer.Pointee.Type.Canonical is BasicType or RecordType { IsComplete: true } && types.MemoryType(pointer.Pointee.Type) is { } element => $"global::KoffiGen.Pointer<{element.Text}>",
        PointerType or EnumType or RecordType or ForeignType => types.MemoryType(type)?.Text,
        _ => null,
    };
}
