using System.Globalization;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Makes the C# enum of C's.</summary>
internal static class EnumBinder
{
    public static EnumModel Bind(EnumType type, GeneratedType generated) => new(
        generated.Name,
        type.ToString(),
        ScalarMarshalling.NativeType(type),
        (type.IsComplete ? type.Enumerators : []).Select(static enumerator => new EnumeratorModel(
            CSharpIdentifier.Escape(enumerator.Name),
            enumerator.IsUnsigned ? unchecked((ulong)enumerator.Value).ToString(CultureInfo.InvariantCulture) : enumerator.Value.ToString(CultureInfo.InvariantCulture),
            enumerator.Documentation)).ToEquatableArray());
}
