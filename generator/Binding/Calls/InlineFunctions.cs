using KoffiGen.C;

namespace KoffiGen.Binding.Calls;

/// <param name="Name">The derived C name of the function type: <c>qsort_cmp</c>.</param>
internal readonly record struct InlineFunction(FunctionType Type, string Name);

/// <summary>
/// Function types that a parameter, result or member declares inline, behind pointers. They are named after it: the parameter <c>cmp</c>
/// of <c>qsort</c> has the function type <c>qsort_cmp</c>. A function type with a typedef has the name of the typedef.
/// </summary>
internal static class InlineFunctions
{
    /// <summary>
    /// Finds the inline function types of a function's parameters and result. A result of the same type as a parameter, as in
    /// <c>signal</c>, is named after the parameter.
    /// </summary>
    public static IEnumerable<InlineFunction> Find(FunctionType function, string name)
    {
        List<InlineFunction> found = [];
        for (int index = 0; index < function.Parameters.Length; index++)
        {
            CParameter parameter = function.Parameters[index];
            found.AddRange(Find(parameter.Type.Type, $"{name}_{parameter.Name ?? $"argument{index + 1}"}"));
        }

        foreach (InlineFunction result in Find(function.ReturnType.Type, name + "_result").ToArray())
        {
            InlineFunction same = found.FirstOrDefault(parameter => TypeIdentity.AreSame(parameter.Type, result.Type));
            found.Add(same.Type is null ? result : result with { Name = same.Name });
        }

        return found;
    }

    /// <summary>Finds the inline function types of a struct's members, including those of anonymous members.</summary>
    public static IEnumerable<InlineFunction> Find(RecordType record, string name) =>
        record.IsComplete
            ? record.Members.SelectMany(member => Find(member.Type.Type, member.Name is { } own ? $"{name}_{own}" : name))
            : [];

    /// <summary>Finds the inline function types that the type consists of.</summary>
    /// <param name="name">The name for the type itself.</param>
    public static IEnumerable<InlineFunction> Find(CType type, string name) =>
        type switch
        {
            PointerType pointer => Find(pointer.Pointee.Type, name),
            ArrayType array => Find(array.Element.Type, name),
            FunctionType function => Find(function, name).Prepend(new InlineFunction(function, name)),
            RecordType { Tag: null } record => Find(record, name),
            _ => [],
        };
}
