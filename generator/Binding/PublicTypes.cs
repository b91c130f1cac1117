using KoffiGen.C;
using KoffiGen.Marshalling;

namespace KoffiGen.Binding;

/// <summary>
/// The C types that public C# signatures may contain: types of public units whose own members have only such types. Thread-safe.
/// </summary>
/// <param name="findGenerated">Returns the C# type of a C type.</param>
/// <param name="isPublicForeign">Returns whether the C# type that a C name refers to is public.</param>
internal sealed class PublicTypes(Func<CType, GeneratedType?> findGenerated, Func<ForeignType, bool> isPublicForeign)
{
    private readonly HashSet<CType> _public = [];

    public bool Contains(CType type)
    {
        lock (_public)
        {
            HashSet<CType> reached = [];
            if (!IsPublic(type, reached))
            {
                return false;
            }

            // Each reached type reaches only a subset of the types that this one reaches, all of which are public.
            _public.UnionWith(reached);
            return true;
        }
    }

    private bool IsPublic(CType type, HashSet<CType> reached)
    {
        Stack<CType> open = new([type]);
        while (open.Count > 0)
        {
            CType next = open.Pop().Canonical;
            if (_public.Contains(next) || !reached.Add(next))
            {
                continue;
            }

            if (next is ForeignType foreign ? !isPublicForeign(foreign) : findGenerated(next) is { IsPublic: false, IsAnonymous: false })
            {
                return false;
            }

            foreach (CType shown in Shown(next))
            {
                open.Push(shown);
            }
        }

        return true;
    }

    private IEnumerable<CType> Shown(CType type) =>
        type switch
        {
            PointerType pointer => [pointer.Pointee.Type],
            ArrayType array => [array.Element.Type],
            RecordType { IsComplete: true } record when findGenerated(record) is not null => record.Members.Select(static member =>
                member.Type.Type
            ),
            FunctionType function => function.Parameters.Select(static parameter => parameter.Type.Type).Append(function.ReturnType.Type),
            _ => [],
        };
}
