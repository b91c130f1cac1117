using KoffiGen.C;

namespace KoffiGen.Binding.Calls;

/// <param name="Name">The name that the function's pointers are called after, as C would write it: <c>qsort_cmp</c>.</param>
internal readonly record struct InlineFunction(FunctionType Type, string Name);

/// <summary>
/// The function types that a declaration spells out where it uses them, behind pointers: those of parameters, results and members. They are named after their
/// place: the parameter <c>cmp</c> of <c>qsort</c> is <c>qsort_cmp</c>. What a typedef names is named by that.
/// </summary>
internal static class InlineFunctions
{
    /// <summary>Those of a function's parameters and of its result. A result of a parameter's type, as <c>signal</c> has it, is called after the parameter.</summary>
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

    /// <summary>Those of a struct's members, also in what has no name of its own there.</summary>
    public static IEnumerable<InlineFunction> Find(RecordType record, string name) =>
        record.IsComplete
            ? record.Members.SelectMany(member => Find(member.Type.Type, member.Name is { } own ? $"{name}_{own}" : name))
            : [];

    /// <summary>Those that the type is made of.</summary>
    /// <param name="name">What the type itself would be called.</param>
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
