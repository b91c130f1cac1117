using System.Globalization;
using KoffiGen.C;
using KoffiGen.Declarations.Units;
using KoffiGen.Marshalling;
using KoffiGen.Model;

namespace KoffiGen.Binding;

/// <summary>Binds C enums to C# enums.</summary>
internal static class EnumBinder
{
    /// <summary>The name of the instance field of .NET enums, which no enumerator can have.</summary>
    private const string ValueField = "value__";

    public static EnumModel Bind(EnumType type, GeneratedType generated, NameRules names)
    {
        HashSet<string> used = new(StringComparer.Ordinal) { ValueField };
        return new EnumModel(
            generated.Name,
            type.ToString(),
            ScalarMarshalling.NativeType(type),
            (type.IsComplete ? type.Enumerators : [])
                .Select(enumerator => new EnumeratorModel(
                    Unused(names.Apply(enumerator.Name)),
                    enumerator.IsUnsigned
                        ? unchecked((ulong)enumerator.Value).ToString(CultureInfo.InvariantCulture)
                        : enumerator.Value.ToString(CultureInfo.InvariantCulture),
                    enumerator.Documentation
                ))
                .ToEquatableArray()
        )
        {
            Documentation = type.Documentation,
        };

        // Different C names may become equal when their prefixes are stripped.
        string Unused(string name)
        {
            while (!used.Add(name))
            {
                name += "_";
            }

            return name;
        }
    }
}
