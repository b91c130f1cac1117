using KoffiGen.C;

namespace KoffiGen.Binding.Structs;

/// <param name="Path">The C# name, from the struct that it is found in: <c>ihdr_t</c>, <c>ihdr_t.flags_t</c>.</param>
/// <param name="IsAnonymous">The type of an anonymous member, which the user has no use for.</param>
internal readonly record struct NestedType(CType Type, string Path, bool IsAnonymous)
{
    public string Name => Path.Substring(Path.LastIndexOf('.') + 1);
}

/// <summary>
/// The types without a name that the members of a struct declare. They are named after their member, and nested in the struct: <c>PngHeader.ihdr_t</c>. What an
/// anonymous member declares is nested in the struct around it, as its members are members of that.
/// </summary>
internal static class NestedTypes
{
    public static List<NestedType> Find(RecordType record, string name)
    {
        List<NestedType> found = [];
        Collect(record, name, "", found, []);
        return found;
    }

    /// <summary>The names of all members, also of those in anonymous ones.</summary>
    public static IEnumerable<string> MemberNames(RecordType record) =>
        record.IsComplete
            ? record.Members.SelectMany(static member =>
                member.Name is { } name ? [name]
                : member.Type.Type.Canonical is RecordType anonymous ? MemberNames(anonymous)
                : []
            )
            : [];

    private static void Collect(RecordType record, string name, string prefix, List<NestedType> found, HashSet<CType> seen)
    {
        // A nested type is called neither as the type around it nor as a member of it.
        StructNames names = new(name, MemberNames(record));
        int anonymous = 0;
        CollectMembers(record);

        void CollectMembers(RecordType container)
        {
            foreach (RecordMember member in container.Members)
            {
                CType type = Innermost(member.Type.Type);
                if (type is not (RecordType { Tag: null, IsComplete: true } or EnumType { Tag: null, IsComplete: true }) || !seen.Add(type))
                {
                    continue;
                }

                string own = names.Unique(member.Name is { } written ? written + "_t" : $"anonymous{++anonymous}_t");
                bool isAnonymous = member.Name is null;
                found.Add(new NestedType(type, prefix + own, isAnonymous));
                if (type is RecordType nested && isAnonymous)
                {
                    CollectMembers(nested);
                }
                else if (type is RecordType named)
                {
                    Collect(named, own, prefix + own + ".", found, seen);
                }
            }
        }
    }

    /// <summary>What an array or a pointer is made of, also by a typedef: a struct whose only name is that of its pointers or arrays is still without one.</summary>
    public static CType Innermost(CType type)
    {
        while (true)
        {
            switch (type)
            {
                case ArrayType array:
                    type = array.Element.Type;
                    break;
                case PointerType pointer:
                    type = pointer.Pointee.Type;
                    break;
                case TypedefType typedef:
                    type = typedef.Target.Type;
                    break;
                default:
                    return type;
            }
        }
    }
}
