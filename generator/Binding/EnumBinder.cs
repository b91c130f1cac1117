using System.Globalization;
using KoffiGen.Binding.Calls;
using KoffiGen.Binding.Units;
using KoffiGen.Model;
using KoffiGen.Types;

namespace KoffiGen.Binding;

/// <summary>Makes the C# enum of C's.</summary>
internal static class EnumBinder
{
    public static EnumModel Bind(EnumType type, GeneratedType generated, NameRules names) => new(
        generated.Name,
        type.ToString(),
        ScalarMarshalling.NativeType(type),
        (type.IsComplete ? type.Enumerators : []).Select(enumerator => new EnumeratorModel(
            names.Apply(enumerator.Name),
            enumerator.IsUnsigned ? unchecked((ulong)enumerator.Value).ToString(CultureInfo.InvariantCulture) : enumerator.Value.ToString(CultureInfo.InvariantCulture),
            enumerator.Documentation)).ToEquatableArray())
    {
        Documentation = type.Documentation,
    };
}
