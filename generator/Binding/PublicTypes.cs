using KoffiGen.C;

namespace KoffiGen.Binding;

/// <summary>
/// Which C types public C# may show: those of public files and classes, as long as everything that their own members show is public, too. So a struct is
/// internal that holds another one which is. Any thread may ask.
/// </summary>
/// <param name="findGenerated">The C# type of a C type.</param>
/// <param name="isPublicForeign">Whether the C# type that a name of C stands for is public.</param>
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

            // Each of them reaches only what this one does.
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
